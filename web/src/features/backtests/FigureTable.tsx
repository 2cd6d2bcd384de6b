import { Title } from '@mantine/core';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import classes from './Backtests.module.css';
import type { Figures } from './backtestsApi';
import { strings } from './strings';

/** The usual figures; a dash where one cannot be formed. */
export function FigureTable({ figures: f }: { figures: Figures }) {
  const t = useStrings(strings);
  const format = useFormat();
  const share = (v: number | null | undefined) => (v == null ? '–' : format.tenths(v));
  const plain = (v: number | null | undefined, decimals = 2) => (v == null ? '–' : format.price(v, decimals));
  const rows: [string, string][] = [
    [t.return, share(f.return)],
    [t.buyAndHold, share(f.buyAndHold)],
    [t.cagr, share(f.cagr)],
    [t.drawdown, `${share(f.drawdownDepth)}, ${t.candles(format.whole(f.drawdownCandles))}`],
    [t.volatility, share(f.volatility)],
    [t.sharpe, plain(f.sharpe)],
    [t.sortino, plain(f.sortino)],
    [t.calmar, plain(f.calmar)],
    [t.tradeCount, format.whole(f.trades)],
    [t.winRate, f.winRate == null ? '–' : t.shareOf(share(f.winRate), format.whole(f.trades))],
    [t.profitFactor, plain(f.profitFactor)],
    [t.expectancy, plain(f.expectancy)],
    [t.expectancyR, f.expectancyR == null ? '–' : `${plain(f.expectancyR)} R`],
    [t.sqn, plain(f.sqn)],
    [t.kelly, share(f.kelly)],
    [t.exposure, share(f.exposure)],
    [t.fees, plain(f.fees)],
    [t.candleCount, format.whole(f.candles)],
  ];
  return (
    <section aria-label={t.figures}>
      <Title order={2} size="h5" mb={4}>
        {t.figures}
      </Title>
      <dl className={classes.facts}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
