import { Badge, Button, Group, Popover, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import {
  lazy,
  startTransition,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { ApiProblem } from '../../shared/api/problem';
import { useFormat } from '../../shared/language/format';
import { useLanguage, useStrings } from '../../shared/language/language';
import { Empty, Failure } from '../../shared/ui/States';
import { useNow } from '../../shared/ui/useNow';
import { readCandle } from './canvas/columns';
import type { CanvasEvents, MarketCanvas, Picked, View } from './canvas/MarketCanvas';
import type { Chart } from './chart';
import { lengthOf, timeframes, type Timeframe } from '../../shared/markets/timeframes';
import { chartQuery, formingQuery } from './chartApi';
import classes from './Chart.module.css';
import { Cell, isSameSpan, type Span } from './cursor';
import { familiesOf } from './layers';
import { AskButton, LineCard, OverlayCard } from './OverlayCard';
import { Readout } from './Readout';
import { strings } from './strings';
import type { ChartUrl } from './useChartUrl';
import { nextFinding, stepOf } from './walk';
import { sayCandle, sayChart } from './words';

const loadCanvas = () => import('./ChartCanvas');
const ChartCanvas = lazy(loadCanvas);

/** What is asked about: a finding on a timeframe, as it was known at a moment. */
export type About = { source: string; label: string; timeframe: string; asOf: string };

/** What a page and its bar know of a stage. */
export type Stage = { chart: Chart; canvas: MarketCanvas; range: Cell<Span> };

/** One chart with its states, its keys, its card and its readout. */
export function ChartStage({
  symbol,
  timeframe,
  url,
  change,
  onAsk,
  onStage,
  moment,
}: {
  symbol: string;
  timeframe: Timeframe;
  url: ChartUrl;
  change: (next: Partial<ChartUrl>, push?: boolean) => void;
  onAsk?: ((about: About) => void) | undefined;
  onStage?: ((stage: Stage | null) => void) | undefined;
  /** The moment under the cursor of whichever chart has it, so that charts side by side point at the same. */
  moment: Cell<number | null>;
}) {
  const t = useStrings(strings);
  const { language } = useLanguage();
  const usual = useQuery(chartQuery(symbol, timeframe, url.at, language));
  const isDeep = beginsBefore(usual.data, url.selected);
  const deep = useQuery({ ...chartQuery(symbol, timeframe, url.at, language, true), enabled: isDeep });
  const query = isDeep && deep.data ? deep : usual;
  const { data: live } = useQuery({
    ...formingQuery(symbol, timeframe),
    enabled: url.at === null && query.data?.isLive === true,
  });
  const { data, refetch } = query;
  const chart = useMemo(
    () =>
      data && live && url.at === null && live.asOf === data.asOf ? { ...data, forming: live.forming } : data,
    [data, live, url.at],
  );
  // What draws comes with what is drawn, not after it.
  useEffect(() => void loadCanvas(), []);
  // A candle has closed meanwhile: what was found at its close comes with it.
  const hasClosed = data !== undefined && live !== undefined && url.at === null && live.asOf > data.asOf;
  useEffect(() => {
    if (hasClosed) void refetch();
  }, [hasClosed, refetch]);

  if (!chart) {
    if (query.error instanceof ApiProblem && query.error.status === 404)
      return <Empty>{t.unknown(symbol)}</Empty>;
    if (query.isError)
      return (
        <div>
          <Failure error={query.error} onRetry={() => void query.refetch()} />
        </div>
      );
    return <LoadingChart symbol={symbol} />;
  }
  if (chart.candles.time.length === 0) {
    const other = timeframes.find((name) => name !== timeframe)!;
    return (
      <Empty
        action={
          <Button variant="default" onClick={() => change({ timeframe: other })}>
            {t.noneAction(other)}
          </Button>
        }
      >
        {t.none}
      </Empty>
    );
  }
  return (
    <LoadedStage
      chart={chart}
      timeframe={timeframe}
      url={url}
      change={change}
      onAsk={onAsk}
      onStage={onStage}
      moment={moment}
      isOld={query.isError}
      isMoving={query.isPlaceholderData}
      onRetry={() => void query.refetch()}
    />
  );
}

/** Whether what is selected began before the first candle there is. */
const beginsBefore = (chart: Chart | undefined, selected: string | null) =>
  !!chart &&
  !!selected &&
  chart.overlays.some((o) => o.id === selected && o.from < (chart.candles.time[0] ?? -Infinity));

function LoadingChart({ symbol }: { symbol: string }) {
  const t = useStrings(strings);
  return (
    <div className={classes.stage} role="status">
      <VisuallyHidden>{t.loading(symbol)}</VisuallyHidden>
      <div className={classes.plot}>
        <Skeleton h="100%" radius={0} />
      </div>
      <div className={classes.readout}>
        <Skeleton h={18} w="60%" />
      </div>
    </div>
  );
}

function LoadedStage({
  chart,
  timeframe,
  url,
  change,
  onAsk,
  onStage,
  moment,
  isOld,
  isMoving,
  onRetry,
}: {
  chart: Chart;
  timeframe: Timeframe;
  url: ChartUrl;
  change: (next: Partial<ChartUrl>, push?: boolean) => void;
  onAsk: ((about: About) => void) | undefined;
  onStage: ((stage: Stage | null) => void) | undefined;
  moment: Cell<number | null>;
  isOld: boolean;
  isMoving: boolean;
  onRetry: () => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const summaryId = useId();
  const element = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<MarketCanvas | null>(null);
  const [cursor] = useState(() => new Cell<number | null>(null));
  const [range] = useState(() => new Cell<Span>({ from: 0, to: -1 }, isSameSpan));
  const [card, setCard] = useState<Picked | null>(null);
  const [said, setSaid] = useState('');
  const { layers, selected } = url;

  const view = useMemo<View>(
    () => ({
      families: familiesOf(layers),
      past: layers.has('past'),
      delta: layers.has('delta'),
      cvd: layers.has('cvd'),
      selected,
    }),
    [layers, selected],
  );

  const times = chart.candles.time;
  // What was clicked is in view already.
  const clicked = useRef<string | null>(null);
  const latest = useRef({ times, change });
  useEffect(() => {
    latest.current = { times, change };
  });

  const events = useMemo<CanvasEvents>(
    () => ({
      onCandle: (index) => {
        cursor.set(index);
        moment.set(index === null ? null : (latest.current.times[index] ?? null));
      },
      onPick: (picked) => {
        clicked.current = picked?.id ?? null;
        // The press is answered at once, what explains it is made in pieces.
        startTransition(() => {
          setCard(picked);
          latest.current.change({ selected: picked?.id ?? null });
        });
      },
      onRange: (from, to) => range.set({ from, to }),
    }),
    [cursor, moment, range],
  );

  const onCanvas = useCallback((made: MarketCanvas | null) => setCanvas(made), []);

  useEffect(() => {
    if (!canvas) return;
    onStage?.({ chart, canvas, range });
    return () => onStage?.(null);
  }, [canvas, chart, range, onStage]);

  // Charts side by side point at the same moment.
  useEffect(() => {
    if (!canvas) return;
    return moment.subscribe(() => {
      if (!element.current?.matches(':hover, :focus-within')) canvas.pointAt(moment.get());
    });
  }, [canvas, moment]);

  const overlay = chart.overlays.find((o) => o.id === selected) ?? null;
  const line = overlay ? null : (chart.lines.find((l) => l.id === selected) ?? null);

  // Whoever names an overlay in the URL sees it: a number of an answer, a link, the keys.
  const overlayId = overlay?.id;
  useEffect(() => {
    const chosen = chart.overlays.find((o) => o.id === overlayId);
    if (canvas && chosen && clicked.current !== chosen.id) {
      canvas.revealOverlay(chosen);
      setSaid(t.found(chosen.label, chosen.rule));
    }
    clicked.current = null;
    // A chart that is brought up to date stays where the reader moved it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [canvas, overlayId]);

  const close = () => {
    setCard(null);
    element.current?.focus();
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== element.current || event.ctrlKey || event.metaKey || event.altKey || !canvas) return;
    const last = times.length - 1 + (chart.forming ? 1 : 0);
    const step = stepOf(event.key, event.shiftKey, cursor.get(), last);
    if (!step) return;
    event.preventDefault();
    switch (step.to) {
      case 'candle': {
        canvas.point(step.index);
        cursor.set(step.index);
        const candle = readCandle(chart.candles, chart.forming, step.index);
        if (candle) setSaid(sayCandle(candle, chart, t, format));
        break;
      }
      case 'finding': {
        const next = nextFinding(chart.overlays, view, step.by);
        if (next) change({ selected: next.id });
        else setSaid(t.noFindings);
        break;
      }
      case 'open':
        if (overlay) setCard({ id: overlay.id, index: cursor.get() ?? last, ...canvas.placeOf(overlay) });
        else if (line)
          setCard({ id: line.id, index: cursor.get() ?? last, x: element.current!.clientWidth / 2, y: 20 });
        break;
      case 'zoom':
        canvas.zoom(step.factor);
        break;
      case 'away':
        setCard(null);
        if (selected) change({ selected: null });
        break;
    }
  }

  const isNarrow = useMediaQuery('(max-width: 48em)');
  const isCardOpen = card !== null && card.id === selected && (overlay !== null || line !== null);
  return (
    <div className={classes.stage} data-moving={isMoving || undefined}>
      <Notes chart={chart} timeframe={timeframe} url={url} change={change} isOld={isOld} onRetry={onRetry} />
      <div
        ref={element}
        className={classes.plot}
        role="application"
        tabIndex={0}
        aria-label={t.chartOf(chart.symbol, timeframe)}
        aria-describedby={summaryId}
        onKeyDown={onKeyDown}
      >
        <Suspense fallback={<Skeleton h="100%" radius={0} />}>
          <ChartCanvas chart={chart} view={view} events={events} onCanvas={onCanvas} />
        </Suspense>
        {isCardOpen ? (
          <Popover
            opened
            withRoles={false}
            trapFocus
            width={320}
            position={isNarrow ? 'bottom' : 'right-start'}
            middlewares={{ flip: true, shift: { padding: 8 } }}
            shadow="md"
            withArrow
            // What is explained may lie where the chart is scrolled away or under the sheet: the explanation is there all the same.
            hideDetached={false}
            onChange={(opened) => {
              if (!opened) close();
            }}
          >
            <Popover.Target>
              <span className={classes.anchor} style={{ left: card.x, top: card.y }} />
            </Popover.Target>
            <Popover.Dropdown role="dialog" aria-label={overlay?.label ?? line?.label}>
              {overlay ? (
                <OverlayCard
                  overlay={overlay}
                  chart={chart}
                  onClose={close}
                  ask={
                    onAsk ? (
                      <AskButton
                        onAsk={() => {
                          close();
                          onAsk({ source: overlay.id, label: overlay.label, timeframe, asOf: chart.asOf });
                        }}
                      />
                    ) : null
                  }
                />
              ) : (
                <LineCard line={line!} chart={chart} index={card.index} onClose={close} />
              )}
            </Popover.Dropdown>
          </Popover>
        ) : null}
      </div>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      <VisuallyHidden id={summaryId}>
        {t.keys} {sayChart(chart, t, format).join(' ')}
      </VisuallyHidden>
      <Readout chart={chart} cursor={cursor} />
    </div>
  );
}

/** What is to be known of the data before they are read. */
function Notes({
  chart,
  timeframe,
  url,
  change,
  isOld,
  onRetry,
}: {
  chart: Chart;
  timeframe: Timeframe;
  url: ChartUrl;
  change: (next: Partial<ChartUrl>) => void;
  isOld: boolean;
  onRetry: () => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const now = useNow(15_000);
  const isElsewhere =
    url.split === 1 &&
    url.selected !== null &&
    !chart.overlays.some((o) => o.id === url.selected) &&
    !chart.lines.some((l) => l.id === url.selected);
  const isStale = url.at === null && now - Date.parse(chart.asOf) > 2 * lengthOf(timeframe);
  return (
    <Group gap="xs" className={classes.notes}>
      {url.split > 1 ? (
        <Text size="sm" fw={600} className={classes.name}>
          {timeframe}
        </Text>
      ) : null}
      {chart.isSimulated ? (
        <Badge variant="default" size="sm" tt="none" title={t.simulatedHelp}>
          {t.simulated}
        </Badge>
      ) : null}
      {isStale ? (
        <Badge variant="default" size="sm" tt="none" className={classes.late}>
          {t.stale(format.ago(chart.asOf, now))}
        </Badge>
      ) : null}
      {isElsewhere ? (
        <Group gap="xs" role="status">
          <Text size="xs">{t.elsewhere}</Text>
          <Button
            size="compact-xs"
            variant="default"
            className={classes.small}
            onClick={() => change({ selected: null })}
          >
            {t.letGo}
          </Button>
        </Group>
      ) : null}
      {isOld ? (
        <Group gap="xs" role="alert">
          <Text size="xs">{t.old}</Text>
          <Button size="compact-xs" variant="default" className={classes.small} onClick={onRetry}>
            {t.retry}
          </Button>
        </Group>
      ) : null}
      {chart.notices.map((notice) => (
        <Text key={notice} size="xs" c="dimmed">
          {notice}
        </Text>
      ))}
    </Group>
  );
}
