import { beforeEach, describe, expect, it } from 'vitest';
import { formatFor } from '../../shared/language/format';
import { cumulative, isSameCandles, points, readCandle } from './canvas/columns';
import { families } from './chart';
import { nextAskMs } from './chartApi';
import { parseLayers, storedLayers, storeLayers, usualLayers, writeLayers } from './layers';
import { pictureName } from './picture';
import { strings } from './strings';
import { sampleChart } from './testing/sampleChart';
import { readChartUrl, sideBySide } from './useChartUrl';
import { nextFinding, stepOf } from './walk';
import { sayCandle, sayChart } from './words';

const chart = sampleChart({ count: 200 });

beforeEach(() => localStorage.clear());

describe('the URL of a chart', () => {
  const read = (text: string) => readChartUrl(new URLSearchParams(text));

  it('says what is shown', () => {
    expect(read('tf=4h&at=1783000000000&layers=waves,cvd&sel=a:b&split=3')).toEqual({
      timeframe: '4h',
      at: 1783000000000,
      layers: new Set(['waves', 'cvd']),
      selected: 'a:b',
      split: 3,
    });
  });

  it('is the usual chart where it says nothing or nonsense', () => {
    const usual = { timeframe: '1h', at: null, layers: usualLayers, selected: null, split: 1 };
    expect(read('')).toEqual(usual);
    expect(read('tf=7h&at=soon&sel=&split=9')).toEqual(usual);
    expect(read('at=-5').at).toBe(null);
    expect(read('at=1e400').at).toBe(null);
  });

  it('takes layers from the URL before those of the device', () => {
    storeLayers(new Set(['bands']));
    expect(read('').layers).toEqual(new Set(['bands']));
    expect(read('layers=waves').layers).toEqual(new Set(['waves']));
    expect(read('layers=').layers).toEqual(new Set());
  });

  it('puts longer timeframes beside the chosen one', () => {
    expect(sideBySide('1h', 1)).toEqual(['1h']);
    expect(sideBySide('15m', 3)).toEqual(['15m', '1h', '4h']);
    expect(sideBySide('1d', 2)).toEqual(['1d', '4h']);
    expect(sideBySide('4h', 3)).toEqual(['4h', '1h', '1d']);
  });
});

it('writes layers in one order and reads them back', () => {
  expect(writeLayers(new Set(['cvd', 'wyckoff']))).toBe('wyckoff,cvd');
  expect(parseLayers('cvd,nothing,wyckoff')).toEqual(new Set(['wyckoff', 'cvd']));
  storeLayers(new Set());
  expect(storedLayers()).toEqual(new Set());
});

describe('the candles', () => {
  it('are read one by one, with the change from the close before', () => {
    const { candles, forming } = chart;
    const second = readCandle(candles, forming, 1)!;
    expect(second.close).toBe(candles.close[1]);
    expect(second.change).toBeCloseTo(candles.close[1]! / candles.close[0]! - 1, 12);
    expect(readCandle(candles, forming, 0)!.change).toBe(null);
    expect(readCandle(candles, forming, 200)).toMatchObject({
      isForming: true,
      index: 200,
      close: forming!.close[0],
    });
    expect(readCandle(candles, null, 200)).toBe(null);
    expect(readCandle(candles, forming, -1)).toBe(null);
  });

  it('add up their delta', () => {
    expect(cumulative([1, -3, 5])).toEqual([1, -2, 3]);
  });

  it('are the same until one is added or changed', () => {
    const more = sampleChart({ count: 201 }).candles;
    expect(isSameCandles(chart.candles, { ...chart.candles })).toBe(true);
    expect(isSameCandles(chart.candles, more)).toBe(false);
  });

  it('leave a gap in a line that has no value', () => {
    const line = { id: 'a', family: 'bands' as const, group: 'a', label: 'a', values: [null, 2] };
    expect(points([10, 20], line)).toEqual([{ time: 10 }, { time: 20, value: 2 }]);
  });
});

describe('the keys', () => {
  it('walk the candles within their ends', () => {
    expect(stepOf('ArrowLeft', false, null, 99)).toEqual({ to: 'candle', index: 99 });
    expect(stepOf('ArrowLeft', false, 50, 99)).toEqual({ to: 'candle', index: 49 });
    expect(stepOf('ArrowRight', true, 95, 99)).toEqual({ to: 'candle', index: 99 });
    expect(stepOf('PageUp', false, 20, 99)).toEqual({ to: 'candle', index: 0 });
    expect(stepOf('Home', false, 20, 99)).toEqual({ to: 'candle', index: 0 });
    expect(stepOf('End', false, 20, 99)).toEqual({ to: 'candle', index: 99 });
  });

  it('leave every letter alone', () => {
    for (const key of 'abcdefghijklmnopqrstuvwxyzABC?/') expect(stepOf(key, false, 1, 9)).toBe(null);
  });

  it('go from finding to finding, the latest first, and stop at the ends', () => {
    const choice = { families: new Set(families), past: true, selected: null };
    const first = nextFinding(chart.overlays, choice, 1)!;
    expect(first.known).toBe(Math.max(...chart.overlays.map((o) => o.known)));
    const second = nextFinding(chart.overlays, { ...choice, selected: first.id }, 1)!;
    expect(second.known).toBeLessThanOrEqual(first.known);
    expect(nextFinding(chart.overlays, { ...choice, selected: second.id }, -1)).toBe(first);
    expect(nextFinding(chart.overlays, { ...choice, selected: first.id }, -1)).toBe(first);
    expect(nextFinding([], choice, 1)).toBe(null);
  });
});

describe.each(['es', 'en'] as const)('the words in %s', (language) => {
  const t = strings[language] as (typeof strings)['es'];
  const format = formatFor(language, 'UTC');

  it('say a candle with each of its values', () => {
    const text = sayCandle(readCandle(chart.candles, null, 5)!, chart, t, format);
    for (const value of [
      chart.candles.open[5]!,
      chart.candles.high[5]!,
      chart.candles.low[5]!,
      chart.candles.close[5]!,
    ])
      expect(text).toContain(format.price(value, 1));
    expect(text).not.toContain('undefined');
  });

  it('tell the chart: span, extremes and findings', () => {
    const text = sayChart(chart, t, format).join(' ');
    expect(text).toContain('BTCUSDT');
    expect(text).toContain(format.price(Math.max(...chart.candles.high), 1));
    expect(text).toContain(format.price(Math.min(...chart.candles.low), 1));
  });
});

describe('how often a chart of now is asked for', () => {
  const at = (time: string) => Date.parse(`2026-07-11T${time}Z`);

  it('is soon after the next close, and within a minute', () => {
    expect(nextAskMs('15m', at('12:14:30'))).toBe(34_000);
    expect(nextAskMs('15m', at('12:05:00'))).toBe(60_000);
    expect(nextAskMs('1h', at('12:59:59'))).toBe(5_000);
    expect(nextAskMs('1d', at('23:59:40'))).toBe(24_000);
  });
});

it('names a picture by market, timeframe and moment', () => {
  expect(pictureName('BTCUSDT', '1h', '2026-07-11T12:00:00Z')).toBe('BTCUSDT-1h-20260711T1200Z.png');
});
