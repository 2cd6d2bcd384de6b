import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { components } from '../api/schema';

type Schemas = components['schemas'];
export type Session = Schemas['SessionAnswer'];
export type SessionStatus = Schemas['SessionStatus'];
export type Turn = Schemas['TurnAnswer'];
export type SessionWithTurns = Schemas['ReadSessionAnswer'];

/** In the order in which a session goes through them. */
export const sessionStatuses = ['opening', 'active', 'completed', 'expired', 'returned'] as const;

/** Whether a session is still going on; its time may have run out since the server said so. */
export const isOngoing = (session: Session, now: number): boolean =>
  session.status === 'opening' || (session.status === 'active' && new Date(session.expires).getTime() > now);

export const sessionsKey = ['sessions'] as const;
export const sessionKey = (id: string) => ['session', id] as const;

/** A session with its turns; one that goes on is looked at again, since it may be asked from another device. */
export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: sessionKey(id),
    meta: { keep: 'own' },
    queryFn: () => dataOf(api.GET('/api/sessions/{session}', { params: { path: { session: id } } })),
    refetchInterval: ({ state: { data } }) => {
      if (!data || !isOngoing(data.session, Date.now())) return false;
      return data.turns.some((t) => t.state === 'running') ? 4_000 : 15_000;
    },
  });

/** The sessions that can be asked now. */
export const activeSessionsQuery = queryOptions({
  queryKey: [...sessionsKey, 'active'],
  meta: { keep: 'own' },
  queryFn: async () =>
    (await dataOf(api.GET('/api/sessions', { params: { query: { status: 'active', take: 20 } } }))).sessions,
  refetchInterval: 30_000,
});
