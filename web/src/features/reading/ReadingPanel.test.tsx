import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LanguageProvider, type Language } from '../../shared/language/language';
import { confluencesOf, sectionsOf, sourceOf, type Evidence, type Reading } from './reading';
import { ReadingPanel } from './ReadingPanel';

const source = (rest: string) => `simulated:BTCUSDT:1h:${rest}`;
const number = (id: string, what: string, value: number, from: string, timeframe = '1h'): Evidence => ({
  id,
  what,
  value,
  text: String(value),
  source: from,
  timeframe,
});

const reading: Reading = {
  symbol: 'BTCUSDT',
  asOf: '2026-07-11T12:00:00Z',
  sentences: [
    { text: '## 1. Situation\n\n', citations: [] },
    { text: 'Price is low. ', citations: [] },
    { text: '## 2. Structure\n\n', citations: [] },
    { text: 'It broke down. ', citations: [] },
  ],
  evidence: [
    number('e1', 'confluence.bottom', 100, source('confluence:1')),
    number('e2', 'confluence.top', 110, source('confluence:1')),
    number('e3', 'confluence.score', 2, source('confluence:1')),
    number('e4', 'confluence.bottom', 200, source('confluence:2')),
    number('e5', 'confluence.top', 210, source('confluence:2')),
    number('e6', 'confluence.score', 4, source('confluence:2')),
    number('e7', 'confluence.bottom', 300, source('confluence:3'), '4h'),
    number('e8', 'scenario.bottom', 100, source('scenario-Bullish:1')),
  ],
  agreement: {
    side: 'none',
    isAgreed: false,
    views: [{ timeframe: '1h', internal: 'bullish', swing: 'bearish', wyckoff: 'none', side: 'none' }],
  },
  scenarios: [
    {
      timeframe: '1h',
      items: [
        {
          side: 'bullish',
          bottom: 100,
          top: 110,
          confirmation: 112,
          invalidation: 95,
          targets: [{ price: 130, reward: 2.04, isProjection: true }],
        },
        { side: 'none', bottom: 90, top: 120, invalidation: 120, targets: [] },
      ],
    },
  ],
};

let answer: () => Response;
beforeEach(() => {
  answer = () => Response.json(reading);
  vi.stubGlobal('fetch', () => Promise.resolve(answer()));
});

function show(language: Language, onShow = vi.fn(), timeframe = '1h') {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <LanguageProvider initial={language}>
          <ReadingPanel
            symbol="BTCUSDT"
            timeframe={timeframe}
            at={null}
            priceDecimals={1}
            selected={null}
            onShow={onShow}
            words={(sentences) => <p>{sentences.map((s) => s.text).join('')}</p>}
          />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return onShow;
}

it('parts sentences into sections at their headings', () => {
  expect(sectionsOf(reading.sentences).map((s) => s.length)).toEqual([2, 2]);
  expect(sectionsOf([])).toEqual([]);
  const title = { text: '# Report\n\n', citations: [] };
  expect(sectionsOf([title, ...reading.sentences]).map((s) => s.length)).toEqual([3, 2]);
});

it('tells the confluences of a timeframe, the strongest first, and no half ones', () => {
  expect(confluencesOf(reading.evidence, '1h').map((c) => c.bottom)).toEqual(['200', '100']);
  expect(confluencesOf(reading.evidence, '4h')).toEqual([]);
});

it('names each scenario as the chart does', () => {
  const [bullish, neutral] = reading.scenarios[0]!.items;
  expect(sourceOf(bullish!, '1h', reading.evidence)).toBe(source('scenario-Bullish:1'));
  expect(sourceOf(neutral!, '1h', reading.evidence)).toBe(source('scenario-None:1'));
  expect(sourceOf(neutral!, '4h', reading.evidence)).toBe(null);
});

describe.each([
  [
    'es',
    'Escenarios en 1h',
    'Alcista',
    'Se invalida con un cierre en',
    'Ver en el gráfico',
    'Leer el informe completo',
  ],
  [
    'en',
    'Scenarios on 1h',
    'Bullish',
    'Invalidated by a close at',
    'Show on the chart',
    'Read the whole report',
  ],
] as const)('in %s', (language, scenarios, bullish, invalidated, showIt, all) => {
  it('tells each scenario with where it would be wrong, and shows it on the chart', async () => {
    const onShow = show(language);
    expect(await screen.findByRole('heading', { name: scenarios })).toBeInTheDocument();
    const card = screen.getByRole('heading', { name: new RegExp(bullish) }).closest('article')!;
    expect(card).toHaveTextContent(invalidated);
    expect(card).toHaveTextContent(language === 'es' ? '95,0' : '95.0');
    await userEvent.click(within(card).getByRole('button', { name: showIt }));
    expect(onShow).toHaveBeenCalledWith('1h', source('scenario-Bullish:1'));
  });

  it('begins with the main section and gives the rest when asked', async () => {
    show(language);
    expect(await screen.findByText(/Price is low/)).not.toHaveTextContent('It broke down');
    await userEvent.click(screen.getByRole('button', { name: all }));
    expect(screen.getByText(/Price is low/)).toHaveTextContent('It broke down');
  });
});

it('says that a timeframe has no scenarios', async () => {
  show('en', vi.fn(), '1d');
  expect(await screen.findByText('There are no scenarios on 1d.')).toBeInTheDocument();
});

it('says that it failed', async () => {
  answer = () => Response.json({ code: 'no_data', title: 'No candles' }, { status: 400 });
  show('en');
  expect(await screen.findByRole('alert')).toHaveTextContent('No candles');
});
