import { ApiProblem } from '../../shared/api/problem';
import { emptyAnswer, reduceAnswer, type Answer } from './answer';
import { createSseReader } from './sse';

/** The server says something every 15 s; who hears nothing for three times as long has lost the connection. */
const silenceMs = 45_000;
const firstPauseMs = 500;
const longestPauseMs = 8_000;

export type Connection = 'connecting' | 'open' | 'lost';

export type FollowOptions = {
  /** Ends the reading; the answer is written on. */
  signal: AbortSignal;
  /** Opens the stream behind an event. */
  open: (after: number, signal: AbortSignal) => Promise<Response>;
  onAnswer: (answer: Answer) => void;
  onConnection?: (connection: Connection) => void;
  /** Waits, or less when there is reason to hope. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  silence?: number;
  /** For an answer that has ended: one try, whose failure is the caller's. */
  isOnce?: boolean;
};

/**
 * Reads an answer to its end, however often the connection breaks: each time from behind the last event that came.
 * Throws the refusal when it is one that another try does not change.
 */
export async function followAnswer(options: FollowOptions): Promise<Answer> {
  const { signal, open, onAnswer, onConnection, pause = pauseOrOnline } = options;
  let answer = emptyAnswer;
  let tries = 0;
  onConnection?.('connecting');
  while (!signal.aborted) {
    const before = answer.lastId;
    let wait: number | null = null;
    const line = new AbortController();
    const hangUp = () => line.abort();
    signal.addEventListener('abort', hangUp);
    try {
      const response = await open(answer.lastId, line.signal);
      if (response.status === 204 || !response.body)
        throw new ApiProblem(response.status, { code: 'no_stream' });
      onConnection?.('open');
      answer = await readStream(response.body, answer, line, options.silence ?? silenceMs, onAnswer);
    } catch (e) {
      if (signal.aborted) break;
      if (options.isOnce || isFinal(e)) throw e;
      if (e instanceof ApiProblem && e.retryAfter) wait = e.retryAfter * 1_000;
    } finally {
      signal.removeEventListener('abort', hangUp);
      line.abort();
    }
    if (answer.end) return answer;
    if (signal.aborted) break;
    if (options.isOnce) throw ApiProblem.offline();
    // What still moves is followed at once; what does not is asked less and less often.
    tries = answer.lastId > before ? 0 : tries + 1;
    onConnection?.('lost');
    await pause(
      wait ?? (tries === 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1))),
      signal,
    );
  }
  return answer;
}

/** Whether another try would be refused as well. */
const isFinal = (e: unknown): boolean =>
  e instanceof ApiProblem && e.status >= 400 && e.status < 500 && e.status !== 408 && e.status !== 429;

async function readStream(
  body: ReadableStream<Uint8Array>,
  start: Answer,
  line: AbortController,
  silence: number,
  onAnswer: (answer: Answer) => void,
): Promise<Answer> {
  const readEvents = createSseReader();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let answer = start;
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), silence, line);
      if (done) return answer;
      const before = answer;
      for (const event of readEvents(decoder.decode(value, { stream: true })))
        answer = reduceAnswer(answer, event);
      if (answer !== before) onAnswer(answer);
      if (answer.end || answer.hasHole) return answer;
    }
  } catch {
    // What came counts; what did not is asked for again.
    return answer;
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

async function within<T>(work: Promise<T>, ms: number, line: AbortController): Promise<T> {
  let hangUp: () => void = () => undefined;
  const gone = new Promise<never>((_, reject) => {
    hangUp = () => reject(new Error('gone'));
  });
  line.signal.addEventListener('abort', hangUp);
  const timer = setTimeout(() => line.abort(), ms);
  try {
    return await Promise.race([work, gone]);
  } finally {
    clearTimeout(timer);
    line.signal.removeEventListener('abort', hangUp);
  }
}

/** Waits; not longer than until the connection is back or the page is looked at again. */
function pauseOrOnline(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
