import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import table from '../../shared/ui/table.module.css';
import classes from './Evidence.module.css';
import type { Setup } from './evidenceApi';
import { strings } from './strings';
import { useShares } from './useShares';

/** The targets at one, two and three times the risk. */
export function Targets({ setup }: { setup: Setup }) {
  const t = useStrings(strings);
  const format = useFormat();
  const shares = useShares();
  return (
    <div className={classes.wide} tabIndex={0} role="group" aria-label={t.targets}>
      <table className={`${table.table} ${classes.table}`}>
        <thead>
          <tr>
            {[t.target, t.hits, t.base, t.expectancy, t.median, t.chance].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {setup.targets.map((target) => (
            <tr key={target.multiple}>
              <th scope="row">{t.times(format.whole(target.multiple))}</th>
              <td>{shares.share(target.hits, setup.count, target.hitInterval)}</td>
              <td>
                {target.baseRate == null
                  ? t.unknown
                  : shares.rate(target.baseRate, target.baseInterval, target.baseCount)}
              </td>
              <td>{shares.inR(target.expectancy, target.expectancyInterval)}</td>
              <td>{target.medianCandles == null ? '–' : t.candles(format.whole(target.medianCandles))}</td>
              <td>{format.tenths(target.adjustedChance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The cases by what the market was like. */
export function Regimes({ setup }: { setup: Setup }) {
  const t = useStrings(strings);
  const shares = useShares();
  return (
    <div className={classes.wide} tabIndex={0} role="group" aria-label={t.regime}>
      <table className={`${table.table} ${classes.table}`}>
        <thead>
          <tr>
            {[t.regime, t.reached('2'), t.expectancy].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {setup.regimes.map((regime) => (
            <tr key={regime.regime}>
              <th scope="row">{t.regimes[regime.regime]}</th>
              <td>{shares.share(regime.hits, regime.count, regime.hitInterval)}</td>
              <td>{shares.inR(regime.expectancy, null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
