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

export const timeframes = ['15m', '1h', '4h', '1d'] as const;

export type Timeframe = (typeof timeframes)[number];

const minutes: Record<Timeframe, number> = { '15m': 15, '1h': 60, '4h': 240, '1d': 1440 };

/** The length of a candle in milliseconds. */
export const lengthOf = (timeframe: Timeframe): number => minutes[timeframe] * 60_000;

export const isTimeframe = (text: string | null | undefined): text is Timeframe =>
  timeframes.some((t) => t === text);
