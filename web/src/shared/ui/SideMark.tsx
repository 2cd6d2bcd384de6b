import { useStrings } from '../language/language';
import classes from './SideMark.module.css';
import { strings } from './strings';

export type Side = 'none' | 'bullish' | 'bearish';

const marks: Record<Side, string> = { bullish: '▲', bearish: '▼', none: '·' };

/** Which way, by sign and name; colour only repeats it. */
export function SideMark({ side }: { side: Side }) {
  const t = useStrings(strings);
  const label = { bullish: t.up, bearish: t.down, none: t.flat }[side];
  return (
    <span className={classes.mark} data-side={side} role="img" aria-label={label}>
      {marks[side]}
    </span>
  );
}
