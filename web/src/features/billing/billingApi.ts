import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type Packs = Schemas['ReadPacksAnswer'];
export type Pack = Schemas['ReadPacksItem'];
export type Purchase = Schemas['PurchaseAnswer'];
export type Withdrawal = Schemas['WithdrawPurchaseAnswer'];

/** What is sold; the words a buyer agrees to come in the language that is read. */
export const packsQuery = (language: string) =>
  queryOptions({
    queryKey: ['packs', language],
    queryFn: () => dataOf(api.GET('/api/packs')),
    staleTime: 60_000,
  });

export const purchasesKey = ['purchases'] as const;

export const purchasesQuery = infiniteQueryOptions({
  queryKey: purchasesKey,
  queryFn: ({ pageParam, signal }) =>
    dataOf(
      api.GET('/api/purchases', {
        params: { query: { take: 10, ...(pageParam ? { before: pageParam } : {}) } },
        signal,
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

/** Begins a purchase; sent again with the same key it is the same one. */
export const buy = (pack: string, key: string): Promise<Purchase> =>
  dataOf(
    api.POST('/api/purchases', {
      params: { header: { 'Idempotency-Key': key } },
      body: { pack, startsNow: true },
    }),
  );

/** Has the payment looked at now; by the id of the purchase or of its pay page. */
export const check = (name: string, signal?: AbortSignal): Promise<Purchase> =>
  dataOf(
    api.POST('/api/purchases/{purchase}/check', {
      params: { path: { purchase: name } },
      ...(signal ? { signal } : {}),
    }),
  );

/** Gives back what was not used. */
export const refund = (id: string): Promise<Purchase> =>
  dataOf(api.POST('/api/purchases/{purchase}/refund', { params: { path: { purchase: id } } }));

/** Withdraws without an account. */
export const withdraw = (body: Schemas['WithdrawPurchaseRequest']): Promise<Withdrawal> =>
  dataOf(api.POST('/api/withdrawals', { body }));

/** Whether a purchase may still become a paid one. */
export const isUnderWay = (purchase: Purchase): boolean =>
  purchase.state === 'open' || purchase.state === 'processing';

/** The smallest pack that covers what somebody used; null where nothing is known, or none is enough. */
export function packFor(packs: readonly Pack[], opened: number | null | undefined): string | null {
  if (!opened) return null;
  return packs.find((p) => p.sessions >= opened)?.name ?? null;
}

/** A pack is called the same in both languages, as the pay page and the invoice call it. */
export const nameOf = (pack: string): string => pack.charAt(0).toUpperCase() + pack.slice(1);
