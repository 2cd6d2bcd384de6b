import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import type { Language } from '../../shared/language/language';

const liveEveryMs = 15_000;

/** What the engine says of a market, now or at a past close. */
export function readingQuery(symbol: string, at: number | null, language: Language) {
  return queryOptions({
    queryKey: ['reading', symbol, at, language] as const,
    meta: at === null ? { keep: 'all' } : {},
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/api/markets/{symbol}/reading', {
          params: { path: { symbol }, query: at === null ? {} : { at } },
          signal,
        }),
      ),
    staleTime: at === null ? liveEveryMs / 2 : Infinity,
    refetchInterval: at === null ? liveEveryMs : false,
    placeholderData: (before, query) => (query?.queryKey[1] === symbol ? before : undefined),
  });
}
