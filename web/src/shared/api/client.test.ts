import { describe, expect, it } from 'vitest';
import { standIn } from '../test/server';
import { api, forgetToken } from './client';
import { ApiProblem } from './problem';

const server = standIn();

describe('the client', () => {
  it('sends the token with a change, and asks for another once when it is not good any longer', async () => {
    forgetToken();
    let tokens = 0;
    server.on('GET /api/antiforgery', () => ({ token: `token-${++tokens}` }));
    server.on('PUT /api/account', ({ headers }) =>
      headers.get('X-XSRF-TOKEN') === 'token-2' ? {} : { status: 403, code: 'antiforgery' },
    );

    await api.PUT('/api/account', { body: { language: 'es' } });

    expect(server.sent('PUT /api/account').map((a) => a.headers.get('X-XSRF-TOKEN'))).toEqual([
      'token-1',
      'token-2',
    ]);
  });

  it('asks in the language of the page', async () => {
    document.documentElement.lang = 'es';
    server.on('GET /api/markets', () => []);
    await api.GET('/api/markets');
    expect(server.sent('GET /api/markets')[0]!.headers.get('Accept-Language')).toBe('es');
  });

  it('tells what was refused and how long to wait', async () => {
    server.on(
      'GET /api/markets',
      () =>
        new Response(JSON.stringify({ code: 'too_many', title: 'T', detail: 'D', requestId: 'r1' }), {
          status: 429,
          headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '7' },
        }),
    );
    const problem = await api.GET('/api/markets').catch((e: unknown) => e);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ status: 429, code: 'too_many', requestId: 'r1', retryAfter: 7 });
  });

  it('calls a server that does not answer offline', async () => {
    server.on('GET /api/markets', () => {
      throw new TypeError('network error');
    });
    await expect(api.GET('/api/markets')).rejects.toMatchObject({ code: 'offline' });
  });
});
