import { Badge, Text, Title } from '@mantine/core';
import { useStrings } from '../../shared/language/language';
import table from '../../shared/ui/table.module.css';
import classes from './Evidence.module.css';
import type { Evidence } from './evidenceApi';
import { strings } from './strings';
import { useShares } from './useShares';

/** How ranges ended that were once read so, with all ranges beside them. */
export function Ranges({
  readings,
  all,
  timeframe,
}: {
  readings: Evidence['readings'];
  all: Evidence['ranges'];
  timeframe: string;
}) {
  const t = useStrings(strings);
  const shares = useShares();
  return (
    <div>
      <Title order={2} size="h6" mb={4}>
        {t.ranges(timeframe)}
      </Title>
      {all.count === 0 ? (
        <Text size="sm" c="dimmed">
          {t.noRanges}
        </Text>
      ) : (
        <div className={classes.wide} tabIndex={0} role="group" aria-label={t.ranges(timeframe)}>
          <table className={`${table.table} ${classes.table}`}>
            <thead>
              <tr>
                {[t.readAs, t.upward, t.downward, t.said, t.probability].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t.allRanges}</th>
                <td>{shares.share(all.upward, all.count, all.upwardInterval)}</td>
                <td>{shares.share(all.downward, all.count, all.downwardInterval)}</td>
                <td>–</td>
                <td>–</td>
              </tr>
              {readings.map((r) => (
                <tr key={`${r.reading} ${r.phase}`}>
                  <th scope="row">
                    {t.readings[r.reading]}, {r.phase}{' '}
                    {r.isNow ? <Badge variant="default">{t.now}</Badge> : null}
                  </th>
                  <td>{shares.share(r.upward, r.count, r.upwardInterval)}</td>
                  <td>{shares.share(r.downward, r.count, r.downwardInterval)}</td>
                  <td>{t.verdicts[r.verdict]}</td>
                  <td>{shares.likely(r.probability, r.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
