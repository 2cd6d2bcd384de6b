import { Text, Title } from '@mantine/core';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import classes from './Backtests.module.css';
import type { Result, Trade } from './backtestsApi';
import { decimalsOf } from './decimals';
import { height, scaleOf, width } from './scale';
import { strings } from './strings';

/** More of them would hide the price. */
const mostTrades = 200;

/** Where the trades lay on the price. What each of them was stands in the table below. */
export function PriceChart({
  price,
  trades,
}: {
  price: NonNullable<Result['price']>;
  trades: readonly Trade[];
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const { time, value } = price;
  if (value.length < 2 || trades.length === 0) return null;
  const shown = trades.slice(-mostTrades);
  const first = time[0]!;
  const last = time.at(-1)!;
  const fills = shown.flatMap((trade) => [trade.entryPrice, trade.exitPrice]);
  const low = Math.min(...value, ...fills);
  const high = Math.max(...value, ...fills);
  const scale = scaleOf(first, last, low, high);
  const x = (at: number) => scale.x(at).toFixed(1);
  const y = (v: number) => scale.y(v).toFixed(1);
  const money = (v: number) => format.price(v, decimalsOf(v));
  const won = shown.filter((trade) => trade.profit > 0).length;
  return (
    <figure className={classes.figure}>
      <Title order={2} size="h5" mb={4}>
        {t.onChart}
      </Title>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className={classes.price}
        role="img"
        aria-label={t.priceOf(
          format.date(first * 1000),
          format.date(last * 1000),
          money(low),
          money(high),
          shown.length,
          format.whole(shown.length),
          format.whole(won),
        )}
      >
        <polyline points={value.map((v, i) => `${x(time[i]!)},${y(v)}`).join(' ')} />
        {shown.map((trade) => {
          const entry = `${x(trade.entered)} ${y(trade.entryPrice)}`;
          return (
            <g
              key={`${trade.entered} ${trade.side} ${trade.left}`}
              data-side={trade.side}
              data-lost={trade.profit <= 0 || undefined}
            >
              <path d={`M${entry}L${x(trade.left)} ${y(trade.exitPrice)}`} />
              <path d={`M${entry}h0`} className={classes.entry} />
            </g>
          );
        })}
      </svg>
      <figcaption className={classes.axis}>
        <span>{format.date(first * 1000)}</span>
        <span>{t.lowHigh(money(low), money(high))}</span>
        <span>{format.date(last * 1000)}</span>
      </figcaption>
      <Text size="xs" c="dimmed">
        {t.onChartHelp}
        {shown.length < trades.length ? ` ${t.onChartLast(format.whole(shown.length))}` : ''}
      </Text>
    </figure>
  );
}
