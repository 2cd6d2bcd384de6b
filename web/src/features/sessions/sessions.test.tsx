import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../shared/language/language';
import type { Session, Turn } from '../../shared/sessions/sessions';
import { show } from '../../shared/test/render';
import { standIn } from '../../shared/test/server';
import { History } from './History';
import { noticeVersion } from './notice';
import { OpenSession } from './OpenSession';
import { SessionEnd } from './SessionEnd';
import { SessionHeader } from './SessionHeader';
import { strings } from './strings';
import { transcriptOf } from './transcript';

const server = standIn();
const both: Language[] = ['es', 'en'];

const session = (more: Partial<Session> = {}): Session => ({
  id: 'ses_1',
  symbol: 'BTCUSDT',
  language: 'es',
  status: 'active',
  created: new Date(Date.now() - 3_600_000).toISOString(),
  expires: new Date(Date.now() + 82_799_000).toISOString(),
  secondsGivenBack: 0,
  tokens: { limit: 100_000, used: 41_200, held: 1_900, left: 56_900 },
  ...more,
});

const turn = (more: Partial<Turn>): Turn => ({
  id: 'trn_1',
  session: 'ses_1',
  question: '',
  state: 'complete',
  created: '2026-11-23T11:22:20.000Z',
  ended: '2026-11-23T11:22:50.000Z',
  charged: 10,
  model: 'built-in',
  feedback: 0,
  answer: '## Situación\n\nTexto.\n',
  aiGenerated: true,
  ...more,
});

function signedIn({ credits = 12, notice = null as string | null, active = [] as Session[] } = {}) {
  const me = {
    id: 'usr_1',
    email: 'ana@example.com',
    language: 'es',
    timeZone: 'UTC',
    created: '2026-11-01T00:00:00Z',
    isOperator: false,
    hasAuthenticator: false,
    recoveryCodesLeft: 0,
    noticeVersion: notice,
  };
  server.on('GET /api/account', () => me);
  server.on('GET /api/credits', () => ({ credits, owed: 0, lots: [] }));
  server.on('GET /api/sessions', () => ({ sessions: active }));
  server.on('PUT /api/account', ({ body }) => {
    me.noticeVersion = (body as { noticeVersion: string }).noticeVersion;
    return new Response(null, { status: 204 });
  });
  server.on('POST /api/sessions', () => ({
    id: 'ses_9',
    symbol: 'BTCUSDT',
    created: '',
    expires: '',
    tokenLimit: 100_000,
    firstTurn: 'trn_9',
  }));
}

describe.each(both)('starting a session in %s', (language) => {
  const t = strings[language];

  it('says what it costs and needs the notice understood, once', async () => {
    signedIn();
    const { router } = show(<OpenSession symbol="BTCUSDT" />, language);
    await userEvent.click(await screen.findByRole('button', { name: t.openFor('BTCUSDT') }));
    const dialog = await screen.findByRole('dialog', { name: t.openTitle('BTCUSDT') });
    expect(await screen.findByText(t.costs('12'))).toBeInTheDocument();
    expect(dialog).toHaveTextContent(t.backIfFailed);
    const confirm = screen.getByRole('button', { name: t.confirm });
    expect(confirm).toBeDisabled();
    await userEvent.click(screen.getByRole('checkbox', { name: t.acknowledge }));
    await userEvent.click(confirm);
    await waitFor(() => expect(router.state.location.pathname).toBe('/s/ses_9'));
    expect(server.sent('PUT /api/account')[0]!.body).toEqual({ noticeVersion });
    expect(server.sent('POST /api/sessions')[0]!.body).toEqual({ symbol: 'BTCUSDT', language });
    expect(server.sent('POST /api/sessions')).toHaveLength(1);
  });

  it('does not ask again for what was understood', async () => {
    signedIn({ notice: noticeVersion, credits: 1 });
    show(<OpenSession symbol="BTCUSDT" />, language);
    await userEvent.click(await screen.findByRole('button', { name: t.openFor('BTCUSDT') }));
    expect(await screen.findByText(t.costsLast)).toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.getByText(t.acknowledge)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: t.confirm }));
    await waitFor(() => expect(server.sent('POST /api/sessions')).toHaveLength(1));
    expect(server.sent('PUT /api/account')).toHaveLength(0);
  });

  it('leads to the credits where none is left', async () => {
    signedIn({ credits: 0 });
    show(<OpenSession symbol="BTCUSDT" />, language);
    await userEvent.click(await screen.findByRole('button', { name: t.openFor('BTCUSDT') }));
    expect(await screen.findByText(t.none)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: t.buy })).toHaveAttribute('href', '/packs');
  });

  it('goes on with the one there is', async () => {
    signedIn({ active: [session()] });
    show(<OpenSession symbol="BTCUSDT" />, language);
    expect(await screen.findByRole('link', { name: t.goOn })).toHaveAttribute('href', '/s/ses_1');
  });

  it('asks nobody in to sign in', async () => {
    server.on('GET /api/account', () => ({ status: 401, code: 'not_signed_in', title: '', detail: '' }));
    show(<OpenSession symbol="BTCUSDT" />, language);
    expect(await screen.findByRole('link', { name: t.signIn })).toHaveAttribute('href', '/sign-in');
  });
});

it('a session that could not be opened is asked for again under the same key', async () => {
  signedIn({ notice: noticeVersion });
  let tries = 0;
  server.on('POST /api/sessions', () => {
    if (tries++ === 0) throw new TypeError('network error');
    return { id: 'ses_9', symbol: 'BTCUSDT', created: '', expires: '', tokenLimit: 1, firstTurn: 'trn_9' };
  });
  show(<OpenSession symbol="BTCUSDT" />, 'es');
  await userEvent.click(await screen.findByRole('button', { name: strings.es.openFor('BTCUSDT') }));
  await userEvent.click(await screen.findByRole('button', { name: strings.es.confirm }));
  await screen.findByRole('alert');
  await userEvent.click(screen.getByRole('button', { name: strings.es.confirm }));
  await waitFor(() => expect(server.sent('POST /api/sessions')).toHaveLength(2));
  const [first, second] = server.sent('POST /api/sessions').map((a) => a.headers.get('Idempotency-Key'));
  expect(first).toBe(second);
});

describe.each(both)('the history in %s', (language) => {
  const t = strings[language];
  const symbols = ['BTCUSDT', 'ETHUSDT'];

  it('lists sessions with how they stand', async () => {
    server.on('GET /api/sessions', () => ({
      sessions: [session(), session({ id: 'ses_2', symbol: 'ETHUSDT', status: 'completed' })],
    }));
    show(<History symbols={symbols} />, language);
    const links = await screen.findAllByRole('link');
    expect(links.map((l) => l.getAttribute('href'))).toEqual(['/s/ses_1', '/s/ses_2']);
    expect(links[0]).toHaveTextContent(t.statuses.active!);
    expect(links[1]).toHaveTextContent(t.statuses.completed!);
  });

  it('is searched by text, symbol and state, and keeps that in the address', async () => {
    server.on('GET /api/sessions', () => ({ sessions: [session()] }));
    const { router } = show(<History symbols={symbols} />, language);
    await userEvent.type(await screen.findByRole('searchbox', { name: t.search }), 'spring');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: t.symbol }), 'ETHUSDT');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: t.status }), 'expired');
    await waitFor(() => expect(router.state.location.search).toBe('?symbol=ETHUSDT&status=expired&q=spring'));
    await waitFor(() =>
      expect(server.asked.at(-1)!.path).toBe(
        '/api/sessions?take=20&search=spring&symbol=ETHUSDT&status=expired',
      ),
    );
  });

  it('says that there is nothing yet, and what to do', async () => {
    server.on('GET /api/sessions', () => ({ sessions: [] }));
    show(<History symbols={symbols} />, language);
    expect(await screen.findByText(t.empty)).toBeVisible();
    expect(screen.getByRole('link', { name: t.emptyAction })).toHaveAttribute('href', '/');
  });

  it('that matches nothing can be searched anew', async () => {
    server.on('GET /api/sessions', ({ path }) => ({ sessions: path.includes('search') ? [] : [session()] }));
    show(<History symbols={symbols} />, language, '/history?q=nada');
    expect(await screen.findByText(t.noMatch)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: t.clear }));
    expect(await screen.findByRole('link')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('goes on behind an empty page of a search', async () => {
    server.on('GET /api/sessions', ({ path }) =>
      path.includes('before=') ? { sessions: [session()] } : { sessions: [], next: 'ses_0' },
    );
    show(<History symbols={symbols} />, language, '/history?q=raro');
    await userEvent.click(await screen.findByRole('button', { name: t.lookOn }));
    expect(await screen.findByRole('link')).toHaveAttribute('href', '/s/ses_1');
  });

  it('that is refused says why, and can be asked for again', async () => {
    server.on('GET /api/sessions', () => ({
      status: 400,
      code: 'invalid_field',
      title: 'Nope',
      detail: 'x',
    }));
    show(<History symbols={symbols} />, language);
    expect(await screen.findByRole('alert')).toHaveTextContent('Nope');
  });
});

describe.each(both)('a session in %s', (language) => {
  const t = strings[language];

  it('is ended by choice, with what is lost by it said before', async () => {
    server.on('GET /api/sessions/ses_1', () => ({ session: session(), turns: [], models: [] }));
    server.on('POST /api/sessions/ses_1/close', () => session({ status: 'completed' }));
    show(<SessionHeader session="ses_1" isPage />, language);
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('BTCUSDT');
    await userEvent.click(screen.getByRole('button', { name: t.end }));
    const dialog = await screen.findByRole('dialog', { name: t.endTitle });
    expect(dialog).toHaveTextContent(t.endDetail(language === 'es' ? '56.900' : '56,900'));
    await userEvent.click(screen.getByRole('button', { name: t.endConfirm }));
    await waitFor(() => expect(server.sent('POST /api/sessions/ses_1/close')).toHaveLength(1));
  });

  it('that has ended tells what was asked and starts another', async () => {
    signedIn();
    const turns = [
      turn({}),
      turn({ id: 'trn_2', question: 'Vieja' }),
      turn({ id: 'trn_3', question: 'Nueva', replaces: 'trn_2' }),
    ];
    server.on('GET /api/sessions/ses_1', () => ({
      session: session({ status: 'completed' }),
      turns,
      models: [],
    }));
    show(<SessionEnd session="ses_1" />, language);
    expect(await screen.findByRole('heading', { name: t.ended.completed })).toBeVisible();
    expect((await screen.findAllByRole('listitem')).map((l) => l.textContent)).toEqual([
      t.firstAnalysis,
      'Nueva',
    ]);
    expect(await screen.findByRole('button', { name: t.another })).toBeVisible();
    expect(screen.getByRole('button', { name: t.download })).toBeVisible();
  });
});

it('a transcript says who wrote it, and keeps the answers below their questions', () => {
  const words = {
    title: 'Sesión',
    opened: 'Abierta: hoy',
    firstAnalysis: 'Primer análisis',
    question: 'Pregunta',
    notice: 'IA',
  };
  const turns = [
    turn({}),
    turn({ id: 'trn_2', question: 'a\n# b', answer: '' }),
    turn({ id: 'trn_3', question: '¿Y?' }),
  ];
  expect(transcriptOf({ session: session(), turns, models: [] }, words, (m) => `por ${m}`)).toBe(
    '# Sesión\n\nAbierta: hoy\n\n> IA\n\n## Primer análisis\n\n### Situación\n\nTexto.\n\n_por built-in_\n\n## Pregunta: ¿Y?\n\n### Situación\n\nTexto.\n\n_por built-in_\n',
  );
});
