import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatFor } from '../../shared/language/format';
import { show } from '../../shared/test/render';
import { standIn } from '../../shared/test/server';
import { packFor, type Purchase } from './billingApi';
import { Cancel } from './Cancel';
import { LowBalance } from './LowBalance';
import { Packs } from './Packs';
import { Purchases } from './Purchases';
import { strings } from './strings';
import { Success } from './Success';
import { Withdraw } from './Withdraw';

const server = standIn();
const t = strings.en;
const packs = [
  { name: 'starter', sessions: 5, price: 500, currency: 'usd' },
  { name: 'trader', sessions: 12, price: 1000, currency: 'usd' },
];
const offer = {
  isOpen: true,
  isTest: true,
  packs,
  consent: 'I ask to begin at once.',
  consentVersion: '2026-11',
  refundDays: 60,
  sessionHours: 24,
  sessionTokens: 100_000,
  taxIsAdded: false,
  seller: '',
};
const bought = (changes: Partial<Purchase> = {}): Purchase => ({
  id: 'pur_1',
  pack: 'trader',
  sessions: 12,
  price: 1000,
  total: 1210,
  tax: 210,
  currency: 'usd',
  state: 'paid',
  dispute: 'none',
  created: '2026-11-23T10:00:00Z',
  paid: '2026-11-23T10:01:00Z',
  receiptUrl: 'https://pay.example/receipt',
  refundable: null,
  refunds: [],
  ...changes,
});
const signIn = () =>
  server.on('GET /api/account', () => ({
    id: 'usr_1',
    email: 'ana@example.com',
    language: 'en',
    timeZone: 'UTC',
  }));
const credits = (left: number, had: number) =>
  server.on('GET /api/credits', () => ({
    credits: left,
    owed: 0,
    lots: [{ id: 'l', source: 'Purchase', credits: had, remaining: left, granted: '2026-11-01T00:00:00Z' }],
  }));

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

describe('the packs', () => {
  const assign = vi.fn();
  const real = window.location;
  beforeEach(() => {
    assign.mockReset();
    Object.defineProperty(window, 'location', {
      configurable: true,
      value: { ...real, origin: real.origin, href: real.href, assign },
    });
  });
  afterEach(() => Object.defineProperty(window, 'location', { configurable: true, value: real }));

  it('say what a session costs and lead to the pay page once the buyer has agreed', async () => {
    signIn();
    server.on('GET /api/packs', () => offer);
    server.on('POST /api/purchases', () => bought({ state: 'open', url: 'http://pay.example/c/1' }));
    show(<Packs />, 'en', '/packs');
    const user = userEvent.setup();
    const pay = await screen.findByRole('button', { name: 'Pay $10.00' });
    expect(screen.getByText('$0.83')).toBeInTheDocument();
    await waitFor(() => expect(pay).toBeEnabled());

    await user.click(pay);
    expect(await screen.findByText(t.consentMissing)).toBeInTheDocument();
    expect(screen.getByRole('checkbox')).toHaveFocus();
    expect(server.sent('POST /api/purchases')).toHaveLength(0);

    await user.click(screen.getByRole('checkbox', { name: /I ask to begin at once/ }));
    await user.dblClick(pay);
    await waitFor(() => expect(assign).toHaveBeenCalledWith('http://pay.example/c/1'));
    const sent = server.sent('POST /api/purchases');
    expect(new Set(sent.map((s) => s.headers.get('Idempotency-Key'))).size).toBe(1);
    expect(sent[0]!.body).toEqual({ pack: 'trader', startsNow: true });
  });

  it('begin another purchase where the one before is over', async () => {
    signIn();
    server.on('GET /api/packs', () => offer);
    sessionStorage.setItem('buy starter', 'an-old-key');
    server.on('POST /api/purchases', ({ headers }) =>
      headers.get('Idempotency-Key') === 'an-old-key'
        ? { status: 409, code: 'purchase_over', title: 'Over', detail: '' }
        : bought({ state: 'open', url: 'http://pay.example/c/2' }),
    );
    show(<Packs />, 'en', '/packs');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('checkbox'));
    await user.click(screen.getByRole('button', { name: 'Pay $5.00' }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith('http://pay.example/c/2'));
    expect(sessionStorage.getItem('buy starter')).not.toBe('an-old-key');
  });

  it('say what is wrong when there is no pay page', async () => {
    signIn();
    server.on('GET /api/packs', () => offer);
    server.on('POST /api/purchases', () => ({
      status: 503,
      code: 'payments_unavailable',
      title: 'The payment provider does not answer.',
      detail: 'Nothing was charged.',
    }));
    show(<Packs />, 'en', '/packs');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('checkbox'));
    await user.click(screen.getByRole('button', { name: 'Pay $5.00' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The payment provider does not answer.');
    expect(assign).not.toHaveBeenCalled();
  });

  it('are for sale to who signs in, and nothing is sold where nobody has set it up', async () => {
    server.on('GET /api/account', () => ({ status: 401, code: 'not_signed_in', title: '', detail: '' }));
    server.on('GET /api/packs', () => offer);
    const { unmount } = show(<Packs />, 'en', '/packs');
    const links = await screen.findAllByRole('link', { name: t.signInToBuy });
    expect(links[0]).toHaveAttribute('href', '/sign-in?next=%2Fpacks');
    unmount();
    server.on('GET /api/packs', () => ({ ...offer, isOpen: false }));
    show(<Packs />, 'en', '/packs');
    expect(await screen.findByText(t.closedPacks)).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: t.signInToBuy })).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('mark the smallest that covers what was used, and no other', async () => {
    signIn();
    server.on('GET /api/packs', () => ({ ...offer, opened30Days: 6 }));
    show(<Packs />, 'en', '/packs');
    const card = (await screen.findByText(t.fits)).closest('li')!;
    expect(within(card).getByRole('heading', { name: 'Trader' })).toBeInTheDocument();
    expect(within(card).getByText(t.fitsWhy(6, '6'))).toBeInTheDocument();
    expect(packFor(packs, 5)).toBe('starter');
    expect(packFor(packs, 500)).toBeNull();
    expect(packFor(packs, 0)).toBeNull();
    expect(packFor(packs, undefined)).toBeNull();
  });
});

describe('the way back from the pay page', () => {
  it('looks until the payment is decided, then says what there is', async () => {
    credits(13, 13);
    const answers = [bought({ state: 'processing' }), bought()];
    server.on('POST /api/purchases/cs_1/check', () => answers.shift() ?? bought());
    show(<Success />, 'en', '/success?session_id=cs_1');
    expect(await screen.findByText(t.onItsWay)).toBeInTheDocument();
    expect(await screen.findByText(t.added(12, '12'), {}, { timeout: 5_000 })).toBeInTheDocument();
    expect(await screen.findByText(t.nowLeft(13, '13'))).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Receipt/ })).toHaveAttribute(
      'href',
      'https://pay.example/receipt',
    );
  });

  it.each([
    ['failed', t.failed],
    ['expired', t.expired],
    ['refused', t.refused],
  ] as const)('says that it %s', async (state, text) => {
    server.on('POST /api/purchases/cs_1/check', () => bought({ state }));
    show(<Success />, 'en', '/success?session_id=cs_1');
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.queryByText(t.added(12, '12'))).toBeNull();
  });

  it('says when there is no payment to look at', async () => {
    const { unmount } = show(<Success />, 'en', '/success');
    expect(await screen.findByText(t.noSession)).toBeInTheDocument();
    unmount();
    show(<Success />, 'en', '/success?session_id=cs_of_another');
    expect(await screen.findByText(t.unknownSession)).toBeInTheDocument();
  });

  it('leads on to the page that was left, where it can still be paid', async () => {
    signIn();
    server.on('GET /api/purchases', () => ({
      purchases: [bought(), bought({ id: 'pur_2', state: 'open', url: 'http://pay.example/c/2' })],
    }));
    show(<Cancel />, 'en', '/cancel');
    expect(screen.getByText(t.cancelled)).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: t.goOnPaying('Trader', '$10.00') })).toHaveAttribute(
      'href',
      'http://pay.example/c/2',
    );
  });
});

describe('what was bought', () => {
  it('is given back after it was said what that does', async () => {
    let isBack = false;
    server.on('GET /api/purchases', () => ({
      purchases: [
        isBack
          ? bought({
              refunds: [
                { id: 'rfn_1', sessions: 7, amount: 705, state: 'paid', created: '2026-11-23T11:00:00Z' },
              ],
            })
          : bought({ refundable: { sessions: 7, amount: 705 } }),
      ],
    }));
    server.on('POST /api/purchases/pur_1/refund', () => {
      isBack = true;
      return bought();
    });
    show(<Purchases />, 'en');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: t.giveBack(7, '7', '$7.05') }));
    const dialog = await screen.findByRole('dialog', { name: t.giveBackTitle });
    expect(dialog).toHaveTextContent(t.giveBackWhat(7, '7', '$7.05'));
    expect(server.sent('POST /api/purchases/pur_1/refund')).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: t.giveBackDo }));
    expect(await screen.findByText(/\$7\.05 given back\./)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Give back/ })).toBeNull();
  });

  it('stays where it cannot be given back, and it is said why', async () => {
    server.on('GET /api/purchases', () => ({
      purchases: [bought({ refundable: { sessions: 1, amount: 100 } })],
    }));
    server.on('POST /api/purchases/pur_1/refund', () => ({
      status: 409,
      code: 'nothing_to_refund',
      title: 'No unused session is left of this purchase.',
      detail: '',
    }));
    show(<Purchases />, 'en');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: t.giveBack(1, '1', '$1.00') }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: t.giveBackDo }));
    expect(await screen.findByText('No unused session is left of this purchase.')).toBeInTheDocument();
  });

  it('shows how a dispute and a failed refund stand, in both languages', async () => {
    server.on('GET /api/purchases', () => ({
      purchases: [
        bought({
          dispute: 'open',
          refunds: [{ id: 'r', sessions: 1, amount: 100, state: 'failed', created: '2026-11-23T11:00:00Z' }],
        }),
      ],
    }));
    for (const language of ['es', 'en'] as const) {
      const { unmount } = show(<Purchases />, language);
      const money = formatFor(language, 'UTC').money;
      expect(await screen.findByText(strings[language].disputes.open!)).toBeInTheDocument();
      const text = strings[language].refunds.failed(money(100, 'usd')).replace(/\s/g, ' ');
      expect(screen.getByText((content) => content.endsWith(text))).toBeInTheDocument();
      unmount();
    }
  });

  it('is one sentence and the way to the packs where there is nothing', async () => {
    server.on('GET /api/purchases', () => ({ purchases: [] }));
    show(<Purchases />, 'en');
    expect(await screen.findByText(t.noPurchases)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: t.buy })).toHaveAttribute('href', '/packs');
  });
});

describe('the withdrawal', () => {
  const fill = async () => {
    const user = userEvent.setup();
    await user.type(screen.getByLabelText(t.name), 'Ana');
    await user.type(screen.getByLabelText(t.email), 'ana@example.com');
    await user.click(screen.getByRole('button', { name: t.withdrawDo }));
  };

  it('is confirmed with the moment and what comes back', async () => {
    server.on('POST /api/withdrawals', () => ({
      received: '2026-11-23T10:00:07Z',
      sessions: 12,
      amount: 1210,
      currency: 'usd',
    }));
    show(<Withdraw />, 'en', '/withdraw?order=pur_1');
    expect(screen.getByLabelText(t.orderNumber)).toHaveValue('pur_1');
    await fill();
    expect(await screen.findByRole('heading', { name: t.withdrawn })).toHaveFocus();
    expect(screen.getByText(t.withdrawnWhat('12', '$12.10'))).toBeInTheDocument();
    expect(screen.getByText(/10:00:07/)).toBeInTheDocument();
    expect(server.sent('POST /api/withdrawals')[0]!.body).toEqual({
      name: 'Ana',
      email: 'ana@example.com',
      order: 'pur_1',
    });
  });

  it('says which order it does not find and keeps what was written', async () => {
    server.on('POST /api/withdrawals', () => ({
      status: 404,
      code: 'unknown_order',
      title: 'There is no such order of this address.',
      detail: 'Copy both from the mail.',
    }));
    show(<Withdraw />, 'en', '/withdraw?order=pur_9');
    await fill();
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no such order of this address.');
    expect(screen.getByLabelText(t.name)).toHaveValue('Ana');
  });
});

describe('the word about the last session', () => {
  it('is said once to who has used some, where somebody looks around', async () => {
    signIn();
    credits(1, 6);
    const { unmount } = show(<LowBalance />, 'en', '/');
    expect(await screen.findByText(t.low(1))).toBeInTheDocument();
    await userEvent.setup().click(screen.getByRole('button', { name: t.dismiss }));
    expect(screen.queryByText(t.low(1))).toBeNull();
    unmount();
    const again = show(<LowBalance />, 'en', '/');
    await waitFor(() => expect(again.client.getQueryData(['credits'])).toBeTruthy());
    expect(screen.queryByText(t.low(1))).toBeNull();
  });

  it.each([
    ['who has just come and has the free one', 1, 1, '/'],
    ['who has more', 2, 6, '/'],
    ['who is at work', 0, 6, '/s/ses_1'],
    ['who is buying', 0, 6, '/packs'],
  ])('is not said to %s', async (_, left, had, path) => {
    signIn();
    credits(left, had);
    const { client } = show(<LowBalance />, 'en', path);
    await waitFor(() => expect(client.getQueryData(['credits'])).toBeTruthy());
    expect(screen.queryByText(t.low(left))).toBeNull();
  });
});
