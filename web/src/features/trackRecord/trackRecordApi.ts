import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type Series = Schemas['ReadTrackRecordSeriesFigures'];
export type Counts = Schemas['ReadTrackRecordCounts'];
export type Entry = Schemas['ReadEntriesEntry'];
export type RecordState = Schemas['RecordState'];

const everyMs = 60_000;

export const recordQuery = queryOptions({
  queryKey: ['track-record'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/track-record', { signal })),
  refetchInterval: everyMs,
});

export type Sought = { symbol: string; timeframe: string; state: string };

export const entriesQuery = (sought: Sought) =>
  infiniteQueryOptions({
    queryKey: ['track-record', 'entries', sought],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/api/track-record/entries', {
          params: {
            query: {
              ...(sought.symbol ? { symbol: sought.symbol } : {}),
              ...(sought.timeframe ? { timeframe: sought.timeframe } : {}),
              ...(sought.state ? { state: sought.state } : {}),
              ...(pageParam === undefined ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
