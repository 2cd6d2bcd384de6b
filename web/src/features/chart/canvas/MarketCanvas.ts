import {
  CandlestickSeries,
  ColorType,
  createChart,
  CrosshairMode,
  HistogramSeries,
  LineSeries,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
  type MouseEventParams,
  type SeriesType,
  type Time,
} from 'lightweight-charts';
import type { Chart, Family, Line, Overlay } from '../chart';
import { families } from '../chart';
import { bars, cumulative, deltas, isSameCandles, points, values, volumes } from './columns';
import { isMiddle, linesShown } from './lines';
import { OverlayPrimitive } from './OverlayPrimitive';
import { paletteOf, type Palette } from './palette';
import { buildScene, type Scene } from './scene';
import { logicalOf } from './times';

/** What of a chart is drawn. */
export type View = {
  families: ReadonlySet<Family>;
  /** Zones that have ended. */
  past: boolean;
  delta: boolean;
  cvd: boolean;
  selected: string | null;
};

export type CanvasEvents = {
  /** The candle under the pointer; null when it is on none. */
  onCandle: (index: number | null) => void;
  onPick: (picked: Picked | null) => void;
  /** The first and last candle in view. */
  onRange: (from: number, to: number) => void;
};

/** What was clicked: an overlay, or a line at a candle. */
export type Picked = { id: string; index: number; x: number; y: number };

export type Format = {
  price: (value: number, decimals: number) => string;
  volume: (value: number) => string;
  tick: (time: number, isDate: boolean) => string;
  moment: (time: number) => string;
};

/**
 * The chart as an object with a life of its own: React tells it what to show, it tells back what was pointed at. It keeps the zoom
 * when data comes, and what did not change is not set again.
 */
export class MarketCanvas {
  private readonly chart: IChartApi;
  private readonly candles: ISeriesApi<'Candlestick'>;
  private readonly volume: ISeriesApi<'Histogram'>;
  private readonly overlays = new OverlayPrimitive();
  private readonly lines = new Map<string, ISeriesApi<'Line'>>();
  /** The values that each line was last given. */
  private readonly drawnLines = new Map<string, Line>();
  private delta: ISeriesApi<'Histogram'> | null = null;
  private cvd: ISeriesApi<'Line'> | null = null;
  private palette: Palette;
  private data: Chart | null = null;
  private view: View | null = null;
  private scene: Scene | null = null;
  private secondsPerCandle = 3600;

  constructor(
    private readonly element: HTMLElement,
    private readonly format: Format,
    private readonly events: CanvasEvents,
  ) {
    this.palette = paletteOf(element);
    this.chart = createChart(element, {
      autoSize: true,
      layout: { attributionLogo: true, panes: { enableResize: true } },
      crosshair: { mode: CrosshairMode.Normal },
      localization: { timeFormatter: (time: Time) => format.moment(time as number) },
      timeScale: {
        timeVisible: true,
        secondsVisible: false,
        rightOffset: 6,
        minBarSpacing: 0.2,
        // Candles narrower than half a pixel are drawn together.
        enableConflation: true,
        tickMarkFormatter: (time: Time, kind: number) => format.tick(time as number, kind < 3),
      },
      rightPriceScale: { scaleMargins: { top: 0.1, bottom: 0.06 } },
      kineticScroll: { mouse: false, touch: !matchMedia('(prefers-reduced-motion: reduce)').matches },
    });
    this.candles = this.chart.addSeries(CandlestickSeries, { borderVisible: false });
    this.volume = this.chart.addSeries(HistogramSeries, this.underneath(), 1);
    this.candles.attachPrimitive(this.overlays);
    this.paint();
    this.chart.subscribeCrosshairMove(this.onMove);
    this.chart.subscribeClick(this.onClick);
    this.chart.timeScale().subscribeVisibleLogicalRangeChange(this.onRange);
  }

  destroy(): void {
    this.chart.remove();
  }

  /** The colours of the theme, read anew. */
  paint(): void {
    const palette = (this.palette = paletteOf(this.element));
    const { up, down, line } = palette;
    this.chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: palette.page },
        textColor: palette.quiet,
        fontFamily: palette.font,
        fontSize: 11,
        panes: { separatorColor: line, separatorHoverColor: line },
      },
      grid: { vertLines: { color: line + '66' }, horzLines: { color: line + '66' } },
      crosshair: {
        vertLine: { color: palette.quiet, labelBackgroundColor: palette.crosshair },
        horzLine: { color: palette.quiet, labelBackgroundColor: palette.crosshair },
      },
      rightPriceScale: { borderColor: line },
      timeScale: { borderColor: line },
    });
    // A rising candle is hollow and a falling one is full, so that they differ without their colours.
    this.candles.applyOptions({
      upColor: palette.page,
      downColor: down,
      borderVisible: true,
      borderUpColor: up,
      borderDownColor: down,
      wickUpColor: up,
      wickDownColor: down,
    });
    if (this.data && this.view) {
      const { data, view } = this;
      this.data = null;
      this.show(data, view);
    }
  }

  /** Shows a chart; the same one again changes only what is chosen of it. */
  show(data: Chart, view: View): void {
    const before = this.data;
    const isNew = before === null || before.symbol !== data.symbol || before.timeframe !== data.timeframe;
    const shownBefore = this.view;
    this.data = data;
    this.view = view;
    const times = data.candles.time;
    this.secondsPerCandle = times.length > 1 ? times[times.length - 1]! - times[times.length - 2]! : 3600;
    if (isNew || !isSameCandles(before.candles, data.candles)) this.setCandles(data);
    if (data.forming) this.setForming(data);
    this.setPanes(data, view);
    if (isNew || before.lines !== data.lines || before.overlays !== data.overlays || shownBefore !== view) {
      this.setLines(data, view);
      this.scene = buildScene(data.overlays, times, this.secondsPerCandle, view);
      this.overlays.set(this.scene, this.palette);
    }
    if (isNew) this.rest();
  }

  private setCandles(data: Chart): void {
    this.candles.applyOptions({
      priceFormat: {
        type: 'custom',
        minMove: 10 ** -data.priceDecimals,
        formatter: (price: number) => this.format.price(price, data.priceDecimals),
      },
    });
    this.candles.setData(bars(data.candles));
    this.volume.setData(volumes(data.candles, this.palette));
    this.delta?.setData(deltas(data.candles, this.palette));
    this.cvd?.setData(values(data.candles.time, cumulative(data.candles.delta)));
  }

  private setForming(data: Chart): void {
    const last = data.candles.time.at(-1);
    const [bar] = bars(data.forming!);
    const [volume] = volumes(data.forming!, this.palette);
    if (!bar || !volume || (last !== undefined && bar.time <= last)) return;
    this.candles.update(bar);
    this.volume.update(volume);
  }

  private setPanes(data: Chart, view: View): void {
    if (view.delta && !this.delta) {
      this.delta = this.chart.addSeries(HistogramSeries, this.underneath(), this.chart.panes().length);
      this.delta.setData(deltas(data.candles, this.palette));
    } else if (!view.delta && this.delta) {
      this.chart.removeSeries(this.delta);
      this.delta = null;
    }
    if (view.cvd && !this.cvd) {
      this.cvd = this.chart.addSeries(
        LineSeries,
        { ...this.underneath(), lineWidth: 1, color: this.palette.families[3]!.solid },
        this.chart.panes().length,
      );
      this.cvd.setData(values(data.candles.time, cumulative(data.candles.delta)));
    } else if (!view.cvd && this.cvd) {
      this.chart.removeSeries(this.cvd);
      this.cvd = null;
    }
    const panes = this.chart.panes();
    panes.forEach((pane, i) => pane.setStretchFactor(i === 0 ? 6 : 1));
  }

  private underneath() {
    return {
      priceFormat: { type: 'custom' as const, formatter: this.format.volume, minMove: 0.01 },
      priceLineVisible: false,
      lastValueVisible: false,
    };
  }

  private setLines(data: Chart, view: View): void {
    const shown = linesShown(data, view);
    const ids = new Set(shown.map((l) => l.id));
    for (const [id, series] of this.lines)
      if (!ids.has(id)) {
        this.chart.removeSeries(series);
        this.lines.delete(id);
        this.drawnLines.delete(id);
      }
    for (const line of shown) {
      let series = this.lines.get(line.id);
      if (!series) {
        series = this.chart.addSeries(LineSeries, {
          lastValueVisible: false,
          priceLineVisible: false,
          crosshairMarkerVisible: false,
        });
        this.lines.set(line.id, series);
      }
      series.applyOptions({ ...this.strokeOf(line), autoscaleInfoProvider: () => null });
      if (this.drawnLines.get(line.id) === line) continue;
      this.drawnLines.set(line.id, line);
      series.setData(points(data.candles.time, line));
    }
  }

  /** A middle line is whole, the bands around it are dotted; groups of one family differ by their dashes. */
  private strokeOf(line: Line) {
    return {
      color: this.palette.families[families.indexOf(line.family)]!.solid,
      lineWidth: 1 as const,
      lineStyle: isMiddle(line)
        ? LineStyle.Solid
        : line.group.startsWith('keltner')
          ? LineStyle.LargeDashed
          : LineStyle.Dotted,
    };
  }

  /** The last candles at a width at which each can be told from the next. */
  rest(): void {
    const count = this.data?.candles.time.length ?? 0;
    if (count === 0) return;
    const wide = Math.max(40, Math.round(this.element.clientWidth / 7));
    this.chart.timeScale().setVisibleLogicalRange({ from: count - wide, to: count + 6 });
  }

  /** Brings candles into view, with as little movement as shows them. */
  reveal(from: number, to: number): void {
    const scale = this.chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (!range) return;
    const span = range.to - range.from;
    const margin = Math.min(span * 0.1, 8);
    if (from >= range.from + margin / 2 && to <= range.to - margin / 2) return;
    if (to - from > span - 2 * margin) {
      scale.setVisibleLogicalRange({ from: from - margin, to: to + margin });
      return;
    }
    const start = from < range.from + margin ? from - margin : to + margin - span;
    scale.setVisibleLogicalRange({ from: start, to: start + span });
  }

  revealOverlay(overlay: Overlay): void {
    const times = this.data?.candles.time;
    if (!times) return;
    const at = (time: number) => logicalOf(times, time, this.secondsPerCandle);
    const inPoints =
      overlay.form === 'path' || overlay.form === 'mark' ? overlay.points.map((p) => at(p.time)) : [];
    const from = Math.min(at(overlay.from), ...inPoints);
    const to = overlay.to == null ? from : Math.max(at(overlay.to), ...inPoints);
    // What stands for long is shown where it begins and where it became known, not over all of its life.
    this.reveal(from, Math.max(from, Math.min(to, Math.max(at(overlay.known), from) + 40)));
  }

  /** The crosshair on a candle, as the keyboard moves it. */
  point(index: number): void {
    const data = this.data;
    if (!data) return;
    const isForming = index === data.candles.time.length;
    const columns = isForming ? data.forming : data.candles;
    const time = columns?.time[isForming ? 0 : index];
    const close = columns?.close[isForming ? 0 : index];
    if (time === undefined || close === undefined) return;
    this.reveal(index, index);
    this.chart.setCrosshairPosition(close, time as never, this.candles);
  }

  /** The crosshair at a moment, as another chart of the same market has it. */
  pointAt(time: number | null): void {
    const times = this.data?.candles.time;
    if (time === null || !times) return this.chart.clearCrosshairPosition();
    const index = Math.floor(logicalOf(times, time, this.secondsPerCandle));
    if (index < 0 || index >= times.length) return this.chart.clearCrosshairPosition();
    this.chart.setCrosshairPosition(this.data!.candles.close[index]!, times[index] as never, this.candles);
  }

  zoom(factor: number): void {
    const scale = this.chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (!range) return;
    const span = Math.max(10, (range.to - range.from) * factor);
    scale.setVisibleLogicalRange({ from: range.to - span, to: range.to });
  }

  /** Where an overlay is on the screen, within the element of the chart. */
  placeOf(overlay: Overlay): { x: number; y: number } {
    const times = this.data?.candles.time ?? [];
    const point = overlay.form === 'path' || overlay.form === 'mark' ? overlay.points[0] : undefined;
    const index = logicalOf(times, point?.time ?? overlay.known, this.secondsPerCandle);
    const price =
      point?.price ??
      (overlay.top != null && overlay.bottom != null ? (overlay.top + overlay.bottom) / 2 : null);
    const place = price === null ? null : this.overlays.placeOf(index, price);
    const width = this.element.clientWidth;
    const height = this.element.clientHeight;
    return {
      x: Math.max(0, Math.min(place?.x ?? width / 2, width)),
      y: Math.max(0, Math.min(place?.y ?? 20, height)),
    };
  }

  picture(): HTMLCanvasElement {
    return this.chart.takeScreenshot(true, false);
  }

  get colours(): Palette {
    return this.palette;
  }

  private readonly onMove = (event: MouseEventParams) => {
    this.events.onCandle(event.logical === undefined ? null : Math.round(event.logical));
  };

  private readonly onRange = (range: { from: number; to: number } | null) => {
    if (!range || !this.data) return;
    const last = this.data.candles.time.length - 1;
    this.events.onRange(Math.max(0, Math.ceil(range.from)), Math.min(last, Math.floor(range.to)));
  };

  private readonly onClick = (event: MouseEventParams) => {
    const { point, logical } = event;
    if (!point || event.paneIndex !== 0) return;
    const index = logical === undefined ? -1 : Math.round(logical);
    const overlay = this.overlays.at(point.x, point.y);
    const line = overlay ? null : this.lineOf(event.hoveredInfo?.series);
    const id = overlay?.id ?? line;
    this.events.onPick(id ? { id, index, x: point.x, y: point.y } : null);
  };

  private lineOf(series: ISeriesApi<SeriesType> | undefined): string | null {
    for (const [id, own] of this.lines) if (own === series) return id;
    return null;
  }
}
