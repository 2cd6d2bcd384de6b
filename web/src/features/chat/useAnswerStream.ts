import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { send } from '../../shared/api/client';
import { ApiProblem } from '../../shared/api/problem';
import { emptyAnswer, type Answer } from './answer';
import { followAnswer, type Connection } from './followAnswer';

export type AnswerStream = {
  /** Null while nothing of it is known yet. */
  answer: Answer | null;
  connection: Connection;
  error: unknown;
};

export const answerKey = (turn: string) => ['answer', turn] as const;

const open = async (turn: string, after: number, signal: AbortSignal): Promise<Response> => {
  const headers = { Accept: 'text/event-stream', ...(after > 0 ? { 'Last-Event-ID': String(after) } : {}) };
  const request = new Request(
    new URL(`/api/turns/${encodeURIComponent(turn)}/events`, window.location.origin),
    {
      headers,
      signal,
      cache: 'no-store',
    },
  );
  const response = await send(request);
  if (!response.ok) throw await ApiProblem.of(response);
  return response;
};

/**
 * The answer of a turn: while it is written, as it comes; when it has ended, as it is kept. Leaving ends the reading, never the turn, and
 * whoever comes back reads from the first event on.
 */
export function useAnswerStream(
  turn: string,
  isRunning: boolean,
  onEnd?: (answer: Answer) => void,
): AnswerStream {
  const queries = useQueryClient();
  const [live, setLive] = useState<{ turn: string; answer: Answer } | null>(null);
  const [connection, setConnection] = useState<Connection>('connecting');
  const [failed, setFailed] = useState<{ turn: string; error: unknown } | null>(null);
  const kept = useQuery({
    queryKey: answerKey(turn),
    meta: { keep: 'own' },
    queryFn: ({ signal }) =>
      followAnswer({
        signal,
        open: (after, line) => open(turn, after, line),
        onAnswer: () => undefined,
        isOnce: true,
      }),
    enabled: !isRunning,
    staleTime: Infinity,
    gcTime: 30 * 60_000,
  });
  useEffect(() => {
    if (!isRunning) return;
    const reading = new AbortController();
    followAnswer({
      signal: reading.signal,
      open: (after, signal) => open(turn, after, signal),
      onAnswer: (answer) => setLive({ turn, answer }),
      onConnection: (state) => !reading.signal.aborted && setConnection(state),
    }).then(
      (answer) => {
        if (!answer.end) return;
        queries.setQueryData(answerKey(turn), answer);
        onEnd?.(answer);
      },
      (e: unknown) => {
        if (!reading.signal.aborted) setFailed({ turn, error: e });
      },
    );
    return () => reading.abort();
    // What is done at the end may change without a reason to read anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [turn, isRunning, queries]);
  if (!isRunning) return { answer: kept.data ?? null, connection: 'open', error: kept.error };
  return {
    answer: live?.turn === turn ? live.answer : (kept.data ?? emptyAnswer),
    connection,
    error: failed?.turn === turn ? failed.error : null,
  };
}
