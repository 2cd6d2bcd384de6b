import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];

/** A market on one timeframe with everything found on it; all of it was known at `asOf`. */
export type Chart = Omit<Schemas['ReadChartAnswer'], 'overlays'> & { overlays: Overlay[] };

/** Columns: the same index is the same candle. Times are opens in seconds. */
export type Candles = Schemas['ReadChartCandleColumns'];

export type Line = Schemas['ReadChartLine'];

/** Something that was found. Times are seconds; without an end it still stands and is drawn to the right edge. */
export type Overlay = Omit<Schemas['ReadChartDrawn'], 'rows' | 'numbers'> & {
  rows: Required<Schemas['OverlayRow']>[];
  numbers: Required<Schemas['OverlayNumber']>[];
};

export const families = [
  'wyckoff',
  'structure',
  'zones',
  'volume',
  'waves',
  'bands',
  'scenarios',
] as const satisfies readonly Schemas['OverlayFamily'][];

export type Family = Schemas['OverlayFamily'];
