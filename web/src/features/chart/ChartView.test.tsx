import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LanguageProvider, type Language } from '../../shared/language/language';
import type { CanvasEvents, View } from './canvas/MarketCanvas';
import type { Chart } from './chart';
import { ChartView, type About } from './ChartView';
import { sampleChart } from './testing/sampleChart';

/** jsdom has no canvas: what the drawn chart is told and tells back stands in for it. */
const drawn = vi.hoisted(() => ({
  chart: null as Chart | null,
  view: null as View | null,
  events: null as CanvasEvents | null,
  point: vi.fn(),
  pointAt: vi.fn(),
  revealOverlay: vi.fn(),
  zoom: vi.fn(),
}));

vi.mock('./ChartCanvas', () => ({
  default: function Stand(props: {
    chart: Chart;
    view: View;
    events: CanvasEvents;
    onCanvas: (canvas: unknown) => void;
  }) {
    Object.assign(drawn, { chart: props.chart, view: props.view, events: props.events });
    const { onCanvas } = props;
    useEffect(() => {
      onCanvas({ ...drawn, placeOf: () => ({ x: 10, y: 10 }) });
      return () => onCanvas(null);
    }, [onCanvas]);
    return null;
  },
}));

let answer: (url: URL) => Response | Promise<Response>;
const asked: URL[] = [];

beforeEach(() => {
  localStorage.clear();
  asked.length = 0;
  const end = Date.now();
  answer = () => Response.json(sampleChart({ count: 200, end }));
  vi.stubGlobal('fetch', (request: Request) => {
    const url = new URL(request.url);
    asked.push(url);
    return Promise.resolve(answer(url));
  });
});

function Where() {
  return <span data-testid="where">{useLocation().search}</span>;
}

function show(search = '', language: Language = 'es', onAsk?: (about: About) => void) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <LanguageProvider initial={language}>
          <MemoryRouter initialEntries={[`/m/BTCUSDT${search}`]}>
            <ChartView symbol="BTCUSDT" {...(onAsk ? { onAsk } : {})} />
            <Where />
          </MemoryRouter>
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const where = () => new URLSearchParams(screen.getByTestId('where').textContent ?? '');
const plot = () => screen.findByRole('application');

describe('the states', () => {
  it('shows that it loads in the form it will have', () => {
    answer = () => new Promise(() => undefined);
    show();
    expect(screen.getByRole('status')).toHaveTextContent('Cargando el gráfico de BTCUSDT');
  });

  it('says that it failed and tries again when asked', async () => {
    answer = () => Response.json({ code: 'provider_down', title: 'Proveedor caído' }, { status: 503 });
    show();
    expect(await screen.findByRole('alert')).toHaveTextContent('Proveedor caído');
    answer = () => Response.json(sampleChart({ count: 200 }));
    await userEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
    expect(await plot()).toBeInTheDocument();
  });

  it('says that a market is not known', async () => {
    answer = () => Response.json({ code: 'unknown_market' }, { status: 404 });
    show('', 'en');
    expect(await screen.findByText('There is no market BTCUSDT.')).toBeInTheDocument();
  });

  it('leads on where a timeframe has no candles', async () => {
    const empty = sampleChart({ count: 200 });
    for (const column of Object.values(empty.candles)) if (Array.isArray(column)) column.length = 0;
    answer = (url) =>
      Response.json(
        url.searchParams.get('timeframe') === '1h' ? empty : sampleChart({ timeframe: '15m', count: 200 }),
      );
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Ver 15m' }));
    expect(await screen.findByRole('application', { name: /15m/ })).toBeInTheDocument();
  });

  it('marks simulated and old data', async () => {
    answer = () => Response.json(sampleChart({ count: 200, end: Date.now() - 5 * 3_600_000 }));
    show();
    await plot();
    expect(screen.getByText('Datos simulados')).toBeInTheDocument();
    expect(screen.getByText(/Última vela cerrada hace 5 h/)).toBeInTheDocument();
  });
});

describe.each([
  ['es', 'Gráfico de BTCUSDT, velas de 1h', /Apertura .* máximo .* mínimo .* cierre .* delta/],
  ['en', 'Chart of BTCUSDT, 1h candles', /Open .* high .* low .* close .* delta/],
] as const)('by keyboard in %s', (language, name, sentence) => {
  it('walks the candles and says them', async () => {
    show('', language);
    const stage = await screen.findByRole('application', { name });
    act(() => stage.focus());
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(drawn.point).toHaveBeenLastCalledWith(199);
    expect(screen.getByText(sentence)).toBeInTheDocument();
  });

  it('goes from finding to finding and opens one', async () => {
    show('', language);
    const stage = await plot();
    act(() => stage.focus());
    await userEvent.keyboard('{ArrowDown}');
    const id = where().get('sel')!;
    const overlay = drawn.chart!.overlays.find((o) => o.id === id)!;
    expect(drawn.revealOverlay).toHaveBeenCalled();
    await userEvent.keyboard('{Enter}');
    const card = await screen.findByRole('dialog');
    expect(within(card).getByRole('heading', { level: 2 })).toHaveTextContent(overlay.label);
    expect(card).toHaveTextContent(overlay.rule);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await userEvent.keyboard('{Escape}');
    expect(where().get('sel')).toBe(null);
  });
});

it('opens what was clicked with its numbers and its life, and asks about it', async () => {
  const onAsk = vi.fn();
  show('', 'es', onAsk);
  await plot();
  const zone = drawn.chart!.overlays.find((o) => o.family === 'zones' && o.isStanding)!;
  act(() => drawn.events!.onPick({ id: zone.id, index: 3, x: 20, y: 20 }));
  const card = await screen.findByRole('dialog');
  expect(where().get('sel')).toBe(zone.id);
  expect(drawn.view!.selected).toBe(zone.id);
  expect(card).toHaveTextContent(zone.numbers[1]!.label);
  expect(card).toHaveTextContent(zone.numbers[1]!.text);
  expect(card).toHaveTextContent(zone.life[0]!.label);
  expect(card).toHaveTextContent('Conocido desde');
  await userEvent.click(within(card).getByRole('button', { name: 'Preguntar sobre esto' }));
  expect(onAsk).toHaveBeenCalledWith({
    source: zone.id,
    label: zone.label,
    timeframe: '1h',
    asOf: drawn.chart!.asOf,
  });
});

it('frames the overlay that the URL names, without opening anything', async () => {
  const zone = sampleChart({ count: 200, end: Date.UTC(2026, 6, 11) }).overlays[0]!;
  answer = () => Response.json(sampleChart({ count: 200, end: Date.UTC(2026, 6, 11) }));
  show(`?sel=${encodeURIComponent(zone.id)}&layers=`);
  await plot();
  await waitFor(() =>
    expect(drawn.revealOverlay).toHaveBeenLastCalledWith(expect.objectContaining({ id: zone.id })),
  );
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('switches layers and keeps them', async () => {
  show();
  await plot();
  await userEvent.click(screen.getByRole('button', { name: /Capas/ }));
  await userEvent.click(await screen.findByRole('checkbox', { name: /Fibonacci/ }));
  expect(where().get('layers')!.split(',')).toContain('waves');
  expect(drawn.view!.families.has('waves')).toBe(true);
  await userEvent.click(screen.getByRole('checkbox', { name: /Bloques/ }));
  expect(drawn.view!.families.has('zones')).toBe(false);
  expect(localStorage.getItem('waickoff.layers')).toBe(where().get('layers'));
});

it('goes back candle by candle and returns to the present', async () => {
  show();
  await plot();
  const last = drawn.chart!.lastAt;
  await userEvent.click(await screen.findByRole('button', { name: 'Una vela atrás' }));
  expect(where().get('at')).toBe(String(last - 3_600_000));
  await waitFor(() => expect(asked.at(-1)!.searchParams.get('at')).toBe(String(last - 3_600_000)));
  expect(screen.getByRole('slider')).toHaveAttribute(
    'aria-valuetext',
    expect.stringContaining('Como se sabía'),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Volver al presente' }));
  expect(where().get('at')).toBe(null);
});

it('fetches more candles for what began before the usual ones', async () => {
  const usual = sampleChart({ count: 200 });
  const { id } = usual.overlays[0]!;
  const before = usual.candles.time[0]! - 50 * 3_600;
  usual.overlays = usual.overlays.map((o) => (o.id === id ? { ...o, from: before } : o));
  const deep = sampleChart({ count: 400 });
  answer = (url) => Response.json(url.searchParams.get('candles') === '5000' ? deep : usual);
  show(`?sel=${encodeURIComponent(id)}`);
  await waitFor(() => expect(drawn.chart!.candles.time).toHaveLength(400));
});

it('shows the candles in view as a table', async () => {
  show();
  await plot();
  act(() => drawn.events!.onRange(190, 199));
  await userEvent.click(screen.getByRole('button', { name: 'Tabla de velas' }));
  const table = await screen.findByRole('table', { name: /velas de 1h a la vista/ });
  expect(within(table).getAllByRole('row')).toHaveLength(11);
  act(() => drawn.events!.onRange(180, 199));
  expect(within(table).getAllByRole('row')).toHaveLength(21);
});

it('keeps the candle that has not closed up to date without asking for all again', async () => {
  const now = sampleChart({ count: 200, end: Date.now() });
  const few = { ...now, forming: { ...now.forming!, close: [61_234.5] } };
  answer = (url) => Response.json(url.searchParams.get('candles') === '50' ? few : now);
  show();
  await plot();
  await waitFor(() => expect(drawn.chart!.forming!.close).toEqual([61_234.5]));
  expect(
    asked.filter((url) => url.pathname.endsWith('/chart') && !url.searchParams.has('candles')),
  ).toHaveLength(1);
});

it('asks for everything again when a candle has closed meanwhile', async () => {
  const now = sampleChart({ count: 200, end: Date.UTC(2026, 6, 11, 12) });
  const next = sampleChart({ count: 201, end: Date.UTC(2026, 6, 11, 13) });
  let whole = 0;
  answer = (url) => Response.json(url.searchParams.has('candles') ? next : whole++ === 0 ? now : next);
  show();
  await plot();
  await waitFor(() => expect(drawn.chart!.asOf).toBe(next.asOf));
});

it('puts charts side by side, each with its own candles', async () => {
  answer = (url) =>
    Response.json(
      sampleChart({ timeframe: url.searchParams.get('timeframe') as '1h', count: 200, end: Date.now() }),
    );
  show('?split=3&tf=15m');
  for (const name of [/15m/, /1h/, /4h/])
    expect(await screen.findByRole('application', { name })).toBeInTheDocument();
});
