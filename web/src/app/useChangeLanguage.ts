import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '../shared/account/me';
import { api } from '../shared/api/client';
import { useLanguage } from '../shared/language/language';

/** The other language, and what changes to it: here at once, and for the account of who is signed in. */
export function useChangeLanguage() {
  const { language, setLanguage } = useLanguage();
  const me = useMe();
  const queries = useQueryClient();
  const next = language === 'es' ? ('en' as const) : ('es' as const);
  const change = async () => {
    setLanguage(next);
    // The choice outlives the page it was made on.
    if (me) await api.PUT('/api/account', { body: { language: next }, keepalive: true });
    // What the server wrote is in the language before.
    await queries.invalidateQueries();
  };
  return { next, change };
}
