import { Button, Collapse, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../shared/language/format';
import { useLanguage, useStrings } from '../../shared/language/language';
import { AsOfSlider } from './AsOfSlider';
import { CandleTable } from './CandleTable';
import { SideMark } from '../../shared/ui/SideMark';
import { dayChange } from './canvas/columns';
import type { Chart } from './chart';
import { lengthOf, timeframes, type Timeframe } from '../../shared/markets/timeframes';
import { chartQuery } from './chartApi';
import classes from './Chart.module.css';
import { ChartStage, type About, type Stage } from './ChartStage';
import { Cell } from './cursor';
import { LayersPanel } from './LayersPanel';
import { framePicture, pictureName, savePicture } from './picture';
import { strings } from './strings';
import { sideBySide, useChartUrl } from './useChartUrl';

export type { About } from './ChartStage';

/**
 * A market as a page places it: the bar, one to three charts, and the moment they show. What is shared with the rest of the page is
 * in the URL.
 */
export function ChartView({
  symbol,
  isPage,
  onAsk,
}: {
  symbol: string;
  /** That the page is of this market and of nothing else: its name is the title. */
  isPage?: boolean;
  onAsk?: (about: About) => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const [url, change] = useChartUrl();
  const [stage, setStage] = useState<Stage | null>(null);
  const [isTable, setTable] = useState(false);
  const [moment] = useState(() => new Cell<number | null>(null));
  const shown = sideBySide(url.timeframe, url.split);
  const { language } = useLanguage();
  const { data: chart } = useQuery(chartQuery(symbol, url.timeframe, url.at, language));

  function save() {
    if (!stage) return;
    const { chart, canvas } = stage;
    const caption = {
      title: `${chart.symbol} · ${chart.timeframe}`,
      moment: t.asKnown(format.moment(chart.asOf)),
      source: [t.source(chart.venue), ...(chart.isSimulated ? [t.pictureSimulated] : [])].join(' · '),
      notice: `WAIckoff · ${t.pictureNotice}`,
    };
    const picture = framePicture(canvas.picture(), caption, canvas.colours, window.devicePixelRatio || 1);
    void savePicture(picture, pictureName(chart.symbol, chart.timeframe, chart.asOf));
  }

  return (
    <section className={classes.view} aria-label={t.chartOf(symbol, url.timeframe)}>
      <Group gap="xs" className={classes.bar}>
        <Head symbol={symbol} chart={chart} isPage={isPage ?? false} />
        <SegmentedControl
          size="xs"
          aria-label={t.timeframe}
          data={[...timeframes]}
          value={url.timeframe}
          onChange={(value) => change({ timeframe: value as Timeframe }, true)}
        />
        <SegmentedControl
          size="xs"
          aria-label={t.split}
          className={classes.wide}
          data={['1', '2', '3'].map((n) => ({
            value: n,
            label: (
              <span className={classes.panes} role="img" aria-label={t.splitOf(n)}>
                {Array.from({ length: Number(n) }, (_, i) => (
                  <i key={i} />
                ))}
              </span>
            ),
          }))}
          value={String(url.split)}
          onChange={(value) => change({ split: Number(value) as 1 | 2 | 3 })}
        />
        <span className={classes.gap} />
        <LayersPanel layers={url.layers} onChange={(layers) => change({ layers })} />
        <Button
          size="xs"
          variant="default"
          className={classes.action}
          aria-label={t.table}
          aria-pressed={isTable}
          disabled={!stage}
          onClick={() => setTable(!isTable)}
        >
          {t.tableShort}
        </Button>
        <Button
          size="xs"
          variant="default"
          className={classes.action}
          aria-label={t.picture}
          disabled={!stage}
          onClick={save}
        >
          {t.pictureShort}
        </Button>
      </Group>
      <div className={classes.stages} data-count={shown.length}>
        {shown.map((timeframe, i) => (
          <ChartStage
            key={timeframe}
            symbol={symbol}
            timeframe={timeframe}
            url={url}
            change={change}
            onAsk={onAsk}
            onStage={i === 0 ? setStage : undefined}
            moment={moment}
          />
        ))}
      </div>
      {chart ? (
        <AsOfSlider
          firstAt={chart.firstAt}
          lastAt={chart.lastAt}
          step={lengthOf(url.timeframe)}
          at={url.at}
          isLive={chart.isLive}
          onChange={(at) => change({ at })}
        />
      ) : (
        <div className={classes.asOf} />
      )}
      <Collapse expanded={isTable && stage !== null}>
        {isTable && stage ? <CandleTable chart={stage.chart} range={stage.range} /> : null}
      </Collapse>
    </section>
  );
}

/** The market, its last price, and what became of it in a day. */
function Head({ symbol, chart, isPage }: { symbol: string; chart: Chart | undefined; isPage: boolean }) {
  const t = useStrings(strings);
  const format = useFormat();
  const change = chart ? dayChange(chart) : null;
  const price = chart?.forming?.close[0] ?? chart?.candles.close.at(-1);
  return (
    <div className={classes.head}>
      <Title order={isPage ? 1 : 2} size="h4">
        {symbol}
      </Title>
      <Text fw={600} className="figure" miw={80}>
        {chart && price !== undefined ? format.price(price, chart.priceDecimals) : null}
      </Text>
      {change === null ? null : (
        <Text size="sm" className="figure" title={t.dayChange}>
          <SideMark side={change > 0 ? 'bullish' : change < 0 ? 'bearish' : 'none'} />{' '}
          {format.change(Math.abs(change))}
        </Text>
      )}
    </div>
  );
}
