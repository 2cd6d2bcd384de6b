import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../shared/test/render';
import { standIn } from '../../shared/test/server';
import { inOrder, type Evidence, type Setup } from './evidenceApi';
import { EvidencePanel } from './EvidencePanel';
import { strings } from './strings';

const server = standIn();
const t = strings.en;

const target = (multiple: number, verdict: Setup['targets'][number]['verdict'] = 'noMeasurableEdge') => ({
  multiple,
  hits: 34,
  hitRate: 0.34,
  hitInterval: { low: 0.25, high: 0.44 },
  baseRate: 0.31,
  baseCount: 1960,
  baseInterval: { low: 0.29, high: 0.33 },
  expectancy: -0.12,
  expectancyInterval: { low: -0.3, high: 0.06 },
  medianCandles: 7,
  chance: 0.21,
  adjustedChance: 0.52,
  verdict,
});
const setup = (name: string, changes: Partial<Setup> = {}): Setup => ({
  setup: name,
  label: `Setup ${name}`,
  source: `simulated:BTCUSDT:1h:evidence-${name}`,
  count: 100,
  skipped: 3,
  tooNear: 2,
  passed: 1,
  pending: 0,
  targets: [target(1), target(2), target(3)],
  regimes: [
    {
      regime: 'lowVolatility',
      count: 40,
      hits: 10,
      hitInterval: { low: 0.14, high: 0.4 },
      expectancy: -0.2,
    },
  ],
  probability: {
    value: null,
    abstention: 'noSkill',
    forecasts: 70,
    shown: 0,
    brier: 0.2,
    skill: -0.01,
    calibrationError: 0.04,
    curve: [],
  },
  live: null,
  last: [
    {
      side: 'bullish',
      signal: 1_700_000_000,
      entryTime: 1_700_003_600,
      endTime: 1_700_010_800,
      entry: 100,
      stop: 95,
      target: 110,
      isHit: true,
      r: 1.93,
    },
    {
      side: 'bearish',
      signal: 1_700_100_000,
      entryTime: 1_700_103_600,
      endTime: 1_700_110_800,
      entry: 100,
      stop: 105,
      target: 90,
      isHit: false,
      r: -1.04,
    },
  ],
  ...changes,
});
const evidence = (changes: Partial<Evidence> = {}): Evidence => ({
  symbol: 'BTCUSDT',
  venue: 'simulated',
  isSimulated: true,
  timeframe: '1h',
  from: '2024-01-01T00:00:00Z',
  asOf: '2026-07-11T12:00:00Z',
  candles: 20000,
  ruleVersion: '7',
  dataHash: 'abcdef0123456789',
  countedAt: '2026-07-11T12:00:05Z',
  setups: [
    setup('a', { count: 0, targets: [], last: [] }),
    setup('b'),
    setup('c', { targets: [target(1), target(2, 'edge'), target(3)] }),
    setup('d', { live: { side: 'bullish', time: 1_700_000_000, age: 1, stop: 95.5 } }),
  ],
  readings: [
    {
      reading: 'accumulation',
      phase: 'C',
      count: 84,
      upward: 50,
      upwardInterval: { low: 0.49, high: 0.69 },
      downward: 30,
      downwardInterval: { low: 0.27, high: 0.46 },
      verdict: 'edge',
      probability: {
        value: 0.57,
        abstention: 'none',
        forecasts: 60,
        shown: 30,
        brier: 0.24,
        skill: 0.02,
        calibrationError: 0.03,
        curve: [],
      },
      isNow: true,
    },
  ],
  ranges: {
    count: 300,
    upward: 140,
    upwardInterval: { low: 0.41, high: 0.52 },
    downward: 150,
    downwardInterval: { low: 0.44, high: 0.56 },
  },
  notice: 'Past results are not future ones.',
  ...changes,
});
const panel = (onMoment = vi.fn(), at: number | null = null) => {
  show(<EvidencePanel symbol="BTCUSDT" timeframe="1h" at={at} priceDecimals={1} onMoment={onMoment} />, 'en');
  return onMoment;
};
const answer = (changes: Partial<Evidence> = {}) =>
  server.on('GET /api/markets/BTCUSDT/evidence', () => evidence(changes));
const card = async (name: string) =>
  within((await screen.findByRole('heading', { name: new RegExp(`Setup ${name}`) })).closest('article')!);

it('tells what is live first, then what has something to say', () => {
  expect(inOrder(evidence().setups).map((s) => s.setup)).toEqual(['d', 'c', 'b', 'a']);
});

describe('the evidence of a market', () => {
  it('gives no frequency without its count, its interval and the base rate beside it', async () => {
    answer();
    panel();
    const b = await card('b');
    expect(b.getByText(t.verdicts.noMeasurableEdge)).toBeInTheDocument();
    expect(b.getByText('34% (25% to 44%) · 34 of 100')).toBeInTheDocument();
    expect(b.getByText('31% (29% to 33%) · n = 1,960')).toBeInTheDocument();
    expect(b.getByText('−0.12 R (−0.30 R to +0.06 R)')).toBeInTheDocument();
    expect(b.getByText(t.abstentions.noSkill)).toBeInTheDocument();
    expect((await card('a')).getByText(t.none)).toBeInTheDocument();
    const d = await card('d');
    expect(d.getByText(t.live(1))).toBeInTheDocument();
    expect(d.getByText(t.wrongBeyond('95.5'))).toBeInTheDocument();
    expect(screen.getByText('Past results are not future ones.')).toBeInTheDocument();
  });

  it('shows a probability only where one is given, with its count', async () => {
    answer({
      setups: [
        setup('b', {
          probability: { ...setup('b').probability, value: 0.36, abstention: 'none' },
        }),
      ],
    });
    panel();
    expect((await card('b')).getByText(t.likely('36%', '100'))).toBeInTheDocument();
  });

  it('leads from each case to its candles', async () => {
    answer();
    const onMoment = panel();
    const b = await card('b');
    await userEvent.click(b.getByRole('button', { name: /reached 2 R, \+1\.93 R/ }));
    expect(onMoment).toHaveBeenCalledWith(1_700_010_800);
    expect(b.getByRole('button', { name: /did not reach 2 R, −1\.04 R/ })).toBeInTheDocument();
  });

  it('tells all targets and regimes when asked', async () => {
    answer();
    panel();
    const b = await card('b');
    expect(b.queryByRole('table')).not.toBeInTheDocument();
    await userEvent.click(b.getByRole('button', { name: t.moreOf('Setup b') }));
    const rows = b.getAllByRole('row');
    expect(rows.some((r) => r.textContent?.includes('3 R') && r.textContent.includes('52.0%'))).toBe(true);
    expect(b.getByText(t.regimes.lowVolatility)).toBeInTheDocument();
    expect(b.getByText(t.leftOut('3', '2', '1', '0'))).toBeInTheDocument();
    await userEvent.click(b.getByRole('button', { name: t.lessOf('Setup b') }));
    expect(b.queryByRole('table')).not.toBeInTheDocument();
  });

  it('tells how ranges ended that were read so, with all ranges beside them', async () => {
    answer();
    panel();
    const row = (await screen.findByText(/accumulation, C/)).closest('tr')!;
    expect(row).toHaveTextContent('60% (49% to 69%) · 50 of 84');
    expect(row).toHaveTextContent(t.now);
    expect(screen.getByText(t.allRanges).closest('tr')).toHaveTextContent('140 of 300');
  });

  it('says that there were no ranges', async () => {
    answer({
      readings: [],
      ranges: { count: 0, upward: 0, upwardInterval: null, downward: 0, downwardInterval: null },
    });
    panel();
    expect(await screen.findByText(t.noRanges)).toBeInTheDocument();
  });

  it('asks for a past moment as it was', async () => {
    server.on('GET /api/markets/BTCUSDT/evidence?timeframe=1h&at=1700000000000', () => evidence());
    panel(vi.fn(), 1_700_000_000_000);
    expect(await card('b')).toBeTruthy();
  });

  it('waits while the history is counted, and says other failures', async () => {
    let isCounted = false;
    server.on('GET /api/markets/BTCUSDT/evidence', () =>
      isCounted ? evidence() : { status: 503, code: 'being_counted', title: 'Being counted' },
    );
    panel();
    expect(await screen.findByText(t.counting)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    isCounted = true;
    expect(await card('b')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(t.counting)).not.toBeInTheDocument());
  });

  it('says why it cannot be told', async () => {
    server.on('GET /api/markets/BTCUSDT/evidence', () => ({
      status: 409,
      code: 'nothing_then',
      title: 'Nothing was known then',
    }));
    panel();
    expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was known then');
  });
});
