import { describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '../../shared/api/problem';
import { foldAnswer, type Answer } from './answer';
import { followAnswer, type Connection } from './followAnswer';
import { eventsOf, recorded, recordings } from './recorded/recordings';

const encoder = new TextEncoder();

/** A stream of these pieces that ends, breaks, or stays silent behind them. */
function streamOf(pieces: Iterable<string>, then: 'end' | 'break' | 'silent' = 'end'): Response {
  const waiting = [...pieces];
  return new Response(
    new ReadableStream({
      pull(controller) {
        const piece = waiting.shift();
        if (piece !== undefined) controller.enqueue(encoder.encode(piece));
        else if (then === 'end') controller.close();
        else if (then === 'break') controller.error(new TypeError('network error'));
        else return new Promise(() => undefined);
      },
    }),
  );
}

/** What a server sends from behind an event. */
const behind = (name: (typeof recordings)[number], after: number): string[] =>
  eventsOf(recorded(name))
    .filter((e) => e.id! > after)
    .map((e) => `id: ${e.id}\nevent: ${e.type}\ndata: ${e.data}\n\n`);

function follow(
  open: (after: number, signal: AbortSignal) => Promise<Response>,
  more: { silence?: number; isOnce?: boolean } = {},
) {
  const reading = new AbortController();
  const answers: Answer[] = [];
  const connections: Connection[] = [];
  const pauses: number[] = [];
  const end = followAnswer({
    signal: reading.signal,
    open,
    onAnswer: (a) => answers.push(a),
    onConnection: (c) => connections.push(c),
    pause: (ms) => {
      pauses.push(ms);
      return new Promise((resolve) => setTimeout(resolve));
    },
    ...more,
  });
  return { end, reading, answers, connections, pauses };
}

describe('following an answer', () => {
  it.each(recordings)('%s comes whole in one go', async (name) => {
    const { end, connections } = follow(async () => streamOf([recorded(name)]));
    expect(await end).toEqual(foldAnswer(eventsOf(recorded(name))));
    expect(connections).toEqual(['connecting', 'open']);
  });

  it.each(recordings)('%s comes whole when the connection breaks behind every event', async (name) => {
    const asked: number[] = [];
    const { end, pauses } = follow(async (after) => {
      asked.push(after);
      return streamOf(behind(name, after).slice(0, 1), 'break');
    });
    expect(await end).toEqual(foldAnswer(eventsOf(recorded(name))));
    expect(asked).toEqual(asked.map((_, i) => i));
    expect(pauses.every((ms) => ms === 0)).toBe(true);
  });

  it('asks again for an event that was cut in the middle', async () => {
    const open = vi.fn(async (after: number) => {
      const text = behind('model.es', after).join('');
      return open.mock.calls.length === 1 ? streamOf([text.slice(0, 700)], 'break') : streamOf([text]);
    });
    const { end } = follow(open);
    expect(await end).toEqual(foldAnswer(eventsOf(recorded('model.es'))));
    expect(open.mock.calls[1]![0]).toBeGreaterThan(0);
  });

  it('asks for what is missing where a hole is', async () => {
    const open = vi.fn(async (after: number) =>
      streamOf(
        open.mock.calls.length === 1
          ? behind('model.es', after).filter((_, i) => i !== 4)
          : behind('model.es', after),
      ),
    );
    const { end } = follow(open);
    expect(await end).toEqual(foldAnswer(eventsOf(recorded('model.es'))));
    expect(open.mock.calls.map((c) => c[0])).toEqual([0, 4]);
  });

  it('starts over when the server no longer knows the place', async () => {
    const open = vi.fn(async (after: number) =>
      after === 0 && open.mock.calls.length === 1
        ? streamOf(behind('model.es', 0).slice(0, 9), 'break')
        : streamOf(['event: resync\ndata: {"turn":"trn_1"}\n\n', ...behind('model.es', 0)]),
    );
    expect(await follow(open).end).toEqual(foldAnswer(eventsOf(recorded('model.es'))));
  });

  it('hangs up on a silent connection and calls again', async () => {
    const open = vi.fn(async (after: number) =>
      open.mock.calls.length === 1
        ? streamOf(behind('model.es', after).slice(0, 3), 'silent')
        : streamOf(behind('model.es', after)),
    );
    const { end, connections } = follow(open, { silence: 20 });
    await end;
    expect(connections).toEqual(['connecting', 'open', 'lost', 'open']);
  });

  it('waits longer each time nobody answers, and as long as it is told to', async () => {
    let tries = 0;
    const { end, pauses } = follow(async () => {
      tries++;
      if (tries === 4) throw new ApiProblem(503, { code: 'busy' }, 5);
      if (tries < 9) throw ApiProblem.offline();
      return streamOf([recorded('model.es')]);
    });
    await end;
    expect(pauses).toEqual([500, 1_000, 2_000, 5_000, 8_000, 8_000, 8_000, 8_000]);
  });

  it.each([401, 403, 404])('gives up on %i', async (status) => {
    const open = vi.fn(async () => {
      throw new ApiProblem(status, { code: 'x' });
    });
    await expect(follow(open).end).rejects.toMatchObject({ status });
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('tries once where the answer has ended', async () => {
    await expect(follow(async () => streamOf([], 'break'), { isOnce: true }).end).rejects.toMatchObject({
      code: 'offline',
    });
    await expect(
      follow(
        async () => {
          throw ApiProblem.offline();
        },
        { isOnce: true },
      ).end,
    ).rejects.toMatchObject({ code: 'offline' });
  });

  it('stops reading when it is left, and says nothing more', async () => {
    let line: AbortSignal | undefined;
    const { end, reading, answers } = follow(async (after, signal) => {
      line = signal;
      return streamOf(behind('model.es', after).slice(0, 3), 'silent');
    });
    await vi.waitFor(() => expect(answers.at(-1)?.lastId).toBe(3));
    reading.abort();
    await end;
    expect(line?.aborted).toBe(true);
    expect(answers.at(-1)?.lastId).toBe(3);
  });
});
