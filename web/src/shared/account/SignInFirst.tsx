import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useMe } from './me';

/** What is of a person is shown to who is signed in; everybody else signs in first, and comes back. */
export function SignInFirst({ children }: { children: ReactNode }) {
  const me = useMe();
  const { pathname, search } = useLocation();
  if (me === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  return children;
}
