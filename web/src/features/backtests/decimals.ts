/** Five digits that count, and at least two decimals: fills are no ticks. */
export function decimalsOf(price: number): number {
  const before = price > 0 ? Math.floor(Math.log10(price)) + 1 : 1;
  return Math.min(8, Math.max(2, 5 - before));
}
