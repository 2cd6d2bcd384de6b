import { expect, it } from 'vitest';
import { families } from '../chart';
import { sampleChart } from '../testing/sampleChart';
import { Painter } from './painter';
import { paletteOf } from './palette';
import { buildScene } from './scene';
import { Viewport } from './viewport';

/** A context that writes down what is drawn. */
function recorder() {
  const calls: { name: string; args: unknown[] }[] = [];
  const ctx = new Proxy({} as Record<string, unknown>, {
    get: (target, name: string) =>
      name in target
        ? target[name]
        : (...args: unknown[]) => {
            calls.push({ name, args });
            return { width: String(args[0]).length * 6 };
          },
    set: (target, name: string, value) => {
      target[name] = value;
      return true;
    },
  });
  return { calls, ctx: ctx as unknown as CanvasRenderingContext2D };
}

const chart = sampleChart({ count: 5000, zones: 300 });
const scene = buildScene(chart.overlays, chart.candles.time, 3600, {
  families: new Set(families),
  past: true,
  selected: null,
});

function viewOf(from: number, to: number) {
  const view = new Viewport();
  const dx = 1000 / (to - from);
  const close = chart.candles.close[Math.floor((from + to) / 2)]!;
  view.set(1000, 500, -from * dx, dx, close + 3000, 0, close - 3000, 500);
  return view;
}

it('draws only what is in view', () => {
  const { calls, ctx } = recorder();
  const view = viewOf(2000, 2150);
  new Painter().drawBehind(ctx, scene, view, paletteOf(document.body));
  const boxes = calls.filter((c) => c.name === 'fillRect');
  expect(boxes.length).toBeGreaterThan(0);
  expect(boxes.length).toBeLessThan(120);
  for (const { args } of boxes) {
    const [x, , width] = args as number[];
    expect(x).toBeGreaterThanOrEqual(-10);
    expect(x! + width!).toBeLessThanOrEqual(1010);
  }
});

it('writes no two names over each other, and the marks of the range among them', () => {
  const { calls, ctx } = recorder();
  new Painter().drawOver(ctx, scene, viewOf(4820, 5010), paletteOf(document.body));
  const names = calls.filter((c) => c.name === 'fillText').map((c) => c.args as [string, number, number]);
  expect(names.map((n) => n[0])).toEqual(expect.arrayContaining(['D', 'E']));
  const boxes = names.filter((n) => n[2] > 20).map(([text, x, y]) => ({ x, y, right: x + text.length * 6 }));
  for (const a of boxes)
    for (const b of boxes)
      if (a !== b && Math.abs(a.y - b.y) < 14) expect(a.x >= b.right || b.x >= a.right).toBe(true);
});

it('measures each text once', () => {
  const { calls, ctx } = recorder();
  const painter = new Painter();
  for (let frame = 0; frame < 5; frame++)
    painter.drawOver(ctx, scene, viewOf(4820, 5010), paletteOf(document.body));
  const measured = calls.filter((c) => c.name === 'measureText').map((c) => c.args[0]);
  expect(new Set(measured).size).toBe(measured.length);
});
