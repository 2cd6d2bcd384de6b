import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { show } from '../../shared/test/render';
import { standIn } from '../../shared/test/server';
import { strings } from './strings';
import { TrackRecord } from './TrackRecord';
import type { Counts, Entry, Series } from './trackRecordApi';

const server = standIn();
const t = strings.en;

const counts = (changes: Partial<Counts> = {}): Counts => ({
  published: 120,
  running: 20,
  neverConfirmed: 40,
  hits: 30,
  misses: 25,
  undecided: 5,
  unknown: 0,
  hitRate: 0.5,
  low: null,
  high: null,
  ...changes,
});
const series = (changes: Partial<Series> = {}): Series => ({
  symbol: 'BTCUSDT',
  venue: 'binance',
  isSimulated: false,
  timeframe: '1h',
  side: 'bullish',
  all: counts(),
  apart: counts({ published: 20, hits: 6, misses: 8, undecided: 2, hitRate: 0.375, low: 0.18, high: 0.61 }),
  ...changes,
});
const entry = (number: number, changes: Partial<Entry> = {}): Entry => ({
  number,
  id: `binance:BTCUSDT:1h:bullish:${number}`,
  symbol: 'BTCUSDT',
  venue: 'binance',
  isSimulated: false,
  timeframe: '1h',
  side: 'bullish',
  made: '2026-07-11T12:00:00Z',
  recorded: '2026-07-11T12:00:01Z',
  due: '2026-07-13T14:00:00Z',
  close: 100,
  bottom: 98,
  top: 99,
  confirmation: 101,
  invalidation: 97,
  lowerInvalidation: null,
  targets: [103, 105.5],
  isApart: true,
  state: 'running',
  grade: null,
  text: `{"number":${number}}`,
  previous: 'aa',
  hash: `hash${number}`,
  ...changes,
});

beforeEach(() => {
  server.on('GET /api/markets', () => [{ symbol: 'BTCUSDT', priceDecimals: 1 }]);
  server.on('GET /api/track-record', () => ({
    head: { number: 42, hash: 'deadbeef' },
    horizonCandles: 50,
    ruleVersion: 1,
    series: [series(), series({ isSimulated: true, venue: 'simulated', symbol: 'ETHUSDT' })],
  }));
  server.on('GET /api/track-record/entries', () => ({ entries: [], next: null }));
});

it('tells hits and misses with their count and interval, real and simulated ones apart', async () => {
  show(<TrackRecord />, 'en', '/track-record');
  const real = within(await screen.findByRole('region', { name: t.real }));
  const row = real.getByText('BTCUSDT').closest('tr')!;
  expect(row).toHaveTextContent(t.rate('38%', '18%', '61%', '16'));
  for (const figure of ['120', '20', '40', '30', '25']) expect(row).toHaveTextContent(figure);
  expect(real.queryByText('ETHUSDT')).not.toBeInTheDocument();
  expect(within(screen.getByRole('region', { name: t.simulated })).getByText('ETHUSDT')).toBeInTheDocument();
  expect(screen.getByText('deadbeef')).toBeInTheDocument();
  expect(screen.getByText(t.notFuture)).toBeInTheDocument();
});

it('gives no rate where none can be formed', async () => {
  server.on('GET /api/track-record', () => ({
    head: { number: 1, hash: 'deadbeef' },
    horizonCandles: 50,
    ruleVersion: 1,
    series: [series({ apart: counts({ hitRate: null, low: null, high: null }) })],
  }));
  show(<TrackRecord />, 'en', '/track-record');
  expect((await screen.findByText('BTCUSDT', { selector: 'th' })).closest('tr')).toHaveTextContent('–');
  expect(screen.queryByRole('region', { name: t.simulated })).not.toBeInTheDocument();
});

it('says that nothing of a real market is there yet', async () => {
  server.on('GET /api/track-record', () => ({
    head: { number: 0, hash: '0' },
    horizonCandles: 50,
    ruleVersion: 1,
    series: [],
  }));
  show(<TrackRecord />, 'en', '/track-record');
  expect(await screen.findByText(t.noReal)).toBeInTheDocument();
  expect(await screen.findByText(t.noEntries)).toBeInTheDocument();
});

it('tells each scenario with its levels, its grade and its hash', async () => {
  server.on('GET /api/track-record/entries', () => ({
    entries: [
      entry(7, {
        state: 'invalidated',
        grade: {
          number: 9,
          targetsHit: 0,
          confirmed: '2026-07-11T15:00:00Z',
          ended: '2026-07-12T15:00:00Z',
          recorded: '2026-07-13T14:00:00Z',
          text: '{"grade":9}',
          previous: 'bb',
          hash: 'hash9',
        },
      }),
    ],
    next: null,
  }));
  show(<TrackRecord />, 'en', '/track-record');
  const one = within((await screen.findByRole('link', { name: /BTCUSDT 1h/ })).closest('li')!);
  expect(one.getByText(t.states.invalidated)).toBeInTheDocument();
  expect(one.getByText(/Zone 98\.0 – 99\.0; confirmed by a close at 101\.0/)).toHaveTextContent(
    t.targets('103.0, 105.5'),
  );
  expect(one.getByRole('link')).toHaveAttribute('href', '/m/BTCUSDT?tf=1h&at=1783771200000');
  expect(one.queryByText('hash7')).not.toBeInTheDocument();
  await userEvent.click(one.getByRole('button', { name: t.proofOf('7') }));
  for (const shown of ['{"number":7}', 'hash7', '{"grade":9}', 'hash9'])
    expect(one.getByText(shown)).toBeInTheDocument();
});

it('looks for markets and states, which stand in the address, and goes on where it ended', async () => {
  server.on('GET /api/track-record/entries?state=hit', () => ({ entries: [entry(30)], next: 30 }));
  server.on('GET /api/track-record/entries?state=hit&cursor=30', () => ({
    entries: [entry(20)],
    next: null,
  }));
  const { router } = show(<TrackRecord />, 'en', '/track-record?state=nonsense');
  expect(await screen.findByText(t.noEntries)).toBeInTheDocument();
  await userEvent.selectOptions(screen.getByLabelText(t.state), 'hit');
  await waitFor(() => expect(router.state.location.search).toBe('?state=hit'));
  await userEvent.click(await screen.findByRole('button', { name: t.more }));
  await waitFor(() => expect(screen.getAllByRole('link', { name: /BTCUSDT 1h/ })).toHaveLength(2));
});
