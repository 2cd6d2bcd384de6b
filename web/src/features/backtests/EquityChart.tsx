import { Text, Title } from '@mantine/core';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import classes from './Backtests.module.css';
import type { Result } from './backtestsApi';
import { height, scaleOf, width } from './scale';
import { strings } from './strings';

/** The equity over time, and below it how far it lay under its highest so far. Its figures stand in the table beside it. */
export function EquityChart({ equity, start }: { equity: Result['equity']; start: number }) {
  const t = useStrings(strings);
  const format = useFormat();
  const { time, value } = equity;
  if (value.length < 2) return null;
  const first = time[0]!;
  const last = time.at(-1)!;
  const low = Math.min(start, ...value);
  const high = Math.max(start, ...value);
  const scale = scaleOf(first, last, low, high);
  const x = (i: number) => scale.x(time[i]!).toFixed(1);
  const y = (v: number) => scale.y(v).toFixed(1);
  const falls = drawdowns(value);
  const deepest = Math.min(0, ...falls);
  const down = (v: number) => (deepest < 0 ? (v / deepest) * 60 : 0);
  return (
    <figure className={classes.figure}>
      <Title order={2} size="h5" mb={4}>
        {t.equity}
      </Title>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className={classes.equity}
        role="img"
        aria-label={t.equityOf(
          format.date(first * 1000),
          format.date(last * 1000),
          format.whole(value[0]!),
          format.whole(value.at(-1)!),
          format.whole(low),
          format.whole(high),
        )}
      >
        <line x1={0} x2={width} y1={y(start)} y2={y(start)} className={classes.even} />
        <polyline points={value.map((v, i) => `${x(i)},${y(v)}`).join(' ')} />
      </svg>
      <svg
        viewBox={`0 0 ${width} 60`}
        preserveAspectRatio="none"
        className={classes.falls}
        role="img"
        aria-label={t.fallsOf(format.tenths(-deepest))}
      >
        <polygon
          points={`0,0 ${falls.map((v, i) => `${x(i)},${down(v).toFixed(1)}`).join(' ')} ${width},0`}
        />
      </svg>
      <figcaption className={classes.axis}>
        <span>{format.date(first * 1000)}</span>
        <span>
          {t.lowHigh(format.whole(low), format.whole(high))} · {t.fallsOf(format.tenths(-deepest))}
        </span>
        <span>{format.date(last * 1000)}</span>
      </figcaption>
      <Text size="xs" c="dimmed">
        {t.evenLine(format.whole(start))}
      </Text>
    </figure>
  );
}

/** How far each value lies under the highest so far, as a share of that: 0 or below. */
export function drawdowns(values: readonly number[]): number[] {
  let highest = -Infinity;
  return values.map((v) => {
    highest = Math.max(highest, v);
    return highest > 0 ? v / highest - 1 : 0;
  });
}
