/** The drawing that lines are put into; it is stretched to the width there is. */
export const width = 1000;
export const height = 260;

/** Where times and values lie in the drawing: from the first to the last time, from the highest value down to the lowest. */
export function scaleOf(first: number, last: number, low: number, high: number) {
  return {
    /** A time beyond the ends lies at the end. */
    x: (at: number) => ((Math.min(Math.max(at, first), last) - first) / (last - first)) * width,
    /** A flat line lies in the middle. */
    y: (value: number) => (high > low ? ((high - value) / (high - low)) * height : height / 2),
  };
}
