import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import type { Language } from '../../shared/language/language';
import type { Chart } from './chart';
import { lengthOf, type Timeframe } from '../../shared/markets/timeframes';

/** How long after a close the candle is asked for: what feeds the market needs a moment. */
const afterCloseMs = 4_000;
const atLeastMs = 5_000;
const atMostMs = 60_000;

/** How often the candle that has not closed is asked for. */
const formingEveryMs = 10_000;

/** Asked for where something that began before the usual ones is to be seen. */
const mostCandles = 5_000;

/** As few candles as can be asked for: only the one behind them is wanted. */
const fewCandles = 50;

/** When a chart of now is asked for again: after the next close, and within a minute in any case. */
export function nextAskMs(timeframe: Timeframe, now: number): number {
  const length = lengthOf(timeframe);
  return Math.min(atMostMs, Math.max(atLeastMs, length - (now % length) + afterCloseMs));
}

export function chartQuery(
  symbol: string,
  timeframe: Timeframe,
  at: number | null,
  language: Language,
  isDeep = false,
) {
  return queryOptions({
    queryKey: ['chart', symbol, timeframe, at, language, isDeep] as const,
    meta: at === null ? { keep: 'all' } : {},
    queryFn: async ({ signal }) =>
      (await dataOf(
        api.GET('/api/markets/{symbol}/chart', {
          params: {
            path: { symbol },
            query: { timeframe, ...(at === null ? {} : { at }), ...(isDeep ? { candles: mostCandles } : {}) },
          },
          signal,
        }),
      )) as Chart,
    staleTime: at === null ? atLeastMs : Infinity,
    // A chart of the past stays what it was.
    refetchInterval: at === null ? () => nextAskMs(timeframe, Date.now()) : false,
    // The same market on the same timeframe stays in view while another moment of it is fetched.
    placeholderData: (before, query) =>
      query?.queryKey[1] === symbol && query.queryKey[2] === timeframe ? before : undefined,
  });
}

/** The candle that has not closed, and the close before it. */
export function formingQuery(symbol: string, timeframe: Timeframe) {
  return queryOptions({
    queryKey: ['forming', symbol, timeframe] as const,
    queryFn: async ({ signal }): Promise<Pick<Chart, 'asOf' | 'forming'>> => {
      const { asOf, forming } = await dataOf(
        api.GET('/api/markets/{symbol}/chart', {
          params: { path: { symbol }, query: { timeframe, candles: fewCandles } },
          signal,
        }),
      );
      return { asOf, forming };
    },
    refetchInterval: formingEveryMs,
  });
}
