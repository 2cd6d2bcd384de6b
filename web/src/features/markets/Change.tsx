import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import classes from './MarketTable.module.css';
import { strings } from './strings';

/** A change with an arrow that says which way; nothing where the candle before is missing. */
export function Change({ share }: { share: number | null | undefined }) {
  const t = useStrings(strings);
  const format = useFormat();
  if (share === null || share === undefined) return null;
  return (
    <span className={classes.change} data-side={share >= 0 ? 'bullish' : 'bearish'}>
      <span role="img" aria-label={share >= 0 ? t.rose : t.fell}>
        {share >= 0 ? '▲' : '▼'}
      </span>{' '}
      {format.change(share)}
    </span>
  );
}
