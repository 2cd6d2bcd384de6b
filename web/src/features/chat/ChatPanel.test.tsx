import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Language } from '../../shared/language/language';
import type { Session, SessionWithTurns, Turn } from '../../shared/sessions/sessions';
import { show } from '../../shared/test/render';
import { openStream, standIn } from '../../shared/test/server';
import { ChatPanel } from './ChatPanel';
import type { Cited } from './cited';
import { eventsOf, recorded } from './recorded/recordings';
import { strings } from './strings';

const server = standIn();
const both: Language[] = ['es', 'en'];

const session = (more: Partial<Session> = {}): Session => ({
  id: 'ses_1',
  symbol: 'BTCUSDT',
  language: 'es',
  status: 'active',
  created: new Date(Date.now() - 3_600_000).toISOString(),
  expires: new Date(Date.now() + 82_800_000).toISOString(),
  secondsGivenBack: 0,
  tokens: { limit: 100_000, used: 41_200, held: 1_900, left: 56_900 },
  ...more,
});

const turn = (more: Partial<Turn> = {}): Turn => ({
  id: 'trn_1',
  session: 'ses_1',
  question: '',
  state: 'complete',
  created: '2026-11-23T11:22:20.000Z',
  charged: 4_890,
  model: 'claude-sonnet-5-5',
  feedback: 0,
  answer: 'x',
  aiGenerated: true,
  ...more,
});

function serve(
  known: Partial<SessionWithTurns> & { turns: Turn[] },
  streams: Record<string, () => unknown> = {},
) {
  const state: SessionWithTurns = { session: session(), models: ['built-in'], ...known };
  server.on('GET /api/sessions/ses_1', () => state);
  server.on('GET /api/sessions/ses_1/suggestions', () => ({
    questions: ['¿Dónde está la liquidez?', '¿Qué invalida la lectura?'],
  }));
  for (const t of known.turns)
    server.on(`GET /api/turns/${t.id}/events`, streams[t.id] ?? (() => new Response(recorded('model.es'))));
  return state;
}

const sse = (id: number, type: string, data: unknown) =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
const sentence = (id: number, n: number, text: string) =>
  sse(id, 'text', { sentence: text, n, citations: [], marked: false });

describe.each(both)('a conversation in %s', (language) => {
  const t = strings[language];

  it('shows an answer with its numbers as buttons that lead to the chart', async () => {
    serve({ turns: [turn()] });
    const cited: Cited[] = [];
    const hints: (Cited | null)[] = [];
    show(<ChatPanel session="ses_1" onCite={(c) => cited.push(c)} onHint={(h) => hints.push(h)} />, language);
    const chip = await screen.findByRole('button', { name: new RegExp(`^95[.]830,53 ✓.*${t.verified}`) });
    expect(chip).toHaveTextContent('95.830,53 ✓');
    await userEvent.hover(chip);
    expect(hints.at(-1)?.text).toBe('95.830,53');
    await userEvent.unhover(chip);
    expect(hints.at(-1)).toBeNull();
    await userEvent.click(chip);
    expect(cited[0]).toMatchObject({
      turn: 'trn_1',
      at: Date.parse('2026-11-23T11:22:20.000Z'),
      findings: [{ what: 'dealing-range.low', timeframe: '15m', value: 95830.53 }],
    });
  });

  it('says that an AI wrote it, that it is no advice, and what it took', async () => {
    serve({ turns: [turn()] });
    show(<ChatPanel session="ses_1" />, language);
    expect(await screen.findByText(new RegExp(t.generated('claude-sonnet-5-5')))).toHaveTextContent(
      t.notAdvice,
    );
    expect(screen.getByText(t.isAi)).toBeVisible();
    expect(screen.getByText(t.tokens(language === 'es' ? '4.890' : '4,890'))).toBeVisible();
    expect(document.querySelector('[data-ai-generated="true"]')).not.toBeNull();
  });

  it('marks what could not be verified', async () => {
    serve({ turns: [turn()] }, { trn_1: () => new Response(recorded('uncited.en')) });
    show(<ChatPanel session="ses_1" onCite={() => undefined} />, language);
    const marks = await screen.findAllByText(`⚠ ${t.unverified}`);
    expect(marks[0]!.closest('button')).toBeNull();
    expect(marks[0]!.parentElement).toHaveAttribute('title', t.verdicts.Uncited);
  });

  it('shows the steps and the sentences as they come', async () => {
    const stream = openStream(': \n\n');
    const state = serve(
      { turns: [turn({ state: 'running', answer: '' })] },
      { trn_1: () => stream.response },
    );
    show(<ChatPanel session="ses_1" />, language);
    await screen.findByRole('button', { name: t.stop });
    state.turns = [turn()];
    act(() => {
      stream.write(sse(1, 'progress', { step: 'market', state: 'begun' }));
      stream.write(sse(2, 'progress', { step: 'market', state: 'done' }));
      stream.write(sse(3, 'progress', { step: 'model', state: 'begun' }));
    });
    const steps = await screen.findByRole('list', { name: t.steps });
    await waitFor(() => expect(steps).toHaveTextContent(`${t.step.market} ✓${t.step.model}…`));
    act(() => stream.write(sentence(4, 1, 'Uno. ') + sentence(5, 2, 'Dos.')));
    await waitFor(() => expect(document.querySelector('[aria-live="polite"]')).toHaveTextContent('Uno.Dos.'));
    act(() =>
      stream.write(
        sse(6, 'usage', { used: 46_000, held: 0, left: 54_000, predicted: 1_900 }) +
          sse(7, 'done', { charged: 4_800, reason: 'complete' }),
      ),
    );
    expect(await screen.findByRole('button', { name: t.send })).toBeVisible();
    expect(screen.queryByRole('list', { name: t.steps })).toBeNull();
  });

  it('asks, with the cost said before, and starts to read the answer', async () => {
    const state = serve({ turns: [turn()] });
    const stream = openStream();
    server.on('POST /api/sessions/ses_1/turns', ({ body }) => {
      const { question } = body as { question: string };
      state.turns = [...state.turns, turn({ id: 'trn_2', question, state: 'running' })];
      return { id: 'trn_2', session: 'ses_1', question, created: new Date().toISOString(), events: '' };
    });
    server.on('GET /api/turns/trn_2/events', () => stream.response);
    show(<ChatPanel session="ses_1" />, language);
    expect(await screen.findByText(t.nextCost(language === 'es' ? '5.325' : '5,325'))).toBeVisible();
    const input = screen.getByRole('textbox', { name: t.ask });
    await userEvent.type(input, '¿Y ahora?{Enter}');
    expect(await screen.findByRole('heading', { name: /¿Y ahora\?/ })).toBeVisible();
    const sent = server.sent('POST /api/sessions/ses_1/turns');
    expect(sent).toHaveLength(1);
    expect(sent[0]!.body).toEqual({ question: '¿Y ahora?', short: false });
    expect(sent[0]!.headers.get('Idempotency-Key')).toMatch(/^[A-Za-z0-9_-]{8,100}$/);
    expect(input).toHaveValue('');
  });

  it('says that an answer that failed cost nothing', async () => {
    serve(
      { turns: [turn({ question: 'a?', state: 'failed', charged: 0, answer: '' })] },
      {
        trn_1: () => new Response(recorded('cut.en')),
      },
    );
    show(<ChatPanel session="ses_1" />, language);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(t.failedTitle);
    expect(alert).toHaveTextContent(t.failedDetail);
    expect(await screen.findByText(t.free)).toBeVisible();
  });

  it('has a meter with used, held and left', async () => {
    serve({ turns: [turn()] });
    show(<ChatPanel session="ses_1" />, language);
    const meter = await screen.findByRole('meter', { name: t.budget });
    const [used, held, left, limit] =
      language === 'es' ? ['41.200', '1.900', '56.900', '100.000'] : ['41,200', '1,900', '56,900', '100,000'];
    expect(meter).toHaveAttribute('aria-valuetext', t.budgetText(used!, held!, left!, limit!));
    expect(meter).toHaveAttribute('aria-valuenow', '43100');
  });

  it.each([
    [81_000, '81'],
    [96_000, '96'],
  ])('warns when %i tokens are used', async (used, percent) => {
    serve({
      turns: [turn()],
      session: session({ tokens: { limit: 100_000, used, held: 0, left: 100_000 - used } }),
    });
    show(<ChatPanel session="ses_1" />, language);
    expect(await screen.findByText(new RegExp(`${percent}\\s?%`))).toBeVisible();
  });

  it.each([
    ['expired', 'expiredTitle'],
    ['completed', 'completedTitle'],
    ['returned', 'returnedTitle'],
  ] as const)('that is %s can be read and not asked', async (status, title) => {
    serve({ turns: [turn({ question: 'a?' })], session: session({ status }) });
    show(<ChatPanel session="ses_1" afterEnd={<button>another</button>} />, language);
    expect(await screen.findByText(t[title])).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByRole('button', { name: 'another' })).toBeVisible();
    expect(await screen.findByRole('button', { name: t.copy })).toBeVisible();
    expect(screen.queryByRole('button', { name: t.edit })).toBeNull();
  });

  it('whose time ran out while the page was open is over', async () => {
    serve({ turns: [turn()], session: session({ expires: new Date(Date.now() - 1_000).toISOString() }) });
    show(<ChatPanel session="ses_1" />, language);
    expect(await screen.findByText(t.expiredTitle)).toBeVisible();
  });

  it('waits for the first analysis', async () => {
    const stream = openStream();
    serve(
      { turns: [turn({ state: 'running' })], session: session({ status: 'opening' }) },
      { trn_1: () => stream.response },
    );
    show(<ChatPanel session="ses_1" />, language);
    expect(await screen.findByText(t.waitOpening)).toBeVisible();
  });

  it('cannot be asked without a connection, and says so', async () => {
    serve({ turns: [turn()] });
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    show(<ChatPanel session="ses_1" />, language);
    expect(await screen.findByText(t.offline)).toBeVisible();
    await userEvent.type(screen.getByRole('textbox'), 'hola');
    expect(screen.getByRole('button', { name: t.send })).toBeDisabled();
    vi.restoreAllMocks();
  });

  it('that does not exist is refused', async () => {
    server.on('GET /api/sessions/ses_1', () => ({
      status: 404,
      code: 'not_found',
      title: 'Nothing here',
      detail: 'x',
    }));
    show(<ChatPanel session="ses_1" />, language);
    expect(await screen.findByRole('alert')).toHaveTextContent('Nothing here');
  });
});

describe('a conversation', () => {
  const t = strings.es;

  it('goes on behind the last event after the connection broke', async () => {
    const [first, second] = [openStream(), openStream()];
    const streams = [first, second];
    const events = eventsOf(recorded('model.es')).map(
      (e) => `id: ${e.id}\nevent: ${e.type}\ndata: ${e.data}\n\n`,
    );
    const state = serve({ turns: [turn({ state: 'running' })] }, { trn_1: () => streams.shift()!.response });
    show(<ChatPanel session="ses_1" onCite={() => undefined} />, 'es');
    await screen.findByRole('button', { name: t.stop });
    act(() => first.write(events.slice(0, 13).join('')));
    await screen.findByRole('button', { name: /95\.830,53/ });
    act(() => first.break());
    await waitFor(() => expect(server.sent('GET /api/turns/trn_1/events')).toHaveLength(2));
    expect(server.sent('GET /api/turns/trn_1/events')[1]!.headers.get('Last-Event-ID')).toBe('13');
    state.turns = [turn()];
    act(() => second.write(events.slice(13).join('')));
    expect(await screen.findByRole('button', { name: t.send })).toBeVisible();
    expect(screen.getAllByText(/Esto es lo que muestran las velas cerradas/)).toHaveLength(1);
  });

  it('that is left reads no more, and stops nothing', async () => {
    const stream = openStream();
    serve({ turns: [turn({ state: 'running' })] }, { trn_1: () => stream.response });
    const { unmount } = show(<ChatPanel session="ses_1" />, 'es');
    await screen.findByRole('button', { name: t.stop });
    await waitFor(() => expect(server.sent('GET /api/turns/trn_1/events')).toHaveLength(1));
    unmount();
    expect(server.sent('GET /api/turns/trn_1/events')[0]!.signal.aborted).toBe(true);
    expect(server.sent('POST /api/turns/trn_1/stop')).toHaveLength(0);
  });

  it('stops an answer once', async () => {
    const stream = openStream();
    serve({ turns: [turn({ state: 'running' })] }, { trn_1: () => stream.response });
    server.on('POST /api/turns/trn_1/stop', () => turn({ state: 'running' }));
    show(<ChatPanel session="ses_1" />, 'es');
    await userEvent.click(await screen.findByRole('button', { name: t.stop }));
    expect(await screen.findByRole('button', { name: t.stopping })).toBeDisabled();
    expect(server.sent('POST /api/turns/trn_1/stop')).toHaveLength(1);
    act(() => stream.write(sentence(1, 1, 'Medio.') + sse(2, 'done', { charged: 12, reason: 'stopped' })));
    expect(await screen.findByText(new RegExp(t.stopped))).toHaveTextContent(t.tokens('12'));
  });

  it('sends a question that did not arrive again under its key', async () => {
    serve({ turns: [turn()] });
    let tries = 0;
    server.on('POST /api/sessions/ses_1/turns', () => {
      if (tries++ === 0) throw new TypeError('network error');
      return {
        id: 'trn_2',
        session: 'ses_1',
        question: '¿Y?',
        created: new Date().toISOString(),
        events: '',
      };
    });
    server.on('GET /api/turns/trn_2/events', () => openStream().response);
    show(<ChatPanel session="ses_1" />, 'es');
    await userEvent.type(await screen.findByRole('textbox'), '¿Y?{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: t.sendAgain }));
    expect(await screen.findByRole('heading', { name: /¿Y\?/ })).toBeVisible();
    const keys = server.sent('POST /api/sessions/ses_1/turns').map((a) => a.headers.get('Idempotency-Key'));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('says why a question was refused, and gives it back', async () => {
    serve({ turns: [turn()] });
    server.on('POST /api/sessions/ses_1/turns', () => ({
      status: 429,
      code: 'too_many_failed',
      title: 'Fallaron tres respuestas seguidas.',
      detail: 'No se cobró ninguna.',
    }));
    show(<ChatPanel session="ses_1" />, 'es');
    await userEvent.type(await screen.findByRole('textbox'), 'hola{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Fallaron tres respuestas seguidas.');
    await userEvent.click(screen.getByRole('button', { name: t.takeBack }));
    expect(screen.getByRole('textbox')).toHaveValue('hola');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps a draft over a reload, in this session alone', async () => {
    serve({ turns: [turn()] });
    const { unmount } = show(<ChatPanel session="ses_1" />, 'es');
    await userEvent.type(await screen.findByRole('textbox'), 'a medias');
    unmount();
    show(<ChatPanel session="ses_1" />, 'es');
    expect(await screen.findByRole('textbox')).toHaveValue('a medias');
    await userEvent.clear(screen.getByRole('textbox'));
    expect(sessionStorage).toHaveLength(0);
  });

  it('opens the suggested questions with a slash', async () => {
    serve({ turns: [turn()] });
    show(<ChatPanel session="ses_1" />, 'es');
    await screen.findByText(t.suggested);
    await userEvent.type(screen.getByRole('textbox'), '/');
    const item = await screen.findByRole('menuitem', { name: '¿Dónde está la liquidez?' });
    await userEvent.click(item);
    expect(screen.getByRole('textbox')).toHaveValue('¿Dónde está la liquidez?');
  });

  it('asks a question anew instead of the one that is edited, and keeps both', async () => {
    const state = serve({
      turns: [turn(), turn({ id: 'trn_2', question: 'Vieja', created: '2026-11-23T11:30:00.000Z' })],
    });
    server.on('POST /api/sessions/ses_1/turns', () => {
      const asked = { id: 'trn_3', question: 'Vieja, mejor', created: '2026-11-23T11:31:00.000Z' };
      state.turns = [...state.turns, turn({ ...asked, replaces: 'trn_2' })];
      return { ...asked, session: 'ses_1', events: '' };
    });
    server.on('GET /api/turns/trn_3/events', () => new Response(recorded('stopped.en')));
    show(<ChatPanel session="ses_1" />, 'es');
    await userEvent.click(await screen.findByRole('button', { name: t.edit }));
    expect(screen.getByText(t.editing)).toBeVisible();
    await userEvent.type(screen.getByRole('textbox'), ', mejor{Enter}');
    expect(server.sent('POST /api/sessions/ses_1/turns')[0]!.body).toEqual({
      question: 'Vieja, mejor',
      short: false,
      replaces: 'trn_2',
    });
    expect(await screen.findByRole('heading', { name: /Vieja, mejor/ })).toBeVisible();
    await userEvent.click(await screen.findByRole('button', { name: t.earlier }));
    expect(screen.getByRole('heading', { name: /Vieja$/ })).toBeVisible();
  });

  it('takes a question from elsewhere on the page once', async () => {
    serve({ turns: [turn()] });
    show(<ChatPanel session="ses_1" insert={{ key: '1', text: '¿Qué es esta zona?' }} />, 'es');
    const input = await screen.findByRole('textbox');
    expect(input).toHaveValue('¿Qué es esta zona?');
    await userEvent.clear(input);
    expect(input).toHaveValue('');
  });

  it('offers the models there are', async () => {
    serve({ turns: [turn()], models: ['claude-sonnet-5-5', 'claude-haiku-5-5'] });
    server.on('POST /api/sessions/ses_1/turns', () => ({
      status: 503,
      code: 'busy',
      title: 'x',
      detail: 'y',
    }));
    show(<ChatPanel session="ses_1" />, 'es');
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: t.model }), 'claude-haiku-5-5');
    await userEvent.click(screen.getByRole('switch', { name: t.shortAnswer }));
    await userEvent.type(screen.getByRole('textbox'), 'hola{Enter}');
    expect(server.sent('POST /api/sessions/ses_1/turns')[0]!.body).toEqual({
      question: 'hola',
      short: true,
      model: 'claude-haiku-5-5',
    });
  });

  it('lists what an answer stands on', async () => {
    serve({ turns: [turn()] });
    const onCite = vi.fn();
    show(<ChatPanel session="ses_1" onCite={onCite} />, 'es');
    await userEvent.click(await screen.findByRole('button', { name: /^En qué se basa/ }));
    const rows = within(screen.getByRole('list', { name: t.evidenceOf })).getAllByRole('button');
    expect(rows[0]).toHaveTextContent('lugar en el rango operativo');
    await userEvent.click(rows[0]!);
    expect(onCite.mock.calls[0]![0]).toMatchObject({ isVerified: true });
  });

  it('takes feedback with a reason', async () => {
    serve({ turns: [turn()] });
    server.on('POST /api/turns/trn_1/feedback', () => new Response(null, { status: 204 }));
    show(<ChatPanel session="ses_1" />, 'es');
    await userEvent.click(await screen.findByRole('button', { name: t.bad }));
    await userEvent.click(await screen.findByRole('menuitem', { name: t.badReasons.number_wrong! }));
    expect(await screen.findByText(t.thanks)).toBeVisible();
    expect(server.sent('POST /api/turns/trn_1/feedback')[0]!.body).toEqual({
      good: false,
      reason: 'number_wrong',
    });
  });
});
