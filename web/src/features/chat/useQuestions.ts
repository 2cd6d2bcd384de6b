import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { newKey } from '../../shared/api/client';
import { sessionKey, sessionsKey, type SessionWithTurns } from '../../shared/sessions/sessions';
import type { Answer } from './answer';
import { ask, stop, withAsked, withEnded, type Question } from './chatApi';

type Sent = { question: Question; key: string };

/** What is asked and stopped in a session. A question that did not arrive is sent again with its key, so that it is asked once. */
export function useQuestions(session: string) {
  const queries = useQueryClient();
  const [sent, setSent] = useState<Sent | null>(null);
  const change = useCallback(
    (by: (known: SessionWithTurns) => SessionWithTurns) =>
      queries.setQueryData<SessionWithTurns>(sessionKey(session), (known) => known && by(known)),
    [queries, session],
  );
  const { mutate, ...asking } = useMutation({
    mutationFn: ({ question, key }: Sent) => ask(session, question, key),
    onSuccess: async (asked, { question }) => {
      // An older answer of the server must not take the new turn away again.
      await queries.cancelQueries({ queryKey: sessionKey(session) });
      change((known) => withAsked(known, asked, question.replaces ?? null));
      setSent(null);
    },
    onError: () => queries.invalidateQueries({ queryKey: sessionKey(session) }),
  });
  const { mutate: mutateStop, reset, ...stopping } = useMutation({ mutationFn: stop });
  const send = useCallback(
    (one: Sent) => {
      setSent(one);
      mutate(one);
    },
    [mutate],
  );
  const askNew = useCallback(
    (question: Question) => {
      reset();
      send({ question, key: newKey() });
    },
    [reset, send],
  );
  const ended = useCallback(
    (turn: string, answer: Answer) => {
      change((known) => withEnded(known, turn, answer));
      for (const queryKey of [sessionKey(session), sessionsKey, ['credits'], ['suggestions', session]])
        void queries.invalidateQueries({ queryKey });
    },
    [change, queries, session],
  );
  return {
    /** A question on its way, or one that did not arrive. */
    sent: sent?.question ?? null,
    error: asking.isError ? asking.error : null,
    isSending: asking.isPending,
    isStopping: stopping.isPending || stopping.isSuccess,
    ask: askNew,
    sendAgain: () => sent && send(sent),
    takeBack: () => {
      setSent(null);
      asking.reset();
    },
    stop: (turn: string) => mutateStop(turn),
    ended,
  };
}
