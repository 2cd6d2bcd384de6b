import type { Known, Wish } from './backtestsApi';

/** What stands in the form. */
export type Draft = {
  strategy: string;
  /** The rule as it was written; null takes that of the library as it is. */
  rule: string | null;
  symbols: string[];
  timeframe: string;
  /** Days such as `2025-01-31`, in UTC; empty for all there is. */
  from: string;
  to: string;
  /** The values of each parameter, with commas between; empty leaves it as the strategy has it. */
  grid: Record<string, string>;
};

export type Mistake = {
  field: 'rule' | 'symbols' | 'period' | string;
  kind: 'json' | 'empty' | 'period' | 'numbers';
};

/** The names and usual values of the numbers of a strategy that have names. */
export function parametersOf(known: Known | undefined): Record<string, number> {
  const strategy = known?.strategy as { parameters?: Record<string, number> } | undefined;
  return strategy?.parameters ?? {};
}

/** Values with commas or spaces between; null when one of them is no number. */
export function readValues(text: string): number[] | null {
  const parts = text.split(/[,;\s]+/).filter(Boolean);
  const values = parts.map(Number);
  return values.every((v) => Number.isFinite(v)) ? values : null;
}

/** What the server is asked for; or the first thing that is wrong with it. */
export function wishOf(draft: Draft): Wish | Mistake {
  if (draft.symbols.length === 0) return { field: 'symbols', kind: 'empty' };
  if (draft.from && draft.to && draft.from >= draft.to) return { field: 'period', kind: 'period' };
  let rule: unknown;
  if (draft.rule !== null) {
    try {
      rule = JSON.parse(draft.rule);
    } catch {
      return { field: 'rule', kind: 'json' };
    }
  }
  const grid: Record<string, number[]> = {};
  for (const [name, text] of Object.entries(draft.grid)) {
    const values = readValues(text);
    if (!values) return { field: name, kind: 'numbers' };
    if (values.length > 0) grid[name] = values;
  }
  const isSweep = draft.symbols.length > 1 || Object.values(grid).some((v) => v.length > 1);
  const parameters = Object.fromEntries(Object.entries(grid).map(([name, [value]]) => [name, value!]));
  return {
    symbols: draft.symbols,
    timeframe: draft.timeframe,
    ...(rule === undefined ? { strategy: draft.strategy } : { rule }),
    ...(draft.from ? { from: `${draft.from}T00:00:00Z` } : {}),
    ...(draft.to ? { to: `${draft.to}T00:00:00Z` } : {}),
    ...(isSweep ? { grid } : Object.keys(parameters).length > 0 ? { parameters } : {}),
  } as Wish;
}

export const isMistake = (wish: Wish | Mistake): wish is Mistake => 'kind' in wish;
