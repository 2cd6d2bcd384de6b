import { describe, expect, it } from 'vitest';
import { eventsOf, recorded, recordings } from './recorded/recordings';
import { createSseReader } from './sse';

const readAll = (pieces: Iterable<string>) => {
  const read = createSseReader();
  return [...pieces].flatMap((piece) => read(piece));
};

describe('server-sent events', () => {
  it('have a number, a name and data', () => {
    expect(readAll(['id: 7\nevent: text\ndata: {"n":1}\n\n'])).toEqual([
      { id: 7, type: 'text', data: '{"n":1}' },
    ]);
  });

  it.each(recordings)('of %s are the same however they are cut', (name) => {
    const stream = recorded(name);
    const whole = eventsOf(stream);
    expect(whole.length).toBeGreaterThan(3);
    expect(readAll(stream)).toEqual(whole);
    for (const size of [2, 7, 61, 1_000])
      expect(readAll(stream.match(new RegExp(`[^]{1,${size}}`, 'g'))!)).toEqual(whole);
  });

  it.each(['\n', '\r\n', '\r'])('end their lines with %j', (end) => {
    const stream = [
      'id: 1',
      'event: a',
      'data: x',
      'data: y',
      '',
      'id: 2',
      'event: b',
      'data: z',
      '',
      '',
    ].join(end);
    const expected = [
      { id: 1, type: 'a', data: 'x\ny' },
      { id: 2, type: 'b', data: 'z' },
    ];
    expect(readAll([stream])).toEqual(expected);
    expect(readAll(stream)).toEqual(expected);
  });

  it('are not those that a broken connection cut off', () => {
    expect(readAll(['id: 1\nevent: text\ndata: {"sentence":"half'])).toEqual([]);
    expect(readAll(['id: 1\nevent: text\ndata: {}\n'])).toEqual([]);
  });

  it('leave out comments, fields nobody knows, and numbers that are none', () => {
    expect(readAll([': \n\n: ping\nretry: 5\nfoo: bar\nid: x\ndata:no space\nevent\n\n'])).toEqual([
      { id: null, type: 'message', data: 'no space' },
    ]);
  });

  it('may begin with a byte order mark', () => {
    expect(readAll(['\uFEFFid: 1\ndata: x\n\n'])).toEqual([{ id: 1, type: 'message', data: 'x' }]);
  });
});
