import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useMe } from '../account/me';
import { forget, keep, keptFor } from './keep';

/** Keeps what is read for a time without connection, and nothing of anybody but who is signed in. */
export function useKept(): void {
  const queries = useQueryClient();
  const me = useMe();
  const person = useRef<string | null>(null);
  useEffect(() => {
    person.current = me?.id ?? null;
    if (me === undefined) return;
    void keptFor()
      .then((kept) => (kept !== null && kept !== (me?.id ?? null) ? forget() : undefined))
      .catch(() => undefined);
  }, [me]);
  useEffect(() => keep(queries, () => person.current), [queries]);
}
