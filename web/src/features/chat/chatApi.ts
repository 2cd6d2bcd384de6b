import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import type { SessionWithTurns, Turn } from '../../shared/sessions/sessions';
import { textOf, type Answer } from './answer';

export type Question = components['schemas']['AskTurnRequest'];
export type Asked = components['schemas']['AskTurnAnswer'];

/** Questions that fit the market of a session as it stands. */
export const suggestionsQuery = (session: string) =>
  queryOptions({
    queryKey: ['suggestions', session],
    queryFn: async () =>
      (await dataOf(api.GET('/api/sessions/{session}/suggestions', { params: { path: { session } } })))
        .questions,
    staleTime: 60_000,
  });

/** Asks; the same key asks the same thing once, however often it is sent. */
export const ask = (session: string, question: Question, key: string): Promise<Asked> =>
  dataOf(
    api.POST('/api/sessions/{session}/turns', {
      params: { path: { session }, header: { 'Idempotency-Key': key } },
      body: question,
    }),
  );

export const stop = (turn: string) =>
  dataOf(api.POST('/api/turns/{turn}/stop', { params: { path: { turn } } }));

export const giveFeedback = (turn: string, good: boolean, reason?: string) =>
  api.POST('/api/turns/{turn}/feedback', {
    params: { path: { turn } },
    body: { good, ...(reason ? { reason } : {}) },
  });

/** A session with a turn that has just been asked. */
export function withAsked(known: SessionWithTurns, asked: Asked, replaces: string | null): SessionWithTurns {
  if (known.turns.some((t) => t.id === asked.id)) return known;
  const turn: Turn = {
    id: asked.id,
    session: asked.session,
    question: asked.question,
    state: 'running',
    created: asked.created,
    charged: 0,
    replaces,
    feedback: 0,
    answer: '',
    aiGenerated: true,
  };
  return { ...known, turns: [...known.turns, turn] };
}

/** A session with what the end of a turn changed, until the server is asked again. */
export function withEnded(known: SessionWithTurns, turn: string, answer: Answer): SessionWithTurns {
  const { end, usage } = answer;
  if (!end) return known;
  const state = end.kind === 'refused' ? 'refused' : (turnStates.find((s) => s === end.reason) ?? 'failed');
  const charged = end.kind === 'done' ? end.charged : 0;
  return {
    ...known,
    session: {
      ...known.session,
      tokens: usage
        ? { limit: known.session.tokens.limit, used: usage.used, held: usage.held, left: usage.left }
        : known.session.tokens,
    },
    turns: known.turns.map((t) => (t.id === turn ? { ...t, state, charged, answer: textOf(answer) } : t)),
  };
}

const turnStates = ['complete', 'stopped', 'interrupted', 'failed'] as const;
