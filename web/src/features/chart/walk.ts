import type { Overlay } from './chart';
import { isShown, type Choice } from './canvas/scene';

/** What a key does on the chart. */
export type Step =
  | { to: 'candle'; index: number }
  | { to: 'finding'; by: 1 | -1 }
  | { to: 'open' }
  | { to: 'zoom'; factor: number }
  | { to: 'away' };

/** The keys of the chart: none of them is a letter, so none gets in the way of what a reader types. */
export function stepOf(key: string, isShift: boolean, at: number | null, last: number): Step | null {
  const from = at ?? last + 1;
  const stride = isShift ? 10 : 1;
  const candle = (index: number): Step => ({ to: 'candle', index: Math.max(0, Math.min(last, index)) });
  switch (key) {
    case 'ArrowLeft':
      return candle(from - stride);
    case 'ArrowRight':
      return candle(from + stride);
    case 'PageUp':
      return candle(from - 50);
    case 'PageDown':
      return candle(from + 50);
    case 'Home':
      return candle(0);
    case 'End':
      return candle(last);
    case 'ArrowUp':
      return { to: 'finding', by: -1 };
    case 'ArrowDown':
      return { to: 'finding', by: 1 };
    case 'Enter':
    case ' ':
      return { to: 'open' };
    case '+':
    case '=':
      return { to: 'zoom', factor: 0.75 };
    case '-':
      return { to: 'zoom', factor: 1.33 };
    case 'Escape':
      return { to: 'away' };
    default:
      return null;
  }
}

/** The finding after or before the selected one, in the order they became known; without one the latest. */
export function nextFinding(overlays: readonly Overlay[], choice: Choice, by: 1 | -1): Overlay | null {
  const order = overlays
    .filter((o) => o.form !== 'value' && isShown(o, choice))
    .toSorted((a, b) => b.known - a.known || (a.id < b.id ? -1 : 1));
  const at = order.findIndex((o) => o.id === choice.selected);
  if (at < 0) return order[0] ?? null;
  return order[Math.max(0, Math.min(order.length - 1, at + by))] ?? null;
}
