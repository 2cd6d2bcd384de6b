import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import type { Between, Probability } from './evidenceApi';
import { strings } from './strings';

type Maybe<T> = T | null | undefined;

/** Frequencies as they are written everywhere: never without their count, and with their interval. */
export function useShares() {
  const t = useStrings(strings);
  const format = useFormat();
  const percent = format.percent;
  const between = (b: Maybe<Between>) => (b ? t.between(percent(b.low), percent(b.high)) : '');
  const r = (value: number) => `${value >= 0 ? '+' : '−'}${format.price(Math.abs(value), 2)} R`;
  return {
    /** So many of so many. */
    share: (hits: number, count: number, interval: Maybe<Between>) =>
      count === 0
        ? t.unknown
        : `${percent(hits / count)} ${between(interval)} · ${t.of(format.whole(hits), format.whole(count))}`,
    /** A rate with how many it was measured on. */
    rate: (rate: number, interval: Maybe<Between>, count: number) =>
      `${percent(rate)} ${between(interval)} · n = ${format.whole(count)}`,
    /** A mean outcome in multiples of the risk. */
    inR: (value: Maybe<number>, interval: Maybe<Between>) =>
      value == null
        ? t.unknown
        : `${r(value)}${interval ? ` ${t.between(r(interval.low), r(interval.high))}` : ''}`,
    /** What the next case is given, or why it is given nothing. */
    likely: (probability: Probability, count: number) =>
      probability.value == null
        ? t.abstentions[probability.abstention]
        : t.likely(percent(probability.value), format.whole(count)),
    r,
  };
}
