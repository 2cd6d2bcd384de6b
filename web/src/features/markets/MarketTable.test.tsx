import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../shared/language/language';
import type { Market } from '../../shared/markets/markets';
import { show } from '../../shared/test/render';
import { standIn } from '../../shared/test/server';
import { MarketTable } from './MarketTable';
import { arrange } from './order';
import { strings } from './strings';

const server = standIn();
const both: Language[] = ['es', 'en'];

const market = (more: Partial<Market> = {}): Market => ({
  symbol: 'BTCUSDT',
  source: 'binance',
  isSimulated: false,
  isLive: true,
  price: 67412.5,
  priceDecimals: 1,
  change: 0.018,
  closes: [1, 2, 3],
  asOf: '2026-11-23T11:45:00.000Z',
  changed: '2026-11-23T10:00:00.000Z',
  confluences: 3,
  timeframes: [
    {
      timeframe: '1h',
      phase: 'C',
      reading: 'bullish',
      weight: 0.62,
      falsifierBelow: 66000,
      falsifierAbove: 70000,
      bias: 'bullish',
    },
  ],
  notices: [],
  ...more,
});

describe('the markets', () => {
  it.each(both)('are told with price, change, phase and reading (%s)', async (language) => {
    server.on('GET /api/markets', () => [
      market(),
      market({ symbol: 'ETHUSDT', change: -0.02, isLive: false }),
    ]);
    show(<MarketTable />, language);

    const row = (await screen.findByRole('link', { name: 'BTCUSDT' })).closest<HTMLElement>(
      'tr, .mantine-Card-root',
    )!;
    expect(row).toHaveTextContent(language === 'es' ? '67.412,5' : '67,412.5');
    const t = strings[language];
    expect(within(row).getAllByRole('img', { name: t.rose }).length).toBeGreaterThan(0);
    const other = screen
      .getByRole('link', { name: 'ETHUSDT' })
      .closest<HTMLElement>('tr, .mantine-Card-root')!;
    expect(within(other).getAllByRole('img', { name: t.fell }).length).toBeGreaterThan(0);

    await userEvent.click(within(row).getByRole('button', { name: new RegExp(t.phase('C')) }));
    const about = await screen.findByRole('dialog');
    expect(about).toHaveTextContent(t.readingLong.bullish!);
    expect(about).toHaveTextContent(language === 'es' ? '66.000,0' : '66,000.0');
  });

  it.each(both)('are found by their symbol, and the filter is taken away again (%s)', async (language) => {
    server.on('GET /api/markets', () => [market(), market({ symbol: 'ETHUSDT' })]);
    show(<MarketTable />, language);
    const t = strings[language];

    await userEvent.type(await screen.findByRole('textbox', { name: t.filter }), 'sol');
    expect(screen.getByText(t.none)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: t.clear }));
    expect(screen.getByRole('link', { name: 'ETHUSDT' })).toBeInTheDocument();
  });

  it.each(both)('say what failed and are asked for again (%s)', async (language) => {
    let isDown = true;
    server.on('GET /api/markets', () =>
      isDown ? { status: 500, code: 'internal', title: 'X', detail: 'Y' } : [market()],
    );
    show(<MarketTable />, language);

    expect(await screen.findByRole('alert')).toHaveTextContent('X');
    isDown = false;
    await userEvent.click(within(screen.getByRole('alert')).getByRole('button'));
    expect(await screen.findByRole('link', { name: 'BTCUSDT' })).toBeInTheDocument();
  });

  it('stand in the order that was chosen, equal ones by name', () => {
    const all = [
      market({ symbol: 'C', confluences: 1, change: -0.5, changed: '2026-01-03T00:00:00Z' }),
      market({ symbol: 'A', confluences: 5, change: 0.1, changed: '2026-01-01T00:00:00Z' }),
      market({ symbol: 'B', confluences: 5, change: null, changed: '2026-01-02T00:00:00Z' }),
    ];
    const order = (by: Parameters<typeof arrange>[1]) =>
      arrange(all, by, '')
        .map((m) => m.symbol)
        .join('');
    expect(order('name')).toBe('ABC');
    expect(order('confluence')).toBe('ABC');
    expect(order('age')).toBe('CBA');
    expect(order('change')).toBe('CAB');
  });
});
