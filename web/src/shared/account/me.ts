import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, dataOf } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { components } from '../api/schema';
import { languages, useLanguage } from '../language/language';

export type Me = components['schemas']['MeAnswer'];

/** Who is signed in; null for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  meta: { keep: 'own' },
  staleTime: 60_000,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await dataOf(api.GET('/api/account'));
    } catch (e) {
      if (e instanceof ApiProblem && e.status === 401) return null;
      throw e;
    }
  },
});

/** Who is signed in: undefined while that is not known yet, null for nobody. */
export function useMe(): Me | null | undefined {
  return useQuery(meQuery).data;
}

/** The language and the time zone of the account hold wherever one signs in. */
export function useAccountLanguage(): void {
  const me = useMe();
  const { setLanguage, setTimeZone } = useLanguage();
  const { language, timeZone } = me ?? {};
  useEffect(() => {
    const known = languages.find((l) => l === language);
    if (known) setLanguage(known);
  }, [language, setLanguage]);
  useEffect(() => {
    if (timeZone) setTimeZone(timeZone);
  }, [timeZone, setTimeZone]);
}
