import createClient, { type Middleware } from 'openapi-fetch';
import { ApiProblem } from './problem';
import type { paths } from './schema';

const changes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** The token that proves a change comes from our own pages; it belongs to who is signed in. */
let token: Promise<string> | null = null;

async function fetchToken(): Promise<string> {
  const answer = await fetch('/api/antiforgery', {
    headers: { 'Accept-Language': document.documentElement.lang },
  });
  if (!answer.ok) throw await ApiProblem.of(answer);
  const body = (await answer.json()) as { token: string };
  return body.token;
}

/** Who is signed in has changed: the next change asks for a token anew. */
export function forgetToken(): void {
  token = null;
}

/** Sends a request; a change carries the token, and is sent once more with a new one when the old is not good any longer. */
export async function send(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', document.documentElement.lang);
  try {
    if (!changes.has(request.method)) return await fetch(request);
    const again = request.clone();
    token ??= fetchToken();
    request.headers.set('X-XSRF-TOKEN', await token);
    const answer = await fetch(request);
    if (answer.status !== 403) return answer;
    const problem = await ApiProblem.of(answer.clone());
    if (problem.code !== 'antiforgery') return answer;
    token = fetchToken();
    again.headers.set('X-XSRF-TOKEN', await token);
    return await fetch(again);
  } catch (e) {
    token = null;
    if (e instanceof ApiProblem || (e instanceof DOMException && e.name === 'AbortError')) throw e;
    throw ApiProblem.offline();
  }
}

const refusals: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await ApiProblem.of(response);
  },
};

/** The API as its document declares it. Whatever is not done throws an {@link ApiProblem}. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: send });
api.use(refusals);

/** What a call answered; use where the answer has a body. */
export async function dataOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** A new key, so that a change that is sent again is done once. */
export const newKey = (): string => crypto.randomUUID();
