import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';

/** How many sessions can be opened. */
export const creditsQuery = queryOptions({
  queryKey: ['credits'],
  meta: { keep: 'own' },
  queryFn: () => dataOf(api.GET('/api/credits')),
});
