import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];

export type Reading = Schemas['ReadReadingAnswer'];
export type Sentence = Schemas['ReadReadingSentence'];
export type Evidence = Schemas['ReadReadingNumber'];
export type Scenario = Schemas['ReadReadingScenarioItem'];

/** The sentences in their sections; a heading begins one. */
export function sectionsOf(sentences: readonly Sentence[]): Sentence[][] {
  const sections: Sentence[][] = [];
  for (const sentence of sentences) {
    const last = sections.at(-1);
    if (!last || (/^#+ /.test(sentence.text) && last.some((s) => !/^#+ /.test(s.text))))
      sections.push([sentence]);
    else last.push(sentence);
  }
  return sections;
}

/** Where price levels meet, the strongest first, as the evidence tells them. */
export type Confluence = { source: string; bottom: string; top: string; score: string };

export function confluencesOf(evidence: readonly Evidence[], timeframe: string): Confluence[] {
  const found = new Map<string, { bottom?: Evidence; top?: Evidence; score?: Evidence }>();
  for (const number of evidence) {
    if (number.timeframe !== timeframe || !number.what.startsWith('confluence.')) continue;
    const part = number.what.slice('confluence.'.length);
    if (part !== 'bottom' && part !== 'top' && part !== 'score') continue;
    found.set(number.source, { ...found.get(number.source), [part]: number });
  }
  return [...found]
    .flatMap(([source, { bottom, top, score }]) =>
      bottom && top && score ? [{ source, bottom, top, score }] : [],
    )
    .sort((a, b) => b.score.value - a.score.value)
    .map(({ source, bottom, top, score }) => ({
      source,
      bottom: bottom.text,
      top: top.text,
      score: score.text,
    }));
}

/** What the chart calls a scenario, as the evidence names those of the timeframe; null where it names none. */
export function sourceOf(
  scenario: Scenario,
  timeframe: string,
  evidence: readonly Evidence[],
): string | null {
  const named = evidence.find((e) => e.timeframe === timeframe && e.what === 'scenario.bottom');
  const side = scenario.side[0]!.toUpperCase() + scenario.side.slice(1);
  return named?.source.replace(/scenario-\w+/, `scenario-${side}`) ?? null;
}
