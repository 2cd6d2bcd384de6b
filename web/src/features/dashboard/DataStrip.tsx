import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { marketsQuery } from '../../shared/markets/markets';
import { useNow } from '../../shared/ui/useNow';
import classes from './DataStrip.module.css';
import { strings } from './strings';

const freshMs = 20 * 60_000;

/** What has to be known of the data that every page shows; nothing while they are live. */
export function DataStrip() {
  const t = useStrings(strings);
  const format = useFormat();
  const now = useNow(30_000);
  const { data } = useQuery(marketsQuery);
  if (!data?.length) return null;
  const newest = Math.max(...data.map((m) => new Date(m.asOf).getTime()));
  const said = data.some((m) => m.isSimulated)
    ? t.simulated
    : data.every((m) => !m.isLive) && now - newest > freshMs
      ? t.stale(format.ago(newest, now))
      : null;
  return said ? (
    <div className={classes.strip} role="status">
      {said}
    </div>
  ) : null;
}
