import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { api } from '../api/client';
import { standIn } from '../test/server';
import { becomeAnother } from './another';

const server = standIn();

describe('somebody else at the browser', () => {
  it('gets a token of their own, and nothing that was read before, even without a database', async () => {
    let tokens = 0;
    server.on('GET /api/antiforgery', () => ({ token: `token-${++tokens}` }));
    server.on('POST /api/sign-in/out', () => ({}));
    const queries = new QueryClient();
    queries.setQueryData(['sessions'], 'hers');

    await api.POST('/api/sign-in/out');
    await becomeAnother(queries);
    await api.POST('/api/sign-in/out');

    expect(queries.getQueryCache().getAll()).toHaveLength(0);
    const sent = server.sent('POST /api/sign-in/out').map((a) => a.headers.get('X-XSRF-TOKEN'));
    expect(new Set(sent).size).toBe(2);
  });

  it('does not get what was asked for before and comes late', async () => {
    let arrive: (answer: string) => void = () => undefined;
    const queries = new QueryClient();
    void queries.prefetchQuery({
      queryKey: ['sessions'],
      queryFn: () => new Promise<string>((resolve) => (arrive = resolve)),
    });
    const gone = becomeAnother(queries);
    arrive('hers');
    await gone;
    expect(queries.getQueryData(['sessions'])).toBeUndefined();
  });
});
