import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { words } from '../../shared/account/words';
import { formatFor } from '../../shared/language/format';
import { show } from '../../shared/test/render';
import { standIn } from '../../shared/test/server';
import { Actions } from './Actions';
import { Earnings } from './Earnings';
import { Inbox } from './Inbox';
import { OnePerson } from './OnePerson';
import { Operators } from './Operators';
import type { Economics, Operation, Sale } from './operatorsApi';
import { People } from './People';
import { Refunds } from './Refunds';
import { Sales } from './Sales';
import { Service } from './Service';
import { strings } from './strings';

const server = standIn();
const t = strings.en;
const w = words.en;
const format = formatFor('en', 'UTC');
const person = {
  id: 'usr_1',
  email: 'ana@example.com',
  created: '2026-11-01T00:00:00Z',
  language: 'en',
  isConfirmed: true,
  isOperator: false,
};
const sale: Sale = {
  person: 'usr_1',
  email: 'ana@example.com',
  purchase: {
    id: 'pur_1',
    pack: 'trader',
    sessions: 12,
    price: 1000,
    total: 1000,
    tax: 0,
    currency: 'usd',
    state: 'paid',
    dispute: 'none',
    created: '2026-11-23T10:00:00Z',
    paid: '2026-11-23T10:01:00Z',
    refundable: { sessions: 6, amount: 500 },
    refunds: [
      { id: 'ref_1', sessions: 3, amount: 250, state: 'paid', created: '2026-11-24T10:00:00Z' },
      { id: 'ref_2', sessions: 3, amount: 200, state: 'failed', created: '2026-11-24T11:00:00Z' },
    ],
  } as unknown as Sale['purchase'],
};
const me = (changes: object = {}) =>
  server.on('GET /api/account', () => ({ ...person, id: 'usr_0', isOperator: true, ...changes }));
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

beforeEach(() => me());

describe('the pages of operators', () => {
  it('say to everybody else whose they are, and ask for nothing', async () => {
    me({ isOperator: false });
    show(<Operators>inside</Operators>, 'en', '/operators');
    expect(await screen.findByText(t.notOperator)).toBeInTheDocument();
    expect(screen.queryByText('inside')).not.toBeInTheDocument();
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
  });
});

describe('the service', () => {
  const now: Operation = {
    audit: { at: '2026-11-23T10:00:00Z', entries: 1234, broken: [] },
    health: [{ name: 'database', status: 'ok', detail: null }],
    markets: [
      { symbol: 'BTCUSDT', isLive: true },
      { symbol: 'ETHUSDT', isLive: false },
    ],
    noModelSince: null,
    mails: { waiting: 2, oldestWaiting: null, givenUpCount: 0, givenUp: [] },
    jobs: [{ name: 'Audit', state: 'waiting', last: null, next: '2026-11-23T11:00:00Z' }],
  } as unknown as Operation;

  it('says what is broken, with cases', async () => {
    server.on('GET /api/operators/status', () => ({
      ...now,
      audit: { ...now.audit, broken: [{ name: 'sums_to_zero', count: 3, samples: ['entry 7'] }] },
    }));
    server.on('GET /api/operators/money', () => ({ accounts: [] }));
    show(<Service />, 'en');
    const alarm = await screen.findByRole('alert');
    expect(alarm).toHaveTextContent('sums_to_zero');
    expect(alarm).toHaveTextContent('entry 7');
    expect(await screen.findByText(t.noMoney)).toBeInTheDocument();
    expect(screen.getByText(t.marketsBehind('ETHUSDT'))).toBeInTheDocument();
    expect(screen.getByText(t.never)).toBeInTheDocument();
  });

  it('says that everything adds up, and what each account has', async () => {
    server.on('GET /api/operators/status', () => now);
    server.on('GET /api/operators/money', () => ({
      accounts: [{ account: 'processor', currency: 'usd', amount: 12345 }],
    }));
    show(<Service />, 'en');
    expect(
      await screen.findByText(t.auditFine(format.whole(1234), format.moment('2026-11-23T10:00:00Z'))),
    ).toBeInTheDocument();
    const row = (await screen.findByText(t.accounts.processor)).closest('tr')!;
    expect(row).toHaveTextContent('$123.45');
  });
});

describe('what packs earn', () => {
  const earned: Economics = {
    from: '2026-10-24T00:00:00Z',
    to: '2026-11-23T00:00:00Z',
    floorPercent: 55,
    cardFee: { basisPoints: 290, fixed: 30 },
    packs: [
      {
        name: 'starter',
        currency: 'usd',
        price: 500,
        sessions: 5,
        sold: 2,
        sessionsSold: 10,
        gross: 1000,
        discounts: 0,
        refunded: 0,
        fees: 90,
        ended: 4,
        used: 3,
        modelCostMicroUsd: 450_000,
        perSession: {
          gross: 1_000_000,
          fee: 90_000,
          cost: 500_000,
          largestCost: 510_000,
          marginPercent: 41,
        },
        marginAtCeilingPercent: 74.5,
        isBelowFloor: true,
      },
    ],
  };

  it('raises the alarm in words, and asks anew for another time', async () => {
    server.on('GET /api/operators/economics', () => earned);
    const { router } = show(<Earnings />, 'en', '/operators/economics');
    expect(await screen.findByRole('alert')).toHaveTextContent(t.alarms('starter', '55%'));
    const row = screen.getByRole('rowheader', { name: /starter/ }).closest('tr')!;
    for (const figure of ['$10.00', '3 / 10', '$0.500', '41.0%', '74.5%'])
      expect(row).toHaveTextContent(figure);
    await userEvent.selectOptions(screen.getByLabelText(t.period), '7');
    await waitFor(() => expect(server.sent('GET /api/operators/economics?days=7')).toHaveLength(1));
    expect(router.state.location.search).toBe('?days=7');
  });

  it('says that no session was used where none was', async () => {
    server.on('GET /api/operators/economics', () => ({
      ...earned,
      packs: [{ ...earned.packs[0], used: 0, perSession: null, isBelowFloor: false }],
    }));
    show(<Earnings />, 'en');
    expect(await screen.findByText(t.noneUsed)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('people', () => {
  it('are found by what is typed, which stands in the address', async () => {
    server.on('GET /api/operators/people', () => ({ people: [], next: null }));
    server.on('GET /api/operators/people?take=20&search=ana', () => ({ people: [person], next: null }));
    const { router } = show(<People />, 'en', '/operators/people');
    expect(await screen.findByText(t.noPeople)).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox', { name: t.find }), ' ana ');
    expect(await screen.findByRole('link', { name: person.email })).toHaveAttribute(
      'href',
      '/operators/people/usr_1',
    );
    expect(router.state.location.search).toBe('?q=ana');
  });

  it('are told as unknown when there is no account, and the way back is there', async () => {
    server.on('GET /api/operators/people/usr_9', () => ({ status: 404, code: 'unknown_person' }));
    show(<OnePerson id="usr_9" />, 'en');
    expect(await screen.findByText(t.unknownPerson)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: t.backToPeople })).toBeInTheDocument();
  });

  it('get sessions with a reason, once however often it is sent', async () => {
    stand();
    let tries = 0;
    server.on('POST /api/credits/grants', () =>
      ++tries === 1 ? { status: 503, code: 'unavailable', title: 'Away' } : {},
    );
    show(<OnePerson id="usr_1" />, 'en');
    await press(t.give);
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.clear(dialog.getByLabelText(t.howMany));
    await userEvent.type(dialog.getByLabelText(t.howMany), '101');
    await userEvent.click(dialog.getByRole('button', { name: t.giveDo }));
    expect(dialog.getByText(t.howManyWrong)).toBeInTheDocument();
    expect(dialog.getByText(t.reasonMissing)).toBeInTheDocument();
    expect(tries).toBe(0);
    await userEvent.clear(dialog.getByLabelText(t.howMany));
    await userEvent.type(dialog.getByLabelText(t.howMany), '2');
    await userEvent.type(dialog.getByLabelText(t.reason), '  an apology ');
    await userEvent.click(dialog.getByRole('button', { name: t.giveDo }));
    expect(await dialog.findByText('Away')).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: t.giveDo }));
    expect(await screen.findByText(t.given(2, '2'))).toBeInTheDocument();
    const bodies = server.sent('POST /api/credits/grants').map((a) => a.body as Record<string, unknown>);
    expect(bodies[0]).toMatchObject({ person: 'usr_1', credits: 2, reason: 'an apology' });
    expect(bodies[1]).toEqual(bodies[0]);
  });

  it('get and lose the role behind a question, and nobody their own', async () => {
    stand();
    server.on('PUT /api/operators', () => ({}));
    const { unmount } = show(<OnePerson id="usr_1" />, 'en');
    await press(t.makeOperator);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(t.makeOperatorWhat(person.email))).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: t.makeOperator }));
    await waitFor(() =>
      expect(server.sent('PUT /api/operators').map((a) => a.body)).toEqual([
        { person: 'usr_1', isOperator: true },
      ]),
    );
    unmount();
    me({ id: 'usr_1' });
    stand({ isOperator: true });
    show(<OnePerson id="usr_1" />, 'en');
    await screen.findByText(new RegExp(t.operator));
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: t.takeOperator })).not.toBeInTheDocument(),
    );
  });

  function stand(changes: object = {}) {
    server.on('GET /api/operators/people/usr_1', () => ({ ...person, ...changes }));
    server.on('GET /api/operators/people/usr_1/credits', () => ({ credits: 0, owed: 2, lots: [] }));
    server.on('GET /api/operators/people/usr_1/statement', () => ({
      lines: [{ at: '2026-11-23T10:00:00Z', kind: 'Owe', unit: 'credits', change: -2, session: null }],
      next: null,
    }));
    server.on('GET /api/operators/purchases', () => ({ sales: [], next: null }));
  }
});

describe('purchases and refunds', () => {
  it('are given back with a reason; what failed was not given back', async () => {
    server.on('GET /api/operators/purchases', () => ({ sales: [sale], next: null }));
    server.on('POST /api/operators/purchases/pur_1/refund', () => sale.purchase);
    show(<Sales />, 'en', '/operators/purchases');
    const row = (await screen.findByText('pur_1')).closest('tr')!;
    expect(row).toHaveTextContent('$2.50');
    expect(row).toHaveTextContent(w.purchases.paid);
    await press(t.refund('$5.00'));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(t.refundWhat(6, '6', '$5.00', person.email))).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: t.refundDo }));
    expect(server.sent('POST /api/operators/purchases/pur_1/refund')).toHaveLength(0);
    await userEvent.type(dialog.getByLabelText(t.reason), 'bought twice');
    await userEvent.click(dialog.getByRole('button', { name: t.refundDo }));
    await waitFor(() =>
      expect(server.sent('POST /api/operators/purchases/pur_1/refund').map((a) => a.body)).toEqual([
        { reason: 'bought twice' },
      ]),
    );
  });

  it('are looked for by state, which stands in the address', async () => {
    server.on('GET /api/operators/refunds', () => ({ refunds: [], next: null }));
    const { router } = show(<Refunds />, 'en', '/operators/refunds?state=nonsense');
    expect(await screen.findByText(t.noRefunds)).toBeInTheDocument();
    expect(server.sent('GET /api/operators/refunds?take=20')).toHaveLength(1);
    await userEvent.selectOptions(screen.getByLabelText(t.state), 'failed');
    await waitFor(() =>
      expect(server.sent('GET /api/operators/refunds?take=20&state=failed')).toHaveLength(1),
    );
    expect(router.state.location.search).toBe('?state=failed');
  });
});

describe('events', () => {
  it('are handled again by a button each, and a refusal is told', async () => {
    server.on('GET /api/operators/events', () => ({
      events: [
        {
          id: 'evt_1',
          type: 'checkout.session.completed',
          about: 'cs_1',
          state: 'givenUp',
          outcome: 'Stripe did not answer',
          tries: 40,
          received: '2026-11-23T10:00:00Z',
          due: null,
        },
      ],
      next: null,
    }));
    server.on('POST /api/operators/events/evt_1/redeliver', () => ({
      status: 404,
      code: 'unknown_event',
      title: 'No such event',
    }));
    show(<Inbox />, 'en');
    expect((await screen.findByText('evt_1')).closest('tr')).toHaveTextContent(t.eventStates.givenUp);
    await press(t.againOf('evt_1'));
    expect(await screen.findByText('No such event')).toBeInTheDocument();
  });
});

describe('the log', () => {
  it('goes on where it ended', async () => {
    const action = (target: string) => ({
      at: '2026-11-23T10:00:00Z',
      operator: null,
      kind: 'refunded',
      target,
      detail: 'bought twice',
    });
    server.on('GET /api/operators/actions?take=20', () => ({ actions: [action('pur_2')], next: 'act_2' }));
    server.on('GET /api/operators/actions?take=20&before=act_2', () => ({
      actions: [action('pur_1')],
      next: null,
    }));
    show(<Actions />, 'en');
    expect(await screen.findByText('pur_2')).toBeInTheDocument();
    await press(t.more);
    expect(await screen.findByText('pur_1')).toBeInTheDocument();
    expect(screen.getAllByText(t.gone)).toHaveLength(2);
    expect(screen.queryByRole('button', { name: t.more })).not.toBeInTheDocument();
  });

  it('says why it cannot be read, and is asked for anew', async () => {
    let isBack = false;
    server.on('GET /api/operators/actions', () =>
      isBack ? { actions: [], next: null } : { status: 503, code: 'unavailable', title: 'Away' },
    );
    show(<Actions />, 'en');
    expect(await screen.findByText('Away')).toBeInTheDocument();
    isBack = true;
    await press(/again/i);
    expect(await screen.findByText(t.noActions)).toBeInTheDocument();
  });
});
