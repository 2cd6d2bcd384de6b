import type { Candles, Chart, Line } from '../chart';
import type { Palette } from './palette';
import { indexAtOrBefore } from './times';

/** The running sum of the delta: how much more was bought than sold at market since the first candle shown. */
export function cumulative(delta: readonly number[]): number[] {
  let sum = 0;
  return delta.map((d) => (sum += d));
}

/** All candles as the library takes them. */
export function bars(candles: Candles) {
  return candles.time.map((time, i) => ({
    time: time as never,
    open: candles.open[i]!,
    high: candles.high[i]!,
    low: candles.low[i]!,
    close: candles.close[i]!,
  }));
}

/** Volume in the colour of its candle, quiet enough to stay behind what is said of it. */
export function volumes(candles: Candles, palette: Palette) {
  return candles.time.map((time, i) => ({
    time: time as never,
    value: candles.volume[i]!,
    color: candles.close[i]! >= candles.open[i]! ? palette.upQuiet : palette.downQuiet,
  }));
}

export function deltas(candles: Candles, palette: Palette) {
  return candles.time.map((time, i) => ({
    time: time as never,
    value: candles.delta[i]!,
    color: candles.delta[i]! >= 0 ? palette.up : palette.down,
  }));
}

/** A line; where it has no value it has a gap. */
export function points(times: readonly number[], line: Line) {
  return times.map((time, i) => {
    const value = line.values[i];
    return value === null || value === undefined ? { time: time as never } : { time: time as never, value };
  });
}

export function values(times: readonly number[], list: readonly number[]) {
  return times.map((time, i) => ({ time: time as never, value: list[i]! }));
}

/** Whether the newer columns only add to the older ones, so that the chart can go on from where it is. */
export function isSameCandles(a: Candles, b: Candles): boolean {
  const last = a.time.length - 1;
  return (
    a.time.length === b.time.length &&
    a.time[0] === b.time[0] &&
    a.time[last] === b.time[last] &&
    a.close[last] === b.close[last] &&
    a.close[0] === b.close[0]
  );
}

/** One candle as a reader meets it. */
export type Reading = {
  index: number;
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  delta: number;
  /** Change from the close before, as a share of it; null of the first. */
  change: number | null;
  isForming: boolean;
};

export function readCandle(candles: Candles, forming: Candles | null, index: number): Reading | null {
  const count = candles.time.length;
  if (index === count && forming) {
    const candle = readCandle(forming, null, 0);
    return (
      candle && {
        ...candle,
        index,
        change: changeOf(candles.close[count - 1], candle.close),
        isForming: true,
      }
    );
  }
  if (index < 0 || index >= count) return null;
  return {
    index,
    time: candles.time[index]!,
    open: candles.open[index]!,
    high: candles.high[index]!,
    low: candles.low[index]!,
    close: candles.close[index]!,
    volume: candles.volume[index]!,
    delta: candles.delta[index]!,
    change: changeOf(candles.close[index - 1], candles.close[index]!),
    isForming: false,
  };
}

const changeOf = (before: number | undefined, now: number): number | null =>
  before ? now / before - 1 : null;

/** The change over the last day, as a share; null where the chart does not reach back so far. */
export function dayChange({ candles, forming }: Pick<Chart, 'candles' | 'forming'>): number | null {
  const last = candles.time.length - 1;
  if (last < 1) return null;
  const length = candles.time[last]! - candles.time[last - 1]!;
  const before = indexAtOrBefore(candles.time, candles.time[last]! + length - 86_400 - length);
  return before < 0 ? null : changeOf(candles.close[before], forming?.close[0] ?? candles.close[last]!);
}
