import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type Item = Schemas['BacktestItem'];
export type Answer = Schemas['BacktestAnswer'];
export type Result = Schemas['BacktestResult'];
export type Figures = Schemas['BacktestFigures'];
export type Trade = Schemas['TradeItem'];
export type Sweep = Schemas['SweepAnswer'];
export type Wish = Schemas['StartBacktestRequest'];
export type Known = Schemas['ReadLibraryItem'];

export const backtestsKey = ['backtests'] as const;

const runningEveryMs = 1_000;
const waitingEveryMs = 3_000;

/** Whether something is still to come of it. */
export const isUnderWay = (item: Pick<Item, 'state'>): boolean =>
  item.state === 'queued' || item.state === 'running';

export const libraryQuery = queryOptions({
  queryKey: ['backtest-library'],
  staleTime: Infinity,
  queryFn: ({ signal }) => dataOf(api.GET('/api/backtests/library', { signal })),
});

export const backtestsQuery = infiniteQueryOptions({
  queryKey: [...backtestsKey, 'list'],
  queryFn: ({ pageParam, signal }) =>
    dataOf(api.GET('/api/backtests', { params: { query: pageParam ? { before: pageParam } : {} }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  refetchInterval: (query) =>
    query.state.data?.pages.some((p) => p.backtests.some(isUnderWay)) ? waitingEveryMs : false,
});

export const backtestQuery = (id: string) =>
  queryOptions({
    queryKey: [...backtestsKey, id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/backtests/{backtest}', { params: { path: { backtest: id } }, signal })),
    refetchInterval: (query) => {
      const known = query.state.data?.backtest;
      return known && isUnderWay(known) ? runningEveryMs : false;
    },
  });

/** Starts one; sent again with the same key it is the same one. */
export const start = (wish: Wish, key: string) =>
  dataOf(api.POST('/api/backtests', { body: wish, params: { header: { 'Idempotency-Key': key } } }));

export const cancel = (id: string) =>
  dataOf(api.POST('/api/backtests/{backtest}/cancel', { params: { path: { backtest: id } } }));

export const remove = (id: string) =>
  api.DELETE('/api/backtests/{backtest}', { params: { path: { backtest: id } } });
