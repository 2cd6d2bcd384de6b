import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { isTimeframe, timeframes, type Timeframe } from '../../shared/markets/timeframes';
import { parseLayers, storedLayers, storeLayers, usualLayers, writeLayers, type Layers } from './layers';

/** What the page shares of the chart: `?tf=1h&at=<ms>&layers=a,b&sel=<overlay id>&split=3`. */
export type ChartUrl = {
  timeframe: Timeframe;
  /** Close of a past candle in milliseconds; null is now. */
  at: number | null;
  layers: Layers;
  /** The overlay that is framed. */
  selected: string | null;
  /** How many charts stand side by side. */
  split: 1 | 2 | 3;
};

export function readChartUrl(params: URLSearchParams): ChartUrl {
  const timeframe = params.get('tf');
  const at = Number(params.get('at'));
  const split = Number(params.get('split'));
  return {
    timeframe: isTimeframe(timeframe) ? timeframe : '1h',
    at: Number.isSafeInteger(at) && at > 0 ? at : null,
    layers: parseLayers(params.get('layers')) ?? storedLayers() ?? usualLayers,
    selected: params.get('sel') || null,
    split: split === 2 || split === 3 ? split : 1,
  };
}

/** The timeframes that stand side by side: the chosen one first, then the next longer ones, and where there are none the shorter. */
export function sideBySide(timeframe: Timeframe, split: 1 | 2 | 3): Timeframe[] {
  const start = Math.min(timeframes.indexOf(timeframe), timeframes.length - split);
  const row = timeframes.slice(start, start + split);
  return [timeframe, ...row.filter((t) => t !== timeframe)];
}

/** Reads the URL and changes parts of it; what others keep in it stays. */
export function useChartUrl(): [ChartUrl, (change: Partial<ChartUrl>, push?: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const url = useMemo(() => readChartUrl(params), [params]);
  const change = useCallback(
    (next: Partial<ChartUrl>, push = false) => {
      if (next.layers) storeLayers(next.layers);
      setParams(
        (before) => {
          const to = new URLSearchParams(before);
          const set = (name: string, value: string | null) =>
            value === null ? to.delete(name) : to.set(name, value);
          if (next.timeframe !== undefined) set('tf', next.timeframe);
          if (next.at !== undefined) set('at', next.at === null ? null : String(next.at));
          if (next.layers !== undefined) set('layers', writeLayers(next.layers));
          if (next.selected !== undefined) set('sel', next.selected);
          if (next.split !== undefined) set('split', next.split === 1 ? null : String(next.split));
          return to;
        },
        { replace: !push, preventScrollReset: true },
      );
    },
    [setParams],
  );
  return [url, change];
}
