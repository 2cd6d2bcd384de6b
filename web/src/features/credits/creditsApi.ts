import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';

export type Line = components['schemas']['ReadStatementLine'];

const atOnce = 50;
const mostAtOnce = 100;

const page = (after: number | undefined, take: number, signal?: AbortSignal) =>
  dataOf(
    api.GET('/api/credits/statement', {
      params: { query: { take, ...(after === undefined ? {} : { after }) } },
      ...(signal ? { signal } : {}),
    }),
  );

export const statementQuery = infiniteQueryOptions({
  queryKey: ['statement'],
  queryFn: ({ pageParam, signal }) => page(pageParam, atOnce, signal),
  initialPageParam: undefined as number | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

/** Every line there is, oldest last. */
export async function wholeStatement(): Promise<Line[]> {
  const lines: Line[] = [];
  for (let after: number | undefined = undefined; ;) {
    const { lines: next, next: more } = await page(after, mostAtOnce);
    lines.push(...next);
    if (more == null) return lines;
    after = more;
  }
}
