import { useCallback, useState } from 'react';

export type Draft = { text: string; replaces: string | null };

const keyOf = (session: string) => `waickoff.draft.${session}`;
const none: Draft = { text: '', replaces: null };

function stored(session: string): Draft {
  try {
    const value = JSON.parse(sessionStorage.getItem(keyOf(session)) ?? 'null') as Partial<Draft> | null;
    if (typeof value?.text !== 'string') return none;
    return { text: value.text, replaces: typeof value.replaces === 'string' ? value.replaces : null };
  } catch {
    return none;
  }
}

/** What is being typed in a session. It survives a reload in this window and is kept nowhere else. */
export function useDraft(session: string): [Draft, (draft: Draft) => void] {
  const [state, setState] = useState(() => ({ session, draft: stored(session) }));
  const current = state.session === session ? state.draft : stored(session);
  const write = useCallback(
    (draft: Draft) => {
      setState({ session, draft });
      try {
        if (draft.text === '') sessionStorage.removeItem(keyOf(session));
        else sessionStorage.setItem(keyOf(session), JSON.stringify(draft));
      } catch {
        // Without storage it lives as long as the page.
      }
    },
    [session],
  );
  return [current, write];
}
