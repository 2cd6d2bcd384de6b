import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { becomeAnother } from '../account/another';
import { meQuery, useMe } from '../account/me';
import { forget, keep, keptFor } from './keep';

/** Keeps what is read for a time without connection, and nothing of anybody but who is signed in. */
export function useKept(): void {
  const queries = useQueryClient();
  const me = useMe();
  const last = useRef<string | null>(null);
  useEffect(() => {
    const person = me?.id ?? null;
    const before = last.current;
    last.current = person;
    if (me === undefined) return;
    // The sign-in has ended or changed on another page of this browser: what is in memory here is still of who was before.
    if (before !== null && before !== person) void becomeAnother(queries);
    else
      void keptFor()
        .then((kept) => (kept !== null && kept !== person ? forget() : undefined))
        .catch(() => undefined);
  }, [me, queries]);
  useEffect(() => keep(queries, () => queries.getQueryData(meQuery.queryKey)?.id ?? null), [queries]);
}
