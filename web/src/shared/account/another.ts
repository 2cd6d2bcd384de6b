import type { QueryClient } from '@tanstack/react-query';
import { forgetToken } from '../api/client';
import { forget } from '../offline/keep';

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
