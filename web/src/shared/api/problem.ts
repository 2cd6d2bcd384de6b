import type { components } from './schema';

type Problem = components['schemas']['Problem'];

/** A request that was refused, or never arrived. Its text is written for the reader, in the language the request asked for. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable; `offline` when the server could not be reached. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** The field that is meant; null for the whole. */
  readonly field: string | null;
  /** What support asks for. */
  readonly requestId: string | null;
  /** Seconds to wait before another try; null when waiting does not help. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    problem: Partial<Problem> & { code: string },
    retryAfter: number | null = null,
  ) {
    super(`${problem.code}: ${problem.title ?? ''}`);
    this.status = status;
    this.code = problem.code;
    this.title = problem.title ?? '';
    this.detail = problem.detail ?? '';
    this.field = problem.field ?? null;
    this.requestId = problem.requestId ?? null;
    this.retryAfter = retryAfter;
  }

  static offline(): ApiProblem {
    return new ApiProblem(0, { code: 'offline' });
  }

  static async of(answer: Response): Promise<ApiProblem> {
    const wait = Number(answer.headers.get('Retry-After'));
    const body: unknown = answer.headers.get('Content-Type')?.includes('json')
      ? await answer.json().catch(() => null)
      : null;
    const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
    return new ApiProblem(
      answer.status,
      { ...problem, code: problem.code ?? `status_${answer.status}` },
      Number.isFinite(wait) && wait > 0 ? wait : null,
    );
  }
}
