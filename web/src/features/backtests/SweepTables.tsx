import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import table from '../../shared/ui/table.module.css';
import classes from './Backtests.module.css';
import type { Sweep } from './backtestsApi';
import { FigureTable } from './FigureTable';
import { strings } from './strings';

const atOnce = 20;
const paramsOf = (parameters: Record<string, number>) =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ') || '–';

/** What a sweep found: how much of the best is luck first, then the best, the walk forward, and every point. */
export function SweepTables({ sweep }: { sweep: Sweep; timeframe: string }) {
  const t = useStrings(strings);
  const format = useFormat();
  const [shown, setShown] = useState(atOnce);
  const best = sweep.points[sweep.best];
  const ranked = sweep.points.toSorted(
    (a, b) => (b.figures.sharpe ?? -Infinity) - (a.figures.sharpe ?? -Infinity),
  );
  const plain = (v: number | null | undefined) => (v == null ? '–' : format.price(v, 2));
  return (
    <>
      <Alert color="gray" title={t.luckTitle}>
        {t.luck(
          format.whole(sweep.points.length),
          sweep.deflatedSharpe == null ? '–' : format.percent(sweep.deflatedSharpe),
        )}
      </Alert>
      {best ? (
        <section aria-label={t.best}>
          <Title order={2} size="h5">
            {t.best}: {best.symbol}, {paramsOf(best.parameters)}
          </Title>
          <FigureTable figures={best.figures} />
        </section>
      ) : null}
      <section aria-label={t.walkForward}>
        <Title order={2} size="h5" mb={4}>
          {t.walkForward}
        </Title>
        <Text size="sm" mb="xs">
          {t.walkForwardWhat(format.tenths(sweep.walkForwardReturn))}
        </Text>
        <div className={classes.wide} role="group" aria-label={t.walkForward} tabIndex={0}>
          <table className={table.table}>
            <thead>
              <tr>
                {[t.market, t.part, t.chosen, t.learned, t.traded, t.return].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className={classes.number}>
              {sweep.walkForward.map((step) => (
                <tr key={`${step.symbol} ${step.part}`}>
                  <th scope="row">{step.symbol}</th>
                  <td>{format.whole(step.part + 1)}</td>
                  <td>{paramsOf(step.parameters)}</td>
                  <td>{format.price(step.learnedSharpe, 4)}</td>
                  <td>{format.price(step.sharpe, 4)}</td>
                  <td>{format.tenths(step.return)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section aria-label={t.allPoints}>
        <Title order={2} size="h5" mb={4}>
          {t.allPoints}
        </Title>
        <div className={classes.wide} role="group" aria-label={t.allPoints} tabIndex={0}>
          <table className={table.table}>
            <thead>
              <tr>
                {[t.market, t.parameters, t.sharpe, t.return, t.drawdown, t.tradeCount].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className={classes.number}>
              {ranked.slice(0, shown).map((point) => (
                <tr key={`${point.symbol} ${paramsOf(point.parameters)}`}>
                  <th scope="row">{point.symbol}</th>
                  <td>{paramsOf(point.parameters)}</td>
                  <td>{plain(point.figures.sharpe)}</td>
                  <td>{format.tenths(point.figures.return)}</td>
                  <td>{format.tenths(point.figures.drawdownDepth)}</td>
                  <td>{format.whole(point.figures.trades)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {shown < ranked.length ? (
          <Group justify="center" mt="xs">
            <Button variant="default" onClick={() => setShown(shown + 100)}>
              {t.morePoints}
            </Button>
          </Group>
        ) : null}
      </section>
    </>
  );
}
