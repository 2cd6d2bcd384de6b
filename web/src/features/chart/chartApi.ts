import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import type { Language } from '../../shared/language/language';
import type { Chart, Timeframe } from './chart';

/** How often the chart of now is asked for again. A chart of the past stays what it was. */
const liveEveryMs = 10_000;

export function chartQuery(symbol: string, timeframe: Timeframe, at: number | null, language: Language) {
  return queryOptions({
    queryKey: ['chart', symbol, timeframe, at, language] as const,
    queryFn: async ({ signal }) =>
      (await dataOf(
        api.GET('/api/markets/{symbol}/chart', {
          params: { path: { symbol }, query: { timeframe, ...(at === null ? {} : { at }) } },
          signal,
        }),
      )) as Chart,
    staleTime: at === null ? liveEveryMs / 2 : Infinity,
    refetchInterval: at === null ? liveEveryMs : false,
    // The same market on the same timeframe stays in view while another moment of it is fetched.
    placeholderData: (before, query) =>
      query?.queryKey[1] === symbol && query.queryKey[2] === timeframe ? before : undefined,
  });
}
