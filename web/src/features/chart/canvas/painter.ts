import { families } from '../chart';
import { bandHeight, markOffset, markY, profileShare } from './hit';
import { Labels } from './labels';
import type { Palette } from './palette';
import { isInView, Shape, type Scene } from './scene';
import type { Viewport } from './viewport';

const labelHeight = 15;
const dashed = [4, 3];
const solid: number[] = [];

/**
 * Draws a scene. Only what is in view is looked at, and nothing is made while drawing: places of labels and widths of texts are kept
 * from frame to frame. What is told by colour is told by form too: ended zones are hollow, marks point up or down.
 */
export class Painter {
  private readonly labels = new Labels();
  private readonly widths = new Map<string, number>();

  /** Areas and the profile, behind the candles. */
  drawBehind(ctx: CanvasRenderingContext2D, scene: Scene, view: Viewport, palette: Palette): void {
    ctx.lineWidth = 1;
    this.drawProfile(ctx, scene, view, palette);
    this.drawFrame(ctx, scene, view, palette);
    let style = -1;
    for (let i = 0; i < scene.items.length; i++) {
      if (scene.shape[i] !== Shape.Box) break;
      if (!isInView(scene, i, view)) continue;
      const standing = scene.standing[i]!;
      const family = scene.family[i]!;
      const hue = palette.families[family]!;
      const chosen = i === scene.selected;
      const next = chosen ? -1 : (family * 2 + standing) * 2 + scene.quiet[i]!;
      if (next !== style || chosen) {
        ctx.fillStyle = chosen ? hue.fillChosen : standing && !scene.quiet[i] ? hue.fill : hue.fillPast;
        ctx.strokeStyle = chosen ? hue.solid : standing ? hue.edge : hue.edgePast;
        style = next;
      }
      this.drawBox(ctx, scene, view, i);
    }
    ctx.setLineDash(solid);
  }

  private drawBox(ctx: CanvasRenderingContext2D, scene: Scene, view: Viewport, i: number): void {
    const left = Math.max(view.x(scene.left[i]!), -2);
    const right = Math.min(view.x(scene.right[i]!), view.width + 2);
    const top = Math.round(view.y(scene.high[i]!)) + 0.5;
    const bottom = Math.max(Math.round(view.y(scene.low[i]!)) + 0.5, top + 1);
    const width = Math.max(right - left, 3);
    ctx.fillRect(left, top, width, bottom - top);
    ctx.beginPath();
    ctx.moveTo(left, top);
    ctx.lineTo(left + width, top);
    ctx.moveTo(left, bottom);
    ctx.lineTo(left + width, bottom);
    if (scene.right[i]! !== Infinity) {
      ctx.moveTo(left + width, top);
      ctx.lineTo(left + width, bottom);
    }
    // Where it became known, and each change in its life.
    const known = view.x(scene.known[i]!);
    if (known > left + 2 && known < left + width) {
      ctx.moveTo(known, top);
      ctx.lineTo(known, bottom);
    }
    for (let l = scene.lifeFrom[i]!; l < scene.lifeFrom[i + 1]!; l++) {
      const x = view.x(scene.lifeIndex[l]!);
      if (x <= left || x >= left + width) continue;
      ctx.moveTo(x, bottom);
      ctx.lineTo(x, Math.max(bottom - 6, top));
    }
    ctx.stroke();
  }

  private drawProfile(ctx: CanvasRenderingContext2D, scene: Scene, view: Viewport, palette: Palette): void {
    const profile = scene.profile;
    if (!profile) return;
    const hue = palette.families[3]!;
    const scale = (view.width * profileShare) / profile.most;
    const rows = profile.item.rows;
    ctx.fillStyle = hue.fill;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      if (row.high < view.low || row.low > view.high) continue;
      const top = view.y(row.high);
      const height = Math.max(view.y(row.low) - top - 1, 1);
      const isPoc = row.low === profile.pocLow;
      if (isPoc) ctx.fillStyle = hue.fillChosen;
      ctx.fillRect(view.width - row.volume * scale, top, row.volume * scale, height);
      if (isPoc) ctx.fillStyle = hue.fill;
    }
  }

  /** Lines, marks, names and the band of phases, over the candles. */
  drawOver(ctx: CanvasRenderingContext2D, scene: Scene, view: Viewport, palette: Palette): void {
    this.labels.clear();
    ctx.font = palette.labelFont;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    this.drawBands(ctx, scene, view, palette);
    if (scene.selected >= 0) this.drawName(ctx, scene, view, palette, scene.selected);
    for (let i = scene.items.length - 1; i >= 0; i--) {
      if (!isInView(scene, i, view)) continue;
      const shape = scene.shape[i] as Shape;
      if (shape === Shape.Mark) this.drawMark(ctx, scene, view, palette, i);
      else if (shape === Shape.Path) this.drawPath(ctx, scene, view, palette, i);
      else if (shape === Shape.Level) this.drawLevel(ctx, scene, view, palette, i);
    }
    this.drawRays(ctx, scene, view, palette);
    ctx.setLineDash(solid);
    for (let i = scene.items.length - 1; i >= 0; i--) {
      if (scene.shape[i] === Shape.Path || i === scene.selected || !isInView(scene, i, view)) continue;
      if (scene.standing[i] || scene.shape[i] === Shape.Mark) this.drawName(ctx, scene, view, palette, i);
    }
  }

  private drawLevel(
    ctx: CanvasRenderingContext2D,
    scene: Scene,
    view: Viewport,
    palette: Palette,
    i: number,
  ): void {
    const hue = palette.families[scene.family[i]!]!;
    const chosen = i === scene.selected;
    const left = Math.max(view.x(scene.left[i]!), -8);
    const right = Math.min(view.x(scene.right[i]!), view.width);
    const y = Math.round(view.y(scene.high[i]!)) + 0.5;
    ctx.strokeStyle = chosen ? hue.solid : scene.standing[i] ? hue.edge : hue.edgePast;
    ctx.lineWidth = chosen ? 3 : 1;
    ctx.setLineDash(scene.right[i] === Infinity ? dashed : solid);
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(Math.max(right, left + 4), y);
    ctx.stroke();
  }

  private drawPath(
    ctx: CanvasRenderingContext2D,
    scene: Scene,
    view: Viewport,
    palette: Palette,
    i: number,
  ): void {
    const hue = palette.families[scene.family[i]!]!;
    const chosen = i === scene.selected;
    const from = scene.pointFrom[i]!;
    const to = scene.pointFrom[i + 1]!;
    ctx.strokeStyle = chosen || scene.standing[i] ? hue.solid : hue.edgePast;
    ctx.lineWidth = chosen ? 3 : 1.5;
    ctx.setLineDash(solid);
    ctx.beginPath();
    ctx.moveTo(view.x(scene.pointIndex[from]!), view.y(scene.pointPrice[from]!));
    for (let p = from + 1; p < to; p++)
      ctx.lineTo(view.x(scene.pointIndex[p]!), view.y(scene.pointPrice[p]!));
    ctx.stroke();
    for (let p = from; p < to; p++) {
      const label = scene.pointLabel[p];
      if (!label) continue;
      // A name stands on the outer side of its turn.
      const price = scene.pointPrice[p]!;
      const other = p > from ? scene.pointPrice[p - 1]! : (scene.pointPrice[p + 1] ?? price);
      const y = view.y(price) + (price >= other ? -labelHeight : 2);
      this.write(
        ctx,
        palette,
        label,
        hue.solid,
        view.x(scene.pointIndex[p]!) - this.widthOf(ctx, label) / 2,
        y,
        chosen,
      );
    }
  }

  private drawMark(
    ctx: CanvasRenderingContext2D,
    scene: Scene,
    view: Viewport,
    palette: Palette,
    i: number,
  ): void {
    const hue = palette.families[scene.family[i]!]!;
    const point = scene.pointFrom[i]!;
    const side = scene.side[i]!;
    const x = view.x(scene.pointIndex[point]!);
    const y = markY(view, scene.pointPrice[point]!, side);
    const size = i === scene.selected ? 7 : 4.5;
    ctx.fillStyle = hue.solid;
    ctx.beginPath();
    if (side === 0) {
      ctx.moveTo(x - size, y);
      ctx.lineTo(x, y - size);
      ctx.lineTo(x + size, y);
      ctx.lineTo(x, y + size);
    } else {
      ctx.moveTo(x - size, y + side * size * 0.8);
      ctx.lineTo(x + size, y + side * size * 0.8);
      ctx.lineTo(x, y - side * size * 0.8);
    }
    ctx.fill();
  }

  private drawName(
    ctx: CanvasRenderingContext2D,
    scene: Scene,
    view: Viewport,
    palette: Palette,
    i: number,
  ): void {
    const label = scene.items[i]!.mark;
    if (label === '') return;
    const hue = palette.families[scene.family[i]!]!;
    const chosen = i === scene.selected;
    const width = this.widthOf(ctx, label);
    if (scene.shape[i] === Shape.Mark) {
      const point = scene.pointFrom[i]!;
      const side = scene.side[i]!;
      const y = markY(view, scene.pointPrice[point]!, side);
      const top = side >= 0 ? y + markOffset / 2 : y - markOffset / 2 - labelHeight;
      this.write(ctx, palette, label, hue.solid, view.x(scene.pointIndex[point]!) - width / 2, top, chosen);
      return;
    }
    const reaches = scene.right[i] === Infinity;
    const left = Math.max(view.x(scene.left[i]!), 0) + 4;
    const right = Math.min(view.x(scene.right[i]!), view.width) - 4;
    if (!chosen && !reaches && right - left < width) return;
    const top = view.y(scene.high[i]!);
    // What stands has its name at the axis, what has ended where it lay.
    const x = reaches ? right - width : left + Math.max((right - left - width) / 2, 0);
    const isThin = scene.shape[i] === Shape.Level || view.y(scene.low[i]!) - top < labelHeight;
    this.write(ctx, palette, label, hue.solid, x, isThin ? top - labelHeight : top + 1, chosen);
  }

  /** The levels that go with an overlay: short dashes to the right edge, their names at the axis. */
  private drawRays(ctx: CanvasRenderingContext2D, scene: Scene, view: Viewport, palette: Palette): void {
    ctx.setLineDash(dashed);
    ctx.lineWidth = 1;
    for (let i = 0; i < scene.rayOwner.length; i++) {
      const price = scene.rayPrice[i]!;
      const left = view.x(scene.rayIndex[i]!);
      if (price < view.low || price > view.high || left > view.width) continue;
      const owner = scene.rayOwner[i]!;
      const hue = palette.families[families.indexOf(owner.family)]!;
      const y = Math.round(view.y(price)) + 0.5;
      ctx.strokeStyle = owner.id === scene.selectedId ? hue.solid : hue.edge;
      ctx.beginPath();
      ctx.moveTo(Math.max(left, -8), y);
      ctx.lineTo(view.width, y);
      ctx.stroke();
      const label = scene.rayLabel[i]!;
      if (label === '') continue;
      this.write(
        ctx,
        palette,
        label,
        hue.solid,
        view.width - this.widthOf(ctx, label) - 4,
        y - labelHeight,
        false,
      );
    }
  }

  /** Phases and squeezes along the top, each row on the page's own colour. */
  private drawBands(ctx: CanvasRenderingContext2D, scene: Scene, view: Viewport, palette: Palette): void {
    let rows = 0;
    for (let i = 0; i < scene.bands.length; i++) {
      const band = scene.bands[i]!;
      const left = Math.max(view.x(band.left), 0);
      const right = Math.min(view.x(band.right), view.width);
      if (right - left < 2) continue;
      const hue = palette.families[band.family]!;
      const top = band.row * bandHeight;
      rows = Math.max(rows, band.row + 1);
      ctx.fillStyle = palette.page;
      ctx.fillRect(left, top, right - left, bandHeight);
      ctx.fillStyle = band.item.id === scene.selectedId || i % 2 === 0 ? hue.fillChosen : hue.fill;
      ctx.fillRect(left, top, right - left - 1, bandHeight - 1);
      const label = band.item.mark;
      const width = this.widthOf(ctx, label);
      if (right - left < width + 4) continue;
      ctx.fillStyle = palette.text;
      ctx.fillText(label, (left + right - width) / 2, top + bandHeight / 2 + 0.5);
    }
    if (rows > 0) this.labels.take(0, 0, view.width, rows * bandHeight);
  }

  /** The candle of a measurement that has no shape of its own. */
  private drawFrame(ctx: CanvasRenderingContext2D, scene: Scene, view: Viewport, palette: Palette): void {
    if (!scene.framed) return;
    const width = Math.max(view.candleWidth, 6);
    ctx.fillStyle = palette.families[scene.framed.family]!.fillChosen;
    ctx.fillRect(view.x(scene.framed.index) - width / 2, 0, width, view.height);
  }

  /** Writes where nothing is written yet. */
  private write(
    ctx: CanvasRenderingContext2D,
    palette: Palette,
    text: string,
    colour: string,
    x: number,
    y: number,
    always: boolean,
  ): void {
    const width = this.widthOf(ctx, text);
    if (!this.labels.take(x - 2, y, width + 4, labelHeight) && !always) return;
    ctx.fillStyle = palette.veil;
    ctx.fillRect(x - 2, y, width + 4, labelHeight);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y + labelHeight / 2 + 0.5);
  }

  private widthOf(ctx: CanvasRenderingContext2D, text: string): number {
    let width = this.widths.get(text);
    if (width === undefined) {
      width = ctx.measureText(text).width;
      this.widths.set(text, width);
    }
    return width;
  }
}
