import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../shared/api/client';
import { ApiProblem } from '../../shared/api/problem';
import type { components } from '../../shared/api/schema';
import type { Language } from '../../shared/language/language';

type Schemas = components['schemas'];
export type Evidence = Schemas['ReadMarketEvidenceAnswer'];
export type Setup = Schemas['ReadMarketEvidenceSetupItem'];
export type Target = Schemas['ReadMarketEvidenceTargetItem'];
export type Case = Schemas['ReadMarketEvidenceCaseItem'];
export type Probability = Schemas['ReadMarketEvidenceProbabilityItem'];
export type Between = Schemas['ReadMarketEvidenceBetween'];

const liveEveryMs = 60_000;
const whileCountingMs = 3_000;

/** Whether a history is not counted yet: it will be in a moment. */
export const isBeingCounted = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'being_counted';

/** What happened after each setup of a market, counted up to now or up to a past close. */
export function evidenceQuery(symbol: string, timeframe: string, at: number | null, language: Language) {
  return queryOptions({
    queryKey: ['evidence', symbol, timeframe, at, language] as const,
    queryFn: ({ signal }): Promise<Evidence> =>
      dataOf(
        api.GET('/api/markets/{symbol}/evidence', {
          params: { path: { symbol }, query: { timeframe, ...(at === null ? {} : { at }) } },
          signal,
        }),
      ),
    retry: false,
    staleTime: at === null ? liveEveryMs : Infinity,
    refetchInterval: (query) =>
      isBeingCounted(query.state.error) ? whileCountingMs : at === null ? liveEveryMs : false,
    placeholderData: (before, query) =>
      query?.queryKey[1] === symbol && query.queryKey[2] === timeframe ? before : undefined,
  });
}

/** Those that are live now first, then those with something to say, then the rest as they come. */
export function inOrder(setups: readonly Setup[]): Setup[] {
  const rank = (s: Setup) =>
    s.live ? 0 : s.targets.some((t) => t.verdict === 'edge') ? 1 : s.count > 0 ? 2 : 3;
  return setups.toSorted((a, b) => rank(a) - rank(b));
}

/** What is shown of a setup first: the target at twice the risk. */
export const mainTarget = (setup: Setup): Target | undefined => setup.targets.find((t) => t.multiple === 2);
