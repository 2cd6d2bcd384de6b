import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem';

/** Tries again what may be different in a moment: no answer, or a server that says so; nothing else, and never a change. */
function isWorthAnotherTry(tries: number, error: Error): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return tries < 3 && navigator.onLine && (error.code === 'offline' || error.status >= 500);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Without a connection a question fails at once and says so, and is asked again when there is one; a change never waits for later.
      queries: {
        networkMode: 'always',
        retry: isWorthAnotherTry,
        staleTime: 10_000,
        refetchOnWindowFocus: true,
        refetchOnReconnect: true,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
