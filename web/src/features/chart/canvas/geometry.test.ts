import { describe, expect, it } from 'vitest';
import { sampleChart } from '../testing/sampleChart';
import { families, type Chart, type Overlay } from '../chart';
import { bandHeight, distanceToSegment, hit, markY } from './hit';
import { Labels } from './labels';
import { isMiddle, linesShown } from './lines';
import { buildScene, isShown, type Choice } from './scene';
import { indexAtOrBefore, logicalOf } from './times';
import { Viewport } from './viewport';

const all: Choice = { families: new Set(families), past: true, selected: null };

const times = [0, 10, 20, 40];

const overlay = (part: Partial<Overlay>): Overlay => ({
  id: 'x',
  family: 'zones',
  kind: 'order-block',
  label: 'OB',
  mark: 'OB',
  side: 'bullish',
  form: 'zone',
  from: 0,
  to: null,
  known: 10,
  top: 110,
  bottom: 100,
  points: [],
  rows: [],
  state: '',
  isStanding: true,
  life: [],
  rule: '',
  numbers: [],
  ...part,
});

/** 10 px a candle from x = 5, 2 px a unit of price with 100 at y = 300. */
function view(width = 400, height = 400) {
  const made = new Viewport();
  made.set(width, height, 5, 10, 200, 100, 100, 300);
  return made;
}

describe('the axis of candles', () => {
  it('finds a moment on a candle, between two, before the first and after the last', () => {
    expect(logicalOf(times, 10, 10)).toBe(1);
    expect(logicalOf(times, 30, 10)).toBe(2.5);
    expect(logicalOf(times, -20, 10)).toBe(-2);
    expect(logicalOf(times, 60, 10)).toBe(5);
    expect(logicalOf([], 60, 10)).toBe(0);
  });

  it('finds the candle a moment falls into', () => {
    expect(indexAtOrBefore(times, -1)).toBe(-1);
    expect(indexAtOrBefore(times, 0)).toBe(0);
    expect(indexAtOrBefore(times, 39)).toBe(2);
    expect(indexAtOrBefore(times, 400)).toBe(3);
  });

  it('reads places both ways', () => {
    const v = view();
    expect(v.x(3)).toBe(35);
    expect(v.index(35)).toBe(3);
    expect(v.y(150)).toBe(200);
    expect(v.price(200)).toBe(150);
    expect([v.low, v.high]).toEqual([50, 250]);
    expect(v.from).toBe(-0.5);
  });
});

describe('which overlays are drawn', () => {
  it('keeps out families that are off, and ended zones unless asked for', () => {
    const ended = overlay({ isStanding: false });
    expect(isShown(ended, all)).toBe(true);
    expect(isShown(ended, { ...all, past: false })).toBe(false);
    expect(isShown(overlay({}), { ...all, families: new Set() })).toBe(false);
  });

  it('shows the selected one whatever is off', () => {
    expect(isShown(overlay({ isStanding: false }), { families: new Set(), past: false, selected: 'x' })).toBe(
      true,
    );
  });

  it('shows a break without asking whether it stands: it has no life', () => {
    expect(
      isShown(overlay({ family: 'structure', form: 'level', isStanding: false }), { ...all, past: false }),
    ).toBe(true);
  });

  it('gives each overlay of a chart its place by index and price', () => {
    const chart = sampleChart({ count: 300, zones: 20 });
    const scene = buildScene(chart.overlays, chart.candles.time, 3600, all);
    for (let i = 0; i < scene.items.length; i++) {
      const item = scene.items[i]!;
      expect(scene.low[i]).toBeLessThanOrEqual(scene.high[i]!);
      expect(chart.candles.time[scene.left[i]!]).toBe(
        item.form === 'mark' ? item.points[0]!.time : item.from,
      );
      expect(scene.lifeFrom[i + 1]! - scene.lifeFrom[i]!).toBe(item.life.length);
    }
    expect(scene.bands.map((b) => b.item.mark)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(scene.profile!.most).toBe(Math.max(...scene.profile!.item.rows.map((r) => r.volume)));
  });
});

describe('what lies under the pointer', () => {
  const at = (items: Overlay[], x: number, y: number, choice = all) =>
    hit(buildScene(items, times, 10, choice), view(), x, y)?.id ?? null;

  it('is a zone between its edges, from its candle to the right edge while it stands', () => {
    const zone = overlay({ from: 10 });
    expect(at([zone], 200, 290)).toBe('x');
    expect(at([zone], 200, 270)).toBe(null);
    expect(at([zone], 10, 290)).toBe(null);
    expect(at([{ ...zone, to: 20 }], 200, 290)).toBe(null);
  });

  it('is the smaller of two zones', () => {
    const large = overlay({ id: 'large', top: 150, bottom: 100 });
    expect(at([large, overlay({ id: 'small' })], 100, 290)).toBe('small');
    expect(at([overlay({ id: 'small' }), large], 100, 290)).toBe('small');
    expect(at([overlay({ id: 'small' }), large], 100, 220)).toBe('large');
  });

  it('is a line before an area and a mark before a line', () => {
    const level = overlay({ id: 'level', form: 'level', top: 105, bottom: 105 });
    const mark = overlay({
      id: 'mark',
      form: 'mark',
      top: null,
      bottom: null,
      points: [{ time: 20, price: 108 }],
    });
    expect(at([overlay({}), level, mark], 100, 291)).toBe('level');
    expect(at([overlay({}), level, mark], 26, markY(view(), 108, 1))).toBe('mark');
  });

  it('is a path near one of its legs', () => {
    const path = overlay({
      form: 'path',
      top: null,
      bottom: null,
      points: [
        { time: 0, price: 100 },
        { time: 20, price: 200 },
        { time: 40, price: 150 },
      ],
    });
    expect(at([path], 15, 200)).toBe('x');
    expect(at([path], 5, 200)).toBe(null);
  });

  it('is a phase in the band, and a row of the profile as far as it reaches', () => {
    const phase = overlay({
      id: 'phase',
      family: 'wyckoff',
      form: 'band',
      top: null,
      bottom: null,
      from: 0,
      to: 20,
    });
    expect(at([phase], 15, bandHeight - 2)).toBe('phase');
    expect(at([phase], 60, bandHeight - 2)).toBe(null);
    const profile = overlay({
      form: 'profile',
      family: 'volume',
      top: null,
      bottom: null,
      rows: [
        { low: 100, high: 110, volume: 10 },
        { low: 110, high: 120, volume: 5 },
      ],
    });
    expect(at([profile], 325, 290)).toBe('x');
    expect(at([profile], 325, 270)).toBe(null);
    expect(at([profile], 365, 270)).toBe('x');
  });

  it('finds every zone of a chart at its own middle, itself or one that lies on it', () => {
    const chart: Chart = sampleChart({ count: 5000, zones: 300 });
    const scene = buildScene(chart.overlays, chart.candles.time, 3600, {
      ...all,
      families: new Set(['zones']),
    });
    const v = new Viewport();
    v.set(6000, 4000, 0, 1, Math.max(...scene.high), 0, Math.min(...scene.low), 4000);
    scene.items.forEach((item, i) => {
      const x = v.x((scene.left[i]! + Math.min(scene.right[i]!, 5100)) / 2);
      const found = hit(scene, v, x, v.y((item.top! + item.bottom!) / 2))!;
      const middle = (item.top! + item.bottom!) / 2;
      expect(found.bottom).toBeLessThanOrEqual(middle + 60);
      expect(found.top).toBeGreaterThanOrEqual(middle - 60);
    });
  });
});

it('measures how far a point is from a leg, beyond its ends too', () => {
  expect(distanceToSegment(5, 3, 0, 0, 10, 0)).toBe(3);
  expect(distanceToSegment(13, 4, 0, 0, 10, 0)).toBe(5);
  expect(distanceToSegment(3, 4, 0, 0, 0, 0)).toBe(5);
});

it('lets no name be written over another, and begins anew with each frame', () => {
  const labels = new Labels(3);
  expect(labels.take(0, 0, 20, 10)).toBe(true);
  expect(labels.take(10, 5, 20, 10)).toBe(false);
  expect(labels.take(20, 0, 20, 10)).toBe(true);
  expect(labels.take(0, 10, 20, 10)).toBe(true);
  expect(labels.take(200, 10, 20, 10)).toBe(false);
  labels.clear();
  expect(labels.take(10, 5, 20, 10)).toBe(true);
});

describe('the lines that are drawn', () => {
  const line = (id: string, group: string, family: 'bands' | 'volume' = 'volume', label = id) => ({
    id,
    group,
    family,
    label,
    values: [],
  });
  const lines = [
    line('bollinger.upper', 'bollinger', 'bands'),
    line('bollinger.middle', 'bollinger', 'bands'),
    line('vwap-Day', 'vwap-Day'),
    line('vwap-Day+1', 'vwap-Day'),
    line('vwap-Week', 'vwap-Week', 'volume', 'weekly VWAP'),
    line('vwap-Week-2', 'vwap-Week'),
  ];
  const ids = (families: string[], selected: string | null, overlays: Overlay[] = []) =>
    linesShown({ lines, overlays }, { families: new Set(families) as never, selected }).map((l) => l.id);

  it('are those of the families that are on, bands of an anchored average only of the day', () => {
    expect(ids(['volume'], null)).toEqual(['vwap-Day', 'vwap-Day+1', 'vwap-Week']);
    expect(ids(['bands'], null)).toEqual(['bollinger.upper', 'bollinger.middle']);
    expect(ids([], null)).toEqual([]);
  });

  it('are those of the selected measurement, whatever is off', () => {
    const value = { form: 'value' as const, top: null, bottom: null };
    expect(ids([], 'x', [overlay({ ...value, kind: 'bollinger' })])).toEqual([
      'bollinger.upper',
      'bollinger.middle',
    ]);
    expect(ids([], 'x', [overlay({ ...value, kind: 'vwap', label: 'weekly VWAP' })])).toEqual([
      'vwap-Week',
      'vwap-Week-2',
    ]);
    expect(ids([], 'x', [overlay({ ...value, kind: 'rsi' })])).toEqual([]);
  });

  it('know which of them runs through the middle', () => {
    expect(lines.filter(isMiddle).map((l) => l.id)).toEqual(['bollinger.middle', 'vwap-Day', 'vwap-Week']);
  });
});

it('meets what fills the view at its edges alone', () => {
  const range = overlay({ id: 'range', top: 240, bottom: 60 });
  const scene = buildScene([range], times, 10, all);
  expect(hit(scene, view(), 100, 200)).toBe(null);
  expect(hit(scene, view(), 100, 22)?.id).toBe('range');
});

it('leads from a level of a scenario or of a measured leg to what it belongs to', () => {
  const scenario = overlay({
    id: 'scenario',
    family: 'scenarios',
    kind: 'scenario',
    from: 20,
    points: [{ time: 20, price: 160, label: 'confirms' }],
  });
  const leg = overlay({
    id: 'leg',
    family: 'waves',
    kind: 'fibonacci-leg',
    form: 'path',
    points: [
      { time: 0, price: 100 },
      { time: 10, price: 200 },
      { time: 20, price: 138, label: '0.618' },
    ],
  });
  const scene = buildScene([scenario, leg], times, 10, all);
  expect(hit(scene, view(), 300, view().y(160))?.id).toBe('scenario');
  expect(hit(scene, view(), 300, view().y(138))?.id).toBe('leg');
  expect(hit(scene, view(), 0, view().y(138))?.id ?? null).toBe(null);
  expect(scene.pointFrom[scene.items.indexOf(leg) + 1]! - scene.pointFrom[scene.items.indexOf(leg)]!).toBe(2);
});

it('frames the candle of a measurement that has no shape', () => {
  const value = overlay({ form: 'value', from: 20, to: 20, known: 40, top: null, bottom: null });
  expect(buildScene([value], times, 10, { ...all, selected: 'x' }).framed).toEqual({ index: 2, family: 2 });
  expect(buildScene([value], times, 10, all).framed).toBe(null);
});
