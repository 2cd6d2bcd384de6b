import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../shared/test/render';
import { standIn } from '../../shared/test/server';
import { Backtests } from './Backtests';
import type { Answer, Figures, Item } from './backtestsApi';
import { OneBacktest } from './OneBacktest';
import { strings } from './strings';

const server = standIn();
const t = strings.en;

const item = (changes: Partial<Item> = {}): Item => ({
  id: 'bkt_1',
  kind: 'backtest',
  state: 'done',
  name: 'ema-cross',
  symbols: ['BTCUSDT'],
  timeframe: '1h',
  from: null,
  to: '2026-07-11T12:00:00Z',
  done: 1,
  points: 1,
  failure: null,
  created: '2026-11-23T10:00:00Z',
  ended: '2026-11-23T10:00:01Z',
  expires: '2026-12-23T10:00:01Z',
  ...changes,
});
const figures: Figures = {
  candles: 1000,
  trades: 3,
  return: -0.12,
  cagr: null,
  volatility: 0.5,
  sharpe: -0.31,
  sortino: -0.4,
  calmar: null,
  drawdownDepth: 0.2,
  drawdownCandles: 400,
  exposure: 0.9,
  winRate: 1 / 3,
  profitFactor: 0.8,
  expectancy: -4,
  expectancyR: null,
  sqn: -0.5,
  kelly: -0.1,
  fees: 12.5,
  buyAndHold: 0.3,
};
const answer = (changes: Partial<Answer> = {}): Answer => ({
  backtest: item(),
  strategy: { name: 'ema-cross' } as Answer['strategy'],
  assumptions: {
    initialEquity: 10000,
    feeShare: 0.001,
    slippageShare: 0.0005,
    sizeUnit: 'equityShare' as Answer['assumptions']['sizeUnit'],
    size: 1,
    positions: 1,
    greatestLeverage: 1,
  },
  notice: { en: 'Not future ones.', es: 'No son futuros.' },
  parameters: null,
  grid: null,
  result: {
    source: 'simulated',
    isSimulated: true,
    first: '2025-01-01T00:00:00Z',
    last: '2026-07-11T12:00:00Z',
    missingCandles: 2,
    hasFiner: false,
    figures,
    equity: { time: [1_735_693_200, 1_740_000_000, 1_752_000_000], value: [10000, 11000, 8800] },
    price: { time: [1_735_693_200, 1_740_000_000, 1_752_000_000], value: [64000, 68000, 61000] },
    trades: [
      {
        side: 'bullish',
        entered: 1_740_000_000,
        left: 1_740_003_600,
        entryPrice: 67000.123,
        exitPrice: 66000,
        quantity: 0.1,
        stop: null,
        fees: 4,
        profit: -104,
        r: null,
        reason: 'stop',
      },
    ],
    droppedOrders: 0,
  },
  sweep: null,
  ...changes,
});

beforeEach(() => {
  server.on('GET /api/backtests/library', () => [
    {
      name: 'ema-cross',
      about: { en: 'Turns with two means.', es: 'Gira con dos medias.' },
      strategy: { name: 'ema-cross', parameters: { fast: 12, slow: 26 } },
    },
    {
      name: 'sos-lps',
      about: { en: 'After strength.', es: 'Tras fuerza.' },
      strategy: { name: 'sos-lps' },
    },
  ]);
  server.on('GET /api/markets', () => [{ symbol: 'BTCUSDT' }, { symbol: 'ETHUSDT' }]);
  server.on('GET /api/backtests', () => ({ backtests: [], next: null }));
});

describe('a new backtest', () => {
  it('is started once however often it is sent, and led to', async () => {
    let tries = 0;
    server.on('POST /api/backtests', () =>
      ++tries === 1 ? { status: 503, code: 'unavailable', title: 'Away' } : item({ id: 'bkt_7' }),
    );
    const { router } = show(<Backtests />, 'en', '/backtests?symbol=ETHUSDT&tf=4h');
    expect(await screen.findByText(t.noneYet)).toBeInTheDocument();
    expect(await screen.findByText('Turns with two means.')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(t.parameter('fast')), '10');
    await userEvent.click(screen.getByRole('button', { name: t.run }));
    expect(await screen.findByText('Away')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: t.run }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/backtests/bkt_7'));
    const sent = server.sent('POST /api/backtests');
    expect(sent.map((a) => a.body)).toEqual(
      Array(2).fill({
        symbols: ['ETHUSDT'],
        timeframe: '4h',
        strategy: 'ema-cross',
        parameters: { fast: 10 },
      }),
    );
    expect(new Set(sent.map((a) => a.headers.get('Idempotency-Key'))).size).toBe(1);
  });

  it('takes a rule of one’s own, and says where it is wrong', async () => {
    server.on('POST /api/backtests', () => ({
      status: 400,
      code: 'invalid_rule',
      title: 'The rule cannot be used.',
      detail: '$.entries[0].side: "up"; allowed: long, short',
    }));
    show(<Backtests />, 'en', '/backtests');
    await userEvent.click(await screen.findByRole('button', { name: t.ownRule }));
    const rule = screen.getByLabelText(t.rule);
    expect(rule).toHaveValue(
      JSON.stringify({ name: 'ema-cross', parameters: { fast: 12, slow: 26 } }, null, 2),
    );
    await userEvent.clear(rule);
    await userEvent.type(rule, '{{ nothing');
    await userEvent.click(screen.getByRole('button', { name: t.run }));
    expect(screen.getByText(t.mistakes.json)).toBeInTheDocument();
    expect(server.sent('POST /api/backtests')).toHaveLength(0);
    await userEvent.clear(rule);
    await userEvent.type(rule, '{{}');
    await userEvent.click(screen.getByRole('button', { name: t.run }));
    expect(await screen.findByText(/\$\.entries\[0\]\.side/)).toBeInTheDocument();
  });
});

describe('a backtest', () => {
  it('that was kept by an earlier version has no price to draw on', async () => {
    const found = answer();
    server.on('GET /api/backtests/bkt_1', () => ({ ...found, result: { ...found.result!, price: null } }));
    show(<OneBacktest id="bkt_1" />, 'en');
    expect(await screen.findByRole('img', { name: /10,000 to 8,800/ })).toBeInTheDocument();
    expect(screen.queryByText(t.onChart)).not.toBeInTheDocument();
  });

  it('tells equity, figures, trades and what is assumed, with the standing notice', async () => {
    server.on('GET /api/backtests/bkt_1', () => answer());
    show(<OneBacktest id="bkt_1" />, 'en');
    expect(await screen.findByRole('heading', { name: 'ema-cross: BTCUSDT' })).toBeInTheDocument();
    expect(screen.getByText(t.simulated)).toBeInTheDocument();
    expect(screen.getByRole('img', { name: /10,000 to 8,800/ })).toBeInTheDocument();
    expect(screen.getAllByText(new RegExp(t.fallsOf('20.0%'))).length).toBeGreaterThan(0);
    expect(
      screen.getByRole('img', { name: /between 61,000.00 and 68,000.00, with 1 trade: 0 with/ }),
    ).toBeInTheDocument();
    const fact = (name: string) => screen.getByText(name).nextElementSibling;
    expect(fact(t.return)).toHaveTextContent('-12.0%');
    expect(fact(t.winRate)).toHaveTextContent(t.shareOf('33.3%', '3'));
    expect(fact(t.cagr)).toHaveTextContent('–');
    const trade = within(screen.getByRole('group', { name: t.trades })).getAllByRole('row')[1]!;
    expect(trade).toHaveTextContent(t.reasons.stop);
    expect(within(trade).getByRole('link')).toHaveAttribute('href', '/m/BTCUSDT?tf=1h&at=1740007200000');
    expect(screen.getByText(t.lastTrades('1', '3'))).toBeInTheDocument();
    expect(screen.getByText('Not future ones.')).toBeInTheDocument();
  });

  it('shows how far it is, and ends when it is asked to', async () => {
    let state: Item['state'] = 'running';
    server.on('GET /api/backtests/bkt_1', () =>
      answer({ backtest: item({ kind: 'sweep', state, done: 3, points: 12, ended: null }), result: null }),
    );
    server.on('POST /api/backtests/bkt_1/cancel', () => {
      state = 'cancelled';
      return item({ state });
    });
    show(<OneBacktest id="bkt_1" />, 'en');
    expect(await screen.findByRole('progressbar', { name: t.advance('3', '12') })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: t.cancel }));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(t.states.cancelled));
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: t.remove })).toBeInTheDocument();
  });

  it('says why there is no result', async () => {
    server.on('GET /api/backtests/bkt_1', () =>
      answer({ backtest: item({ state: 'failed', failure: 'no_candles' }), result: null }),
    );
    show(<OneBacktest id="bkt_1" />, 'en');
    expect(await screen.findByRole('alert')).toHaveTextContent(t.failures.no_candles!);
  });

  it('says when there is none of that id', async () => {
    server.on('GET /api/backtests/bkt_9', () => ({ status: 404, code: 'not_found' }));
    show(<OneBacktest id="bkt_9" />, 'en');
    expect(await screen.findByText(t.unknown)).toBeInTheDocument();
  });

  it('is deleted by who says so', async () => {
    server.on('GET /api/backtests/bkt_1', () => answer());
    server.on('DELETE /api/backtests/bkt_1', () => ({}));
    const confirm = vi.spyOn(window, 'confirm').mockReturnValueOnce(false).mockReturnValue(true);
    const { router } = show(<OneBacktest id="bkt_1" />, 'en', '/backtests/bkt_1');
    await userEvent.click(await screen.findByRole('button', { name: t.remove }));
    expect(server.sent('DELETE /api/backtests/bkt_1')).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: t.remove }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/backtests'));
    confirm.mockRestore();
  });

  it('tells of a sweep first how much of the best is luck', async () => {
    server.on('GET /api/backtests/bkt_1', () =>
      answer({
        backtest: item({ kind: 'sweep', points: 2, done: 2 }),
        result: null,
        sweep: {
          points: [
            { symbol: 'BTCUSDT', parameters: { fast: 5 }, figures: { ...figures, sharpe: 0.5 } },
            { symbol: 'BTCUSDT', parameters: { fast: 9 }, figures: { ...figures, sharpe: 1.5 } },
          ],
          best: 1,
          expectedBestSharpe: 0.01,
          bestSharpe: 0.02,
          deflatedSharpe: 0.42,
          walkForward: [
            {
              symbol: 'BTCUSDT',
              part: 1,
              parameters: { fast: 9 },
              learnedSharpe: 0.02,
              sharpe: -0.01,
              return: -0.05,
            },
          ],
          walkForwardReturn: -0.05,
        },
      }),
    );
    show(<OneBacktest id="bkt_1" />, 'en');
    expect(await screen.findByText(t.luck('2', '42%'))).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: `${t.best}: BTCUSDT, fast 9` })).toBeInTheDocument();
    expect(screen.getByText(t.walkForwardWhat('-5.0%'))).toBeInTheDocument();
    const rows = within(screen.getByRole('group', { name: t.allPoints })).getAllByRole('row');
    expect(rows[1]).toHaveTextContent('fast 9');
    expect(rows[2]).toHaveTextContent('fast 5');
  });
});
