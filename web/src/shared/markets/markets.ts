import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { components } from '../api/schema';

export type Market = components['schemas']['ListMarketsItem'];
export type Frame = components['schemas']['ListMarketsFrame'];

/** All markets at a glance; what is live changes with each close. */
export const marketsQuery = queryOptions({
  queryKey: ['markets'],
  meta: { keep: 'all' },
  queryFn: () => dataOf(api.GET('/api/markets')),
  refetchInterval: 10_000,
});
