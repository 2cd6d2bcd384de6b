import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type Finding = Schemas['FindingEvent'];
export type Usage = Schemas['UsageEvent'];
export type Notice = Schemas['NoticeEvent'];
export type Citation = Schemas['TextEvent']['citations'][number];

/** An event of a turn as it came: its number, its name, and its data still as JSON. */
export type StreamEvent = { id: number | null; type: string; data: string };

export type Sentence = {
  /** With the white space behind it: in a row the sentences are the answer. */
  text: string;
  citations: readonly Citation[];
  isMarked: boolean;
  /** A second try at a sentence whose numbers could not be verified. */
  isReplaced: boolean;
};

export type Step = { step: string; isDone: boolean };

export type AnswerEnd =
  { kind: 'done'; reason: string; charged: number } | { kind: 'refused'; code: string; text: string };

/** An answer as far as it is known. */
export type Answer = {
  /** The number of the last event; where to resume from. */
  lastId: number;
  steps: readonly Step[];
  model: string | null;
  sentences: readonly Sentence[];
  findings: Readonly<Record<string, Finding>>;
  usage: Usage | null;
  notices: readonly Notice[];
  end: AnswerEnd | null;
  /** An event is missing: what follows is taken from the last one that came. */
  hasHole: boolean;
};

export const emptyAnswer: Answer = {
  lastId: 0,
  steps: [],
  model: null,
  sentences: [],
  findings: {},
  usage: null,
  notices: [],
  end: null,
  hasHole: false,
};

/**
 * What an event makes of an answer. An event that came before changes nothing; behind a hole nothing is taken until the missing one comes;
 * what cannot be read counts as seen, so that one broken event does not stop the answer.
 */
export function reduceAnswer(answer: Answer, event: StreamEvent): Answer {
  if (event.type === 'resync') return emptyAnswer;
  if (event.id === null || event.id <= answer.lastId || answer.end) return answer;
  if (event.id > answer.lastId + 1) return answer.hasHole ? answer : { ...answer, hasHole: true };
  const next = { ...answer, lastId: event.id, hasHole: false };
  const data = read(event.data);
  return data ? { ...next, ...changeOf(answer, event.type, data) } : next;
}

export const foldAnswer = (events: Iterable<StreamEvent>): Answer => {
  let answer = emptyAnswer;
  for (const event of events) answer = reduceAnswer(answer, event);
  return answer;
};

function changeOf(answer: Answer, type: string, data: Fields): Partial<Answer> {
  switch (type) {
    case 'progress': {
      const [step, state] = [data.text('step'), data.text('state')];
      if (step === null) return {};
      return state === 'chosen'
        ? { model: step }
        : { steps: stepsWith(answer.steps, step, state === 'done') };
    }
    case 'finding': {
      const finding = findingOf(data);
      return finding ? { findings: { ...answer.findings, [finding.id]: finding } } : {};
    }
    case 'text':
      return sentenceOf(data, false, (sentence) => [...answer.sentences, sentence]);
    case 'replace':
      return sentenceOf(data, true, (sentence, n) =>
        n <= answer.sentences.length
          ? answer.sentences.map((s, i) => (i === n - 1 ? sentence : s))
          : [...answer.sentences, sentence],
      );
    case 'usage': {
      const [used, held, left, predicted] = [
        data.number('used'),
        data.number('held'),
        data.number('left'),
        data.number('predicted'),
      ];
      return used === null || held === null || left === null
        ? {}
        : { usage: { used, held, left, predicted } };
    }
    case 'notice': {
      const [code, text] = [data.text('code'), data.text('text')];
      if (code === null || text === null || answer.notices.some((n) => n.code === code && n.text === text))
        return {};
      return { notices: [...answer.notices, { code, text }] };
    }
    case 'done':
      return {
        end: { kind: 'done', reason: data.text('reason') ?? 'failed', charged: data.number('charged') ?? 0 },
        steps: answer.steps.map((s) => ({ ...s, isDone: true })),
      };
    case 'refused':
      return { end: { kind: 'refused', code: data.text('code') ?? '', text: data.text('text') ?? '' } };
    default:
      return {};
  }
}

/** A step that begins again goes to the end: what is done now stands last. */
function stepsWith(steps: readonly Step[], step: string, isDone: boolean): readonly Step[] {
  const others = steps.filter((s) => s.step !== step);
  if (!isDone) return [...others, { step, isDone }];
  return others.length === steps.length
    ? [...steps, { step, isDone }]
    : steps.map((s) => (s.step === step ? { step, isDone } : s));
}

function sentenceOf(
  data: Fields,
  isReplaced: boolean,
  place: (sentence: Sentence, n: number) => readonly Sentence[],
): Partial<Answer> {
  const [text, n] = [data.text('sentence'), data.number('n')];
  if (text === null || n === null || n < 1) return {};
  const citations = data
    .list('citations')
    .map((c) => citationOf(c, text))
    .filter((c) => c !== null)
    .sort((a, b) => a.start - b.start);
  return { sentences: place({ text, citations, isMarked: data.flag('marked'), isReplaced }, n) };
}

function citationOf(data: Fields, text: string): Citation | null {
  const [start, length, verdict] = [data.number('start'), data.number('length'), data.text('verdict')];
  if (start === null || length === null || verdict === null) return null;
  if (start < 0 || length < 1 || start + length > text.length) return null;
  return { start, length, verdict, evidence: data.text('evidence') };
}

function findingOf(data: Fields): Finding | null {
  const [id, value, what] = [data.text('id'), data.number('value'), data.text('what')];
  if (id === null || value === null || what === null) return null;
  return {
    id,
    value,
    what,
    timeframe: data.text('timeframe'),
    source: data.text('source') ?? '',
    asOf: data.text('asOf'),
  };
}

/** The members of an object that came from outside, each as what it should be, or null. */
type Fields = {
  text: (name: string) => string | null;
  number: (name: string) => number | null;
  flag: (name: string) => boolean;
  list: (name: string) => Fields[];
};

function read(json: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(json));
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Fields | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const of = (name: string): unknown =>
    Object.hasOwn(value, name) ? value[name as keyof typeof value] : undefined;
  return {
    text: (name) => (typeof of(name) === 'string' ? (of(name) as string) : null),
    number: (name) => (Number.isFinite(of(name)) ? (of(name) as number) : null),
    flag: (name) => of(name) === true,
    list: (name) => {
      const items = of(name);
      return Array.isArray(items) ? items.map(fieldsOf).filter((f) => f !== null) : [];
    },
  };
}

/** The findings that a citation such as `e12`, `e3-e7` or `e1:e2:e3` names, those that are known. */
export function findingsOf(answer: Pick<Answer, 'findings'>, citation: Citation): Finding[] {
  const ids = citation.evidence?.match(/e\d+/g) ?? [];
  return ids.map((id) => answer.findings[id]).filter((f) => f !== undefined);
}

/** The answer as plain Markdown, as the reader sees it. */
export const textOf = (answer: Pick<Answer, 'sentences'>): string =>
  answer.sentences.map((s) => s.text).join('');
