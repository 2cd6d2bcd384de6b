import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type Person = Schemas['ReadPeopleItem'];
export type Sale = Schemas['ReadSalesItem'];
export type Purchase = Schemas['PurchaseAnswer'];
export type Refund = Schemas['ReadRefundsItem'];
export type StripeEvent = Schemas['ReadInboxItem'];
export type Action = Schemas['ReadActionsItem'];
export type Line = Schemas['ReadStatementLine'];
export type Economics = Schemas['ReadEconomicsAnswer'];
export type PackEconomics = Schemas['PackEconomics'];
export type Operation = Schemas['ReadOperationAnswer'];
export type MoneyItem = Schemas['ReadMoneyItem'];

/** All that operators see, so that what one of them does can have it read anew. */
export const operatorsKey = ['operators'] as const;

const atOnce = 20;

/** A list that goes on: what there is before the last one that is known. */
function pages<Page extends { next?: null | string }>(
  key: readonly unknown[],
  read: (query: { take: number; before?: string }, signal: AbortSignal) => Promise<Page>,
) {
  return infiniteQueryOptions({
    queryKey: [...operatorsKey, ...key],
    queryFn: ({ pageParam, signal }) =>
      read({ take: atOnce, ...(pageParam ? { before: pageParam } : {}) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page) => last.next ?? undefined,
  });
}

export const peopleQuery = (search: string) =>
  pages(['people', search], (query, signal) =>
    dataOf(
      api.GET('/api/operators/people', {
        params: { query: { ...query, ...(search ? { search } : {}) } },
        signal,
      }),
    ),
  );

export const personQuery = (person: string) =>
  queryOptions({
    queryKey: [...operatorsKey, 'person', person],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/operators/people/{person}', { params: { path: { person } }, signal })),
  });

export const creditsOfQuery = (person: string) =>
  queryOptions({
    queryKey: [...operatorsKey, 'credits', person],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/operators/people/{person}/credits', { params: { path: { person } }, signal })),
  });

export const statementOfQuery = (person: string) =>
  infiniteQueryOptions({
    queryKey: [...operatorsKey, 'statement', person],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/api/operators/people/{person}/statement', {
          params: {
            path: { person },
            query: { take: atOnce, ...(pageParam === undefined ? {} : { after: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const salesQuery = (person: string, state: string) =>
  pages(['sales', person, state], (query, signal) =>
    dataOf(
      api.GET('/api/operators/purchases', {
        params: { query: { ...query, ...(person ? { person } : {}), ...(state ? { state } : {}) } },
        signal,
      }),
    ),
  );

export const refundsQuery = (state: string) =>
  pages(['refunds', state], (query, signal) =>
    dataOf(
      api.GET('/api/operators/refunds', {
        params: { query: { ...query, ...(state ? { state } : {}) } },
        signal,
      }),
    ),
  );

export const eventsQuery = (state: string) =>
  pages(['events', state], (query, signal) =>
    dataOf(
      api.GET('/api/operators/events', {
        params: { query: { ...query, ...(state ? { state } : {}) } },
        signal,
      }),
    ),
  );

export const actionsQuery = pages(['actions'], (query, signal) =>
  dataOf(api.GET('/api/operators/actions', { params: { query }, signal })),
);

export const moneyQuery = queryOptions({
  queryKey: [...operatorsKey, 'money'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/operators/money', { signal })),
});

export const operationQuery = queryOptions({
  queryKey: [...operatorsKey, 'operation'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/operators/status', { signal })),
  refetchInterval: 30_000,
});

export const economicsQuery = (days: number) =>
  queryOptions({
    queryKey: [...operatorsKey, 'economics', days],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/operators/economics', { params: { query: { days } }, signal })),
  });

/** Gives credits; sent again with the same key it gives nothing more. */
export const giveCredits = (body: Schemas['GrantCreditsRequest']) =>
  dataOf(api.POST('/api/credits/grants', { body }));

export const refundSale = (purchase: string, reason: string): Promise<Purchase> =>
  dataOf(
    api.POST('/api/operators/purchases/{purchase}/refund', {
      params: { path: { purchase } },
      body: { reason },
    }),
  );

export const redeliver = (stripeEvent: string) =>
  api.POST('/api/operators/events/{stripeEvent}/redeliver', { params: { path: { stripeEvent } } });

export const changeRole = (person: string, isOperator: boolean) =>
  api.PUT('/api/operators', { body: { person, isOperator } });
