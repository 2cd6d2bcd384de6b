export const timeframes = ['15m', '1h', '4h', '1d'] as const;

export type Timeframe = (typeof timeframes)[number];

const minutes: Record<Timeframe, number> = { '15m': 15, '1h': 60, '4h': 240, '1d': 1440 };

/** The length of a candle in milliseconds. */
export const lengthOf = (timeframe: Timeframe): number => minutes[timeframe] * 60_000;

export const isTimeframe = (text: string | null | undefined): text is Timeframe =>
  timeframes.some((t) => t === text);
