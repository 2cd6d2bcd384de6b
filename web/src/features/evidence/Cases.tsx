import { Text } from '@mantine/core';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import type { Case } from './evidenceApi';
import classes from './Evidence.module.css';
import { strings } from './strings';
import { useShares } from './useShares';

/** The last cases, oldest first: each is a way to its candles. */
export function Cases({
  cases,
  priceDecimals,
  onMoment,
}: {
  cases: readonly Case[];
  priceDecimals: number;
  onMoment: (time: number) => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const { r } = useShares();
  if (cases.length === 0) return null;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {t.lastCases(cases.length, format.whole(cases.length))}
      </Text>
      <ul className={classes.cases}>
        {cases.map((c) => {
          const label = t.case(
            format.moment(c.signal * 1000),
            t.sides[c.side],
            c.isHit ? t.hit : t.miss,
            r(c.r),
            format.price(c.entry, priceDecimals),
          );
          return (
            <li key={c.signal}>
              <button
                type="button"
                className={classes.case}
                data-hit={c.isHit}
                aria-label={label}
                title={label}
                onClick={() => onMoment(c.endTime)}
              >
                <span aria-hidden>{c.isHit ? '✓' : '✗'}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
