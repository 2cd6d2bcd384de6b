import type { Format } from '../../shared/language/format';
import { readCandle, type Reading } from './canvas/columns';
import type { Chart } from './chart';
import type { strings } from './strings';

type Texts = (typeof strings)['es'];

/** A candle as one sentence, for a reader who hears it. */
export function sayCandle(candle: Reading, chart: Chart, t: Texts, format: Format): string {
  const price = (value: number) => format.price(value, chart.priceDecimals);
  const moment = format.moment(candle.time * 1000) + (candle.isForming ? `, ${t.forming}` : '');
  const text = t.candle(
    moment,
    price(candle.open),
    price(candle.high),
    price(candle.low),
    price(candle.close),
    format.compact(candle.volume),
  );
  return t.withDelta(text, format.compact(candle.delta));
}

/** What a look at the chart tells, in words: its span, its extremes, and what was found. */
export function sayChart(chart: Chart, t: Texts, format: Format): string[] {
  const { candles } = chart;
  const count = candles.time.length;
  if (count === 0) return [];
  const price = (value: number) => format.price(value, chart.priceDecimals);
  const moment = (index: number) => format.moment(candles.time[index]! * 1000);
  let high = 0;
  let low = 0;
  for (let i = 1; i < count; i++) {
    if (candles.high[i]! > candles.high[high]!) high = i;
    if (candles.low[i]! < candles.low[low]!) low = i;
  }
  const standing = chart.overlays.filter((o) => o.isStanding).length;
  return [
    t.summaryOf(chart.symbol, chart.timeframe, format.whole(count), moment(0), moment(count - 1)),
    t.summaryPrices(
      price(readCandle(candles, null, count - 1)!.close),
      price(candles.high[high]!),
      moment(high),
      price(candles.low[low]!),
      moment(low),
    ),
    t.summaryFound(format.whole(chart.overlays.length), format.whole(standing)),
  ];
}
