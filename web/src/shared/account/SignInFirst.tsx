import { useState, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { leavingsSoFar } from './another';
import { useMe } from './me';

/** What is of a person is shown to who is signed in; everybody else signs in first, and comes back. */
export function SignInFirst({ children }: { children: ReactNode }) {
  const me = useMe();
  const { pathname, search } = useLocation();
  const [leavings] = useState(leavingsSoFar);
  if (me !== null) return children;
  // Who left this page is on the way to another one, which must not be taken from them while this one still stands.
  if (leavings !== leavingsSoFar()) return null;
  return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
}
