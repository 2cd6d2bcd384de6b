import type { Market } from '../../shared/markets/markets';

export const orders = ['name', 'confluence', 'age', 'change'] as const;

export type Order = (typeof orders)[number];

/** The markets whose symbol holds a text, in an order; equal ones by name. */
export function arrange(markets: readonly Market[], order: Order, filter: string): Market[] {
  const wanted = filter.trim().toUpperCase();
  const rank: Record<Order, (m: Market) => number> = {
    name: () => 0,
    confluence: (m) => -m.confluences,
    age: (m) => -new Date(m.changed).getTime(),
    change: (m) => -Math.abs(m.change ?? 0),
  };
  return markets
    .filter((m) => m.symbol.includes(wanted))
    .sort((a, b) => rank[order](a) - rank[order](b) || a.symbol.localeCompare(b.symbol));
}
