import { VisuallyHidden } from '@mantine/core';
import { SideMark } from '../../shared/ui/SideMark';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { readCandle } from './canvas/columns';
import type { Chart } from './chart';
import { useCell, type Cell } from './cursor';
import classes from './Chart.module.css';
import { strings } from './strings';

/** The candle under the cursor in numbers; without a cursor the last one. */
export function Readout({ chart, cursor }: { chart: Chart; cursor: Cell<number | null> }) {
  const t = useStrings(strings);
  const format = useFormat();
  const { candles, forming, priceDecimals } = chart;
  const last = candles.time.length - 1 + (forming ? 1 : 0);
  const candle = readCandle(candles, forming, Math.max(0, Math.min(useCell(cursor) ?? last, last)));
  if (!candle) return null;
  const price = (value: number) => format.price(value, priceDecimals);
  return (
    <dl className={classes.readout}>
      <div>
        <VisuallyHidden component="dt">{t.time}</VisuallyHidden>
        <dd>
          {format.moment(candle.time * 1000)}
          {candle.isForming ? ` · ${t.forming}` : ''}
        </dd>
      </div>
      <Part name={t.open} full={t.openLong} value={price(candle.open)} />
      <Part name={t.high} full={t.highLong} value={price(candle.high)} />
      <Part name={t.low} full={t.lowLong} value={price(candle.low)} />
      <Part name={t.close} full={t.closeLong} value={price(candle.close)} />
      {candle.change === null ? null : (
        <div>
          <VisuallyHidden component="dt">{t.change}</VisuallyHidden>
          <dd>
            <SideMark side={candle.change > 0 ? 'bullish' : candle.change < 0 ? 'bearish' : 'none'} />{' '}
            {format.change(Math.abs(candle.change))}
          </dd>
        </div>
      )}
      <Part name={t.volumeShort} full={t.volumeLong} value={format.compact(candle.volume)} />
      <Part
        name={t.deltaShort}
        full={t.deltaLong}
        value={
          signed(format.compact(candle.delta), candle.delta) +
          (candles.isDeltaEstimated ? ` (${t.estimated})` : '')
        }
      />
    </dl>
  );
}

const signed = (text: string, value: number) => (value > 0 ? `+${text}` : text);

function Part({ name, full, value }: { name: string; full: string; value: string }) {
  return (
    <div>
      <dt>
        <abbr title={full}>{name}</abbr>
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
