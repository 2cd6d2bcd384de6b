import { useEffect, useRef } from 'react';
import { useFormat } from '../../shared/language/format';
import { MarketCanvas, type CanvasEvents, type Format, type View } from './canvas/MarketCanvas';
import type { Chart } from './chart';
import classes from './Chart.module.css';

/** The drawn chart. It is fetched when the first chart is looked at, since it carries the library. */
export default function ChartCanvas({
  chart,
  view,
  events,
  onCanvas,
}: {
  chart: Chart;
  view: View;
  events: CanvasEvents;
  /** The canvas once it is there, null when it is gone. */
  onCanvas: (canvas: MarketCanvas | null) => void;
}) {
  const format = useFormat();
  const element = useRef<HTMLDivElement>(null);
  const canvas = useRef<MarketCanvas | null>(null);
  const latest = useRef({ chart, view });

  useEffect(() => {
    let made: MarketCanvas | null = null;
    const watch = new MutationObserver(() => made?.paint());
    // What can be read is on the screen before the first drawing takes its time.
    const cancel = afterPaint(() => {
      made = new MarketCanvas(element.current!, formatOf(format), events);
      canvas.current = made;
      made.show(latest.current.chart, latest.current.view);
      onCanvas(made);
      // The theme is an attribute of the page.
      watch.observe(document.documentElement, {
        attributeFilter: ['data-mantine-color-scheme', 'data-colours'],
      });
    });
    return () => {
      cancel();
      watch.disconnect();
      canvas.current = null;
      onCanvas(null);
      made?.destroy();
    };
  }, [format, events, onCanvas]);

  useEffect(() => {
    latest.current = { chart, view };
    canvas.current?.show(chart, view);
  }, [chart, view]);

  return <div ref={element} className={classes.canvas} />;
}

/** Does something once what is there now has been painted. */
function afterPaint(work: () => void): () => void {
  let timer = 0;
  const frame = requestAnimationFrame(() => (timer = window.setTimeout(work)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

function formatOf(format: ReturnType<typeof useFormat>): Format {
  const { locale, timeZone } = format;
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' });
  return {
    price: format.price,
    volume: format.compact,
    tick: (time, isDate) => (isDate ? day.format(time * 1000) : format.time(time * 1000)),
    moment: (time) => format.moment(time * 1000),
  };
}
