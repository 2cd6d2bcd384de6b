/**
 * Where a moment lies on the axis of candles: the index of its candle, with a fraction between two, below zero before the first
 * and beyond the end after the last, as far as candles of the usual length would reach.
 */
export function logicalOf(times: ArrayLike<number>, time: number, length: number): number {
  const last = times.length - 1;
  if (last < 0) return 0;
  const first = times[0]!;
  if (time <= first) return (time - first) / length;
  const end = times[last]!;
  if (time >= end) return last + (time - end) / length;
  const before = indexAtOrBefore(times, time);
  const from = times[before]!;
  return before + (time - from) / (times[before + 1]! - from);
}

/** The last candle that opens at or before a moment; -1 when all are later. */
export function indexAtOrBefore(times: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}
