import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import { sessionsKey, type SessionStatus } from '../../shared/sessions/sessions';

/** Which sessions are looked for; what is empty does not count. */
export type Search = { text: string; symbol: string; status: SessionStatus | '' };

const take = 20;

/** The sessions of the signed-in person, newest first. A page of a search may be empty and still not the last. */
export const historyQuery = ({ text, symbol, status }: Search) =>
  infiniteQueryOptions({
    queryKey: [...sessionsKey, 'history', text, symbol, status],
    meta: { keep: 'own' },
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET('/api/sessions', {
          params: {
            query: {
              take,
              ...(pageParam ? { before: pageParam } : {}),
              ...(text ? { search: text } : {}),
              ...(symbol ? { symbol } : {}),
              ...(status ? { status } : {}),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Spends a credit; the same key spends it once, however often it is sent. */
export const openSession = (symbol: string, language: string, key: string) =>
  dataOf(
    api.POST('/api/sessions', {
      params: { header: { 'Idempotency-Key': key } },
      body: { symbol, language },
    }),
  );

export const closeSession = (session: string) =>
  dataOf(api.POST('/api/sessions/{session}/close', { params: { path: { session } } }));

export const acknowledge = (noticeVersion: string) => api.PUT('/api/account', { body: { noticeVersion } });
