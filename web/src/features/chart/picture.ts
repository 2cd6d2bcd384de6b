import { saveBlob } from '../../shared/ui/saveFile';
import type { Palette } from './canvas/palette';

/** What a picture says of itself, so that it can be read without the page it came from. */
export type Caption = { title: string; moment: string; source: string; notice: string };

/** The chart with a line above that names it and one below that says where it comes from. */
export function framePicture(
  chart: HTMLCanvasElement,
  caption: Caption,
  palette: Palette,
  ratio: number,
): HTMLCanvasElement {
  const bar = Math.round(34 * ratio);
  const pad = Math.round(12 * ratio);
  const picture = document.createElement('canvas');
  picture.width = chart.width;
  picture.height = chart.height + 2 * bar;
  const ctx = picture.getContext('2d')!;
  ctx.fillStyle = palette.page;
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.drawImage(chart, 0, bar);
  ctx.textBaseline = 'middle';
  const write = (text: string, font: string, colour: string, y: number, isRight: boolean) => {
    ctx.font = font;
    ctx.fillStyle = colour;
    ctx.textAlign = isRight ? 'right' : 'left';
    ctx.fillText(text, isRight ? picture.width - pad : pad, y, picture.width * (isRight ? 0.45 : 0.5));
  };
  const small = `${12 * ratio}px ${palette.font}`;
  write(caption.title, `600 ${15 * ratio}px ${palette.font}`, palette.text, bar / 2, false);
  write(caption.moment, small, palette.quiet, bar / 2, true);
  write(caption.source, small, palette.quiet, picture.height - bar / 2, false);
  write(caption.notice, small, palette.quiet, picture.height - bar / 2, true);
  return picture;
}

/** `BTCUSDT-1h-20260711T1200Z.png` */
export function pictureName(symbol: string, timeframe: string, asOf: string): string {
  const moment = new Date(asOf).toISOString().replace(/[-:]/g, '').slice(0, 13);
  return `${symbol}-${timeframe}-${moment}Z.png`;
}

export async function savePicture(picture: HTMLCanvasElement, name: string): Promise<void> {
  const blob = await new Promise<Blob | null>((done) => picture.toBlob(done, 'image/png'));
  if (blob) saveBlob(name, blob);
}
