import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useNavigate, type NavigateOptions } from 'react-router';
import { forgetToken } from '../api/client';
import { forget } from '../offline/keep';

let leavings = 0;

/** How many times somebody has left since the app was opened. */
export const leavingsSoFar = (): number => leavings;

/** Goes to a page that is for everybody, and forgets who was there; for who has signed out or is no more. */
export function useLeaving() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (to: string, options?: NavigateOptions): Promise<void> => {
    leavings += 1;
    await navigate(to, options);
    await becomeAnother(queries);
  };
}

/** Somebody else is at the browser now, or nobody: nothing of who was before stays, and what is shown is asked for anew. */
export async function becomeAnother(queries: QueryClient): Promise<void> {
  forgetToken();
  // The memory first: what is written down from now on has nothing of it.
  queries.removeQueries({ type: 'inactive' });
  const anew = queries.resetQueries();
  // Where the browser keeps nothing there is nothing to forget.
  await forget().catch(() => undefined);
  await anew;
}
