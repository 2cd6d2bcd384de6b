import { Table } from '@mantine/core';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { SideMark } from '../../shared/ui/SideMark';
import { readCandle } from './canvas/columns';
import type { Chart } from './chart';
import classes from './Chart.module.css';
import { useCell, type Cell, type Span } from './cursor';
import { strings } from './strings';

/** As many rows as a reader can still walk through. */
const most = 200;

/** The candles in view as a table, the last one first: the twin of the picture. */
export function CandleTable({ chart, range }: { chart: Chart; range: Cell<Span> }) {
  const t = useStrings(strings);
  const format = useFormat();
  const span = useCell(range);
  const { candles, priceDecimals } = chart;
  const to = Math.min(span.to, candles.time.length - 1);
  const inView = Math.max(0, to - span.from + 1);
  const rows = Array.from({ length: Math.min(inView, most) }, (_, i) => readCandle(candles, null, to - i)!);
  const price = (value: number) => format.price(value, priceDecimals);
  return (
    <Table.ScrollContainer
      minWidth={560}
      maxHeight={360}
      type="native"
      tabIndex={0}
      role="region"
      aria-label={t.table}
    >
      <Table stickyHeader striped className={classes.table} fz="xs">
        <Table.Caption>
          {t.tableCaption(chart.symbol, chart.timeframe, format.whole(rows.length), format.whole(inView))}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t.time}</Table.Th>
            {[t.openLong, t.highLong, t.lowLong, t.closeLong, t.change, t.volumeLong, t.deltaLong].map(
              (name) => (
                <Table.Th key={name} scope="col" ta="right">
                  {name}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.time}>
              <Table.Th scope="row">{format.moment(row.time * 1000)}</Table.Th>
              <Table.Td ta="right">{price(row.open)}</Table.Td>
              <Table.Td ta="right">{price(row.high)}</Table.Td>
              <Table.Td ta="right">{price(row.low)}</Table.Td>
              <Table.Td ta="right">{price(row.close)}</Table.Td>
              <Table.Td ta="right">
                {row.change === null ? null : (
                  <>
                    <SideMark side={row.change > 0 ? 'bullish' : row.change < 0 ? 'bearish' : 'none'} />{' '}
                    {format.change(Math.abs(row.change))}
                  </>
                )}
              </Table.Td>
              <Table.Td ta="right">{format.compact(row.volume)}</Table.Td>
              <Table.Td ta="right">{format.compact(row.delta)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
