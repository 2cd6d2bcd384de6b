import type { QueryClient } from '@tanstack/react-query';
import { forgetToken } from '../api/client';
import { forget } from '../offline/keep';

/** Somebody else is at the browser now, or nobody: nothing of who was before stays, and what is shown is asked for anew. */
export async function becomeAnother(queries: QueryClient): Promise<void> {
  forgetToken();
  // Where the browser keeps nothing there is nothing to forget.
  await forget().catch(() => undefined);
  queries.removeQueries({ type: 'inactive' });
  await queries.resetQueries();
}
