import { findingsOf, type Answer, type Finding } from './answer';

/** A number of an answer and what stands behind it, as a page needs it to show it on the chart. */
export type Cited = {
  turn: string;
  /** The close it was read at, in unix ms, else when it was asked: the chart is shown as it was known then. */
  at: number;
  /** As it stands in the answer, unit included. */
  text: string;
  /** Stands on evidence, directly or computed from it. */
  isVerified: boolean;
  /** What was found out about it. */
  verdict: string;
  /** What it stands on; none for a number that could not be verified. */
  findings: readonly Finding[];
  /** Whether it is the first of its sentence that stands on this; the others need not say it again. */
  isNamed: boolean;
};

export type Family = 'wyckoff' | 'structure' | 'zones' | 'volume' | 'waves' | 'bands' | 'scenarios';

const families: Record<string, Family> = {
  wyckoff: 'wyckoff',
  'composite-man': 'wyckoff',
  structure: 'structure',
  'dealing-range': 'structure',
  'order-block': 'zones',
  gap: 'zones',
  liquidity: 'zones',
  profile: 'volume',
  cvd: 'volume',
  delta: 'volume',
  fibonacci: 'waves',
  elliott: 'waves',
  bollinger: 'bands',
  squeeze: 'bands',
  vwap: 'bands',
  atr: 'bands',
  rsi: 'bands',
  scenario: 'scenarios',
  confluence: 'scenarios',
};

/** The quantity without what of it: `order-block` of `order-block.top`. */
export const kindOf = (what: string): string => what.split('.', 1)[0]!;

/** Whose colour a number has; none for what belongs to no family, such as the price. */
export const familyOf = (finding: Finding | undefined): Family | null =>
  finding ? (families[kindOf(finding.what)] ?? null) : null;

/** When what a number says was known. */
export function momentOf(finding: Finding | undefined, asked: number): number {
  const read = finding?.asOf ? Date.parse(finding.asOf) : NaN;
  return Number.isNaN(read) ? asked : read;
}

const verified = new Set(['Verified', 'Derived']);
const unchecked = new Set(['Exempt']);

/** Parted by what no text holds, so that Markdown is read around a number and never within it. */
const [open, close] = ['\uE000', '\uE001'];
const reserved = /[\uE000\uE001]/g;

/** An answer as Markdown in which each number that can be looked up is a place that names it. */
export function withPlaces(
  answer: Pick<Answer, 'sentences' | 'findings'>,
  turn: string,
  at: number,
): {
  markdown: string;
  cited: Cited[];
} {
  const cited: Cited[] = [];
  let markdown = '';
  for (const sentence of answer.sentences) {
    const named = new Set<string>();
    let from = 0;
    for (const citation of sentence.citations) {
      if (citation.start < from || unchecked.has(citation.verdict)) continue;
      const findings = findingsOf(answer, citation);
      const source = findings[0] ? `${kindOf(findings[0].what)} ${findings[0].source}` : '';
      const text = sentence.text.slice(citation.start, citation.start + citation.length);
      const isVerified = verified.has(citation.verdict);
      markdown +=
        sentence.text.slice(from, citation.start).replace(reserved, '') + open + cited.length + close;
      cited.push({
        turn,
        at: momentOf(findings[0], at),
        text,
        verdict: citation.verdict,
        isVerified,
        findings: isVerified ? findings : [],
        isNamed: isVerified && !named.has(source),
      });
      named.add(source);
      from = citation.start + citation.length;
    }
    markdown += sentence.text.slice(from).replace(reserved, '');
  }
  return { markdown, cited };
}

/** A text in pieces: what is to be shown as it is, and the numbers in between. */
export function partsOf(text: string): (string | number)[] {
  return text
    .split(/(\uE000\d+\uE001)/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith(open) ? Number(part.slice(1, -1)) : part.replace(reserved, '')));
}
