import { families, type Chart, type Overlay } from '../chart';
import { lengthOf, type Timeframe } from '../../../shared/markets/timeframes';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A chart of made-up candles with as many findings of each form as asked for: for tests, measurements and pictures. */
export function sampleChart({
  symbol = 'BTCUSDT',
  timeframe = '1h' as Timeframe,
  count = 500,
  zones = 40,
  end = Date.UTC(2026, 6, 11, 12),
  language = 'es',
  seed = 7,
}: Partial<{
  symbol: string;
  timeframe: Timeframe;
  count: number;
  zones: number;
  end: number;
  language: string;
  seed: number;
}> = {}): Chart {
  const random = seeded(seed);
  const length = lengthOf(timeframe) / 1000;
  const start = end / 1000 - count * length;
  const candles: Chart['candles'] = {
    time: [],
    open: [],
    high: [],
    low: [],
    close: [],
    volume: [],
    delta: [],
    isDeltaEstimated: false,
  };
  const round = (price: number) => Math.round(price * 10) / 10;
  let price = 60_000;
  let drift = 0;
  for (let i = 0; i < count; i++) {
    drift = drift * 0.96 + (random() - 0.5) * 60;
    const open = price;
    const close = price + drift + (random() - 0.5) * 300;
    const volume = 20 + random() * 200 + Math.abs(close - open) * 0.4;
    candles.time.push(start + i * length);
    candles.open.push(round(open));
    candles.close.push(round(close));
    candles.high.push(round(Math.max(open, close) + random() * 120));
    candles.low.push(round(Math.min(open, close) - random() * 120));
    candles.volume.push(volume);
    candles.delta.push(Math.round((close > open ? 1 : -1) * volume * random() * 5) / 10);
    price = close;
  }
  const at = (i: number) => candles.time[Math.max(0, Math.min(count - 1, i))]!;
  const name = (rule: string, i: number) => `simulated:${symbol}:${timeframe}:${rule}:${at(i) * 1000}`;
  const base = { points: [], rows: [], life: [], state: '', numbers: [], top: null, bottom: null } as const;
  const text = (es: string, en: string) => (language === 'es' ? es : en);
  const overlays: Overlay[] = [];

  for (let z = 0; z < zones; z++) {
    const i = Math.floor(((z + 0.5) / zones) * (count - 12));
    const isStanding = random() < 0.2;
    const isGap = z % 3 === 0;
    const middle = candles.close[i]! - 100 + random() * 200;
    const half = 30 + random() * 120;
    const until = isStanding ? null : at(i + 10 + Math.floor(random() * 90));
    overlays.push({
      ...base,
      id: name(isGap ? 'fair-value-gap' : 'order-block', i),
      family: 'zones',
      kind: isGap ? 'fair-value-gap' : 'order-block',
      label: isGap ? 'FVG' : `OB ${timeframe}`,
      mark: isGap ? 'FVG' : `OB ${timeframe}`,
      side: z % 2 ? 'bullish' : 'bearish',
      form: 'zone',
      from: at(i),
      to: until,
      known: at(i + 3),
      top: round(middle + half),
      bottom: round(middle - half),
      points: [],
      rows: [],
      life: [{ time: at(i + 8), label: text('tocado', 'touched') }],
      state: isStanding ? text('tocado', 'touched') : text('mitigado', 'mitigated'),
      isStanding,
      rule: text(
        'La vela de la que salió una rotura de estructura.',
        'The candle a break of structure came from.',
      ),
      numbers: [
        {
          what: 'top',
          label: text('Techo', 'Top'),
          value: round(middle + half),
          text: String(round(middle + half)),
        },
        {
          what: 'displacement-atr',
          label: text('Impulso en ATR', 'Displacement in ATR'),
          value: 1.8,
          text: '1.8',
        },
      ],
    });
  }
  for (let i = 30; i < count - 10; i += 37) {
    const isUp = candles.close[i + 8]! > candles.close[i]!;
    const level = isUp ? candles.high[i]! : candles.low[i]!;
    overlays.push({
      ...base,
      id: name('structure-bos', i),
      family: 'structure',
      kind: 'bos',
      label: i % 3 ? 'BOS' : 'CHoCH',
      mark: i % 3 ? 'BOS' : 'CHoCH',
      side: isUp ? 'bullish' : 'bearish',
      form: 'level',
      from: at(i),
      to: at(i + 8),
      known: at(i + 9),
      top: level,
      bottom: level,
      points: [],
      rows: [],
      life: [],
      isStanding: false,
      rule: text('Un cierre más allá del último pivote.', 'A close beyond the last pivot.'),
      numbers: [],
    });
  }
  const marks = ['SC', 'AR', 'ST', 'Spring', 'Test', 'SOS', 'LPS', 'BU'];
  const range = Math.max(0, count - 160);
  marks.forEach((label, m) => {
    const i = range + m * 17;
    overlays.push({
      ...base,
      id: name(`wyckoff-${label}`, i),
      family: 'wyckoff',
      kind: label.toLowerCase(),
      label,
      mark: label,
      side: m % 2 ? 'bearish' : 'bullish',
      form: 'mark',
      from: at(i),
      to: null,
      known: at(i + 4),
      points: [{ time: at(i), price: m % 2 ? candles.high[i]! : candles.low[i]! }],
      rows: [],
      life: [],
      isStanding: true,
      rule: text('Un evento del rango.', 'An event of the range.'),
      numbers: [],
    });
  });
  ['A', 'B', 'C', 'D', 'E'].forEach((label, p) => {
    overlays.push({
      ...base,
      id: name(`phase-${label}`, range + p * 32),
      family: 'wyckoff',
      kind: 'wyckoff-phase',
      label,
      mark: label,
      side: 'none',
      form: 'band',
      from: at(range + p * 32),
      to: p === 4 ? null : at(range + (p + 1) * 32),
      known: at(range + p * 32),
      points: [],
      rows: [],
      life: [],
      isStanding: p === 4,
      rule: text('Una fase del rango.', 'A phase of the range.'),
      numbers: [],
    });
  });
  const turns = [0, 25, 50, 80, 110, 140].map((i) => range + i);
  overlays.push({
    ...base,
    id: name('elliott', range),
    family: 'waves',
    kind: 'elliott',
    label: 'Elliott',
    mark: 'Elliott',
    side: 'bullish',
    form: 'path',
    from: at(range),
    to: null,
    known: at(range + 145),
    points: turns.map((i, n) => ({
      time: at(i),
      price: n % 2 ? candles.high[Math.min(i, count - 1)]! : candles.low[Math.min(i, count - 1)]!,
      label: n === 0 ? null : String(n),
    })),
    rows: [],
    life: [],
    isStanding: true,
    rule: text('Un recuento que no rompe ninguna regla.', 'A count that breaks no rule.'),
    numbers: [],
  });
  const recent = candles.close.slice(range);
  const low = Math.min(...recent);
  const high = Math.max(...recent);
  const step = (high - low) / 24;
  overlays.push({
    ...base,
    id: name('volume-profile', range),
    family: 'volume',
    kind: 'profile',
    label: text('Perfil', 'Profile'),
    mark: text('Perfil', 'Profile'),
    side: 'none',
    form: 'profile',
    from: at(range),
    to: null,
    known: at(count - 1),
    points: [],
    rows: Array.from({ length: 24 }, (_, r) => ({
      low: low + r * step,
      high: low + (r + 1) * step,
      volume: 200 + 800 * Math.exp(-(((r - 10) / 5) ** 2)) + random() * 200,
    })),
    life: [],
    isStanding: true,
    rule: text('Volumen por precio.', 'Volume by price.'),
    numbers: [],
  });
  const last = candles.close[count - 1]!;
  for (const [side, far] of [
    ['bullish', 1],
    ['bearish', -1],
  ] as const) {
    overlays.push({
      ...base,
      id: name(`scenario-${side}`, count - 1),
      family: 'scenarios',
      kind: 'scenario',
      label: text(
        side === 'bullish' ? 'Escenario ▲' : 'Escenario ▼',
        side === 'bullish' ? 'Scenario ▲' : 'Scenario ▼',
      ),
      mark: text(
        side === 'bullish' ? 'Escenario ▲' : 'Escenario ▼',
        side === 'bullish' ? 'Scenario ▲' : 'Scenario ▼',
      ),
      side,
      form: 'zone',
      from: at(count - 1),
      to: null,
      known: at(count - 1),
      top: round(last - far * 300 + 120),
      bottom: round(last - far * 300 - 120),
      points: [
        { time: at(count - 1), price: round(last + far * 150), label: text('confirma', 'confirms') },
        { time: at(count - 1), price: round(last - far * 620), label: text('invalida', 'invalidates') },
        { time: at(count - 1), price: round(last + far * 900), label: '1' },
      ],
      rows: [],
      life: [],
      isStanding: true,
      rule: text('Zona de interés del escenario.', 'Zone of interest of the scenario.'),
      numbers: [],
    });
  }

  const mean = (i: number, n: number) => {
    if (i + 1 < n) return null;
    let sum = 0;
    for (let k = i - n + 1; k <= i; k++) sum += candles.close[k]!;
    return sum / n;
  };
  const line = (id: string, family: (typeof families)[number], group: string, n: number, shift: number) => ({
    id,
    family,
    group,
    label: id,
    values: candles.time.map((_, i) => {
      const value = mean(i, n);
      return value === null ? null : value + shift;
    }),
  });
  return {
    symbol,
    venue: 'simulated',
    isSimulated: true,
    isLive: true,
    timeframe,
    priceDecimals: 1,
    asOf: new Date(end).toISOString(),
    firstAt: end - (count - 100) * length * 1000,
    lastAt: end,
    notices: [],
    candles,
    forming: {
      time: [end / 1000],
      open: [round(last)],
      high: [round(last + 60)],
      low: [round(last - 40)],
      close: [round(last + 30)],
      volume: [40],
      delta: [6],
      isDeltaEstimated: false,
    },
    lines: [
      line('bollinger-upper', 'bands', 'bollinger', 20, 500),
      line('bollinger-middle', 'bands', 'bollinger', 20, 0),
      line('bollinger-lower', 'bands', 'bollinger', 20, -500),
      line('vwap-Day', 'volume', 'vwap-Day', 60, 0),
      line('vwap-Day+1', 'volume', 'vwap-Day', 60, 350),
      line('vwap-Day-1', 'volume', 'vwap-Day', 60, -350),
    ],
    overlays,
  };
}
