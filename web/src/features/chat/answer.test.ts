import { describe, expect, it } from 'vitest';
import { emptyAnswer, findingsOf, foldAnswer, reduceAnswer, textOf, type StreamEvent } from './answer';
import { eventsOf, recorded, recordings } from './recorded/recordings';

const event = (id: number, type: string, data: unknown): StreamEvent => ({
  id,
  type,
  data: JSON.stringify(data),
});
const text = (id: number, n: number, sentence: string): StreamEvent =>
  event(id, 'text', { sentence, n, citations: [], marked: false });

describe('the recorded streams', () => {
  it.each(recordings)('%s is read to its end without a hole', (name) => {
    const events = eventsOf(recorded(name));
    const answer = foldAnswer(events);
    expect(answer.end).not.toBeNull();
    expect(answer.hasHole).toBe(false);
    expect(answer.lastId).toBe(events.length);
    expect(answer.notices.map((n) => n.code)).toContain('not_advice');
    expect(answer.usage).not.toBeNull();
  });

  it.each(recordings)('%s is the same however often its events come again', (name) => {
    const events = eventsOf(recorded(name));
    const twice = events.flatMap((e, i) => [e, ...events.slice(Math.max(0, i - 3), i + 1)]);
    expect(foldAnswer(twice)).toEqual(foldAnswer(events));
  });

  it.each(recordings)('%s is the same when it starts over in the middle', (name) => {
    const events = eventsOf(recorded(name));
    const middle = Math.floor(events.length / 2);
    const resync: StreamEvent = { id: null, type: 'resync', data: '{"turn":"trn_1"}' };
    expect(foldAnswer([...events.slice(0, middle), resync, ...events])).toEqual(foldAnswer(events));
  });

  it.each(recordings)('%s knows what stands behind each number it calls verified', (name) => {
    const answer = foldAnswer(eventsOf(recorded(name)));
    const verified = answer.sentences.flatMap((s) =>
      s.citations.filter((c) => c.verdict === 'Verified').map((c) => ({ c, s })),
    );
    for (const { c, s } of verified) {
      expect(findingsOf(answer, c), s.text).not.toHaveLength(0);
      expect(s.text.slice(c.start, c.start + c.length)).toMatch(/\d/);
    }
  });

  it('tells the whole report of the built-in analyst', () => {
    const answer = foldAnswer(eventsOf(recorded('built-in.es')));
    expect(answer.model).toBe('built-in');
    expect(textOf(answer)).toMatch(/^## 1\. Situación actual\n\nMercado simulado/);
    expect(answer.end).toMatchObject({ kind: 'done', reason: 'complete' });
    expect(answer.steps.map((s) => s.step)).toEqual(['market', 'model']);
    expect(answer.steps.every((s) => s.isDone)).toBe(true);
  });

  it('marks what cites nothing', () => {
    const answer = foldAnswer(eventsOf(recorded('uncited.en')));
    const marked = answer.sentences.filter((s) => s.isMarked);
    expect(marked.length).toBeGreaterThan(0);
    for (const sentence of marked) expect(sentence.citations.map((c) => c.verdict)).toContain('Uncited');
  });

  it('costs nothing when the model breaks off', () => {
    const answer = foldAnswer(eventsOf(recorded('cut.en')));
    expect(answer.end).toEqual({ kind: 'done', reason: 'failed', charged: 0 });
    expect(answer.notices.map((n) => n.code)).toEqual(['not_advice', 'continued', 'interrupted']);
  });

  it('says who answers instead', () => {
    const answer = foldAnswer(eventsOf(recorded('stand-in.en')));
    expect(answer.notices.map((n) => n.code)).toEqual(['not_advice', 'failover', 'built_in_stands_in']);
    expect(answer.model).toBe('built-in');
    expect(answer.end).toMatchObject({ reason: 'complete', charged: 0 });
  });

  it('is stopped where it was', () => {
    const answer = foldAnswer(eventsOf(recorded('stopped.en')));
    expect(answer.end).toMatchObject({ kind: 'done', reason: 'stopped' });
  });
});

describe('broken streams', () => {
  it('takes nothing behind a hole until the missing event comes', () => {
    const holed = foldAnswer([text(1, 1, 'One. '), text(3, 3, 'Three.')]);
    expect(holed.hasHole).toBe(true);
    expect(holed.lastId).toBe(1);
    const whole = [text(2, 2, 'Two. '), text(3, 3, 'Three.')].reduce(reduceAnswer, holed);
    expect(textOf(whole)).toBe('One. Two. Three.');
    expect(whole.hasHole).toBe(false);
  });

  it('goes on behind an event that cannot be read', () => {
    const bad = ['', '{', 'null', '[]', '"x"', '{"sentence":1,"n":1}', '{"sentence":"x","n":0}'];
    const events = bad.map((data, i): StreamEvent => ({ id: i + 1, type: 'text', data }));
    const answer = foldAnswer([...events, text(bad.length + 1, 1, 'Still here.')]);
    expect(textOf(answer)).toBe('Still here.');
  });

  it('leaves out citations that lie outside of their sentence', () => {
    const citations = [
      { start: 0, length: 3, verdict: 'Verified', evidence: 'e1' },
      { start: -1, length: 2, verdict: 'Verified' },
      { start: 2, length: 9, verdict: 'Verified' },
      { start: 1, length: 0, verdict: 'Verified' },
      { start: 'x', length: 1 },
      null,
    ];
    const answer = foldAnswer([event(1, 'text', { sentence: '100.', n: 1, citations, marked: false })]);
    expect(answer.sentences[0]!.citations).toHaveLength(1);
  });

  it('does not know events of a later version', () => {
    const answer = foldAnswer([event(1, 'applause', {}), text(2, 1, 'Hello.')]);
    expect(textOf(answer)).toBe('Hello.');
  });

  it('takes nothing behind the end', () => {
    const end = event(2, 'done', { charged: 5, reason: 'complete' });
    expect(textOf(foldAnswer([text(1, 1, 'All.'), end, text(3, 2, 'More.')]))).toBe('All.');
  });

  it('puts a sentence that was written again in the place of the first try', () => {
    const replace = event(3, 'replace', { sentence: 'Uno. ', n: 1, citations: [], marked: true });
    const answer = foldAnswer([text(1, 1, 'One. '), text(2, 2, 'Two.'), replace]);
    expect(textOf(answer)).toBe('Uno. Two.');
    expect(answer.sentences[0]).toMatchObject({ isMarked: true, isReplaced: true });
  });

  it('keeps why a question was refused', () => {
    const answer = foldAnswer([event(1, 'refused', { code: 'not_enough_tokens', text: 'Too long.' })]);
    expect(answer.end).toEqual({ kind: 'refused', code: 'not_enough_tokens', text: 'Too long.' });
  });

  it('takes findings whose names are those of every object', () => {
    const answer = foldAnswer([
      { id: 1, type: 'finding', data: '{"id":"__proto__","value":1,"what":"price","source":""}' },
      { id: 2, type: 'finding', data: '{"__proto__":{"id":"e1","value":1,"what":"price"}}' },
    ]);
    expect(Object.getPrototypeOf(answer.findings)).toBe(Object.prototype);
    expect(findingsOf(answer, { start: 0, length: 1, verdict: 'Verified', evidence: 'e1' })).toEqual([]);
  });

  it('moves a step that begins again to the end', () => {
    const step = (id: number, name: string, state: string) => event(id, 'progress', { step: name, state });
    const answer = foldAnswer([
      step(1, 'model', 'begun'),
      step(2, 'model', 'done'),
      step(3, 'repair', 'begun'),
      step(4, 'repair', 'done'),
      step(5, 'model', 'begun'),
    ]);
    expect(answer.steps).toEqual([
      { step: 'repair', isDone: true },
      { step: 'model', isDone: false },
    ]);
  });

  it('starts with nothing', () => {
    expect(foldAnswer([])).toEqual(emptyAnswer);
  });
});
