import { afterEach, beforeEach } from 'vitest';

/** A request as the stand-in of the server got it. */
export type Asked = { method: string; path: string; headers: Headers; body: unknown; signal: AbortSignal };

/** What it answers: a body as JSON, or a whole response; a problem is an object with `status` and `code`. */
export type Answering = (asked: Asked) => unknown;

/** A stand-in of the server for one test file: each route answers as it is told, everything else is not found. */
export function standIn() {
  const routes = new Map<string, Answering>();
  const asked: Asked[] = [];
  let real = globalThis.fetch;
  beforeEach(() => {
    routes.clear();
    asked.length = 0;
    routes.set('GET /api/antiforgery', () => ({ token: 'token' }));
    real = globalThis.fetch;
    globalThis.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
      const request =
        input instanceof Request ? input : new Request(new URL(input, window.location.origin), init);
      const url = new URL(request.url);
      const text = request.method === 'GET' ? '' : await request.text();
      const one: Asked = {
        method: request.method,
        path: url.pathname + url.search,
        headers: request.headers,
        body: text ? JSON.parse(text) : null,
        signal: request.signal,
      };
      asked.push(one);
      const answer = routes.get(`${one.method} ${one.path}`) ?? routes.get(`${one.method} ${url.pathname}`);
      const body = answer ? await answer(one) : { status: 404, code: 'not_found', title: '', detail: '' };
      if (body instanceof Response) return body;
      const status = (body as { code?: string; status?: number } | null)?.code
        ? ((body as { status?: number }).status ?? 400)
        : 200;
      return new Response(JSON.stringify(body ?? {}), {
        status,
        headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
      });
    };
  });
  afterEach(() => {
    globalThis.fetch = real;
  });
  return {
    on: (route: string, answer: Answering) => void routes.set(route, answer),
    asked,
    sent: (route: string) => asked.filter((a) => `${a.method} ${a.path}` === route),
  };
}

/** A stream that is written to as the test goes. */
export function openStream(first = '') {
  const encoder = new TextEncoder();
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const stream = new ReadableStream<Uint8Array>({
    start(c) {
      controller = c;
      if (first) c.enqueue(encoder.encode(first));
    },
  });
  return {
    response: new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } }),
    write: (text: string) => controller.enqueue(encoder.encode(text)),
    end: () => controller.close(),
    break: () => controller.error(new TypeError('network error')),
  };
}
