import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { isTimeframe, lengthOf } from '../../shared/markets/timeframes';
import { saveFile } from '../../shared/ui/saveFile';
import { SideMark } from '../../shared/ui/SideMark';
import table from '../../shared/ui/table.module.css';
import classes from './Backtests.module.css';
import type { Trade } from './backtestsApi';
import { decimalsOf } from './decimals';
import { strings } from './strings';

const atOnce = 50;

/** The trades, newest first, each a way to its candles on the chart. */
export function Trades({
  trades,
  all,
  symbol,
  timeframe,
}: {
  trades: readonly Trade[];
  /** How many there were; the newest of them are here. */
  all: number;
  symbol: string;
  timeframe: string;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const [shown, setShown] = useState(atOnce);
  const newest = trades.toReversed();
  const length = isTimeframe(timeframe) ? lengthOf(timeframe) : 0;
  const save = () => saveFile(`${symbol}-${timeframe}-trades.csv`, 'text/csv;charset=utf-8', csvOf(trades));
  return (
    <section aria-label={t.trades}>
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h5">
          {t.trades}
        </Title>
        {trades.length > 0 ? (
          <Button variant="default" size="xs" onClick={save}>
            {t.csv}
          </Button>
        ) : null}
      </Group>
      {trades.length < all ? (
        <Text size="sm" c="dimmed">
          {t.lastTrades(format.whole(trades.length), format.whole(all))}
        </Text>
      ) : null}
      {trades.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t.noTrades}
        </Text>
      ) : (
        <div className={classes.wide} role="group" aria-label={t.trades} tabIndex={0}>
          <table className={table.table}>
            <thead>
              <tr>
                {[t.entered, t.side, t.entry, t.left, t.exit, t.reason, t.profit, 'R'].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className={classes.number}>
              {newest.slice(0, shown).map((trade) => (
                <tr key={`${trade.entered} ${trade.side} ${trade.left}`}>
                  <th scope="row">
                    <Anchor
                      component={Link}
                      to={`/m/${symbol}?tf=${timeframe}&at=${trade.left * 1000 + length}`}
                      underline="always"
                      size="sm"
                      py={4}
                    >
                      {format.moment(trade.entered * 1000)}
                    </Anchor>
                  </th>
                  <td>
                    <SideMark side={trade.side} />
                  </td>
                  <td>{format.price(trade.entryPrice, decimalsOf(trade.entryPrice))}</td>
                  <td>{format.moment(trade.left * 1000)}</td>
                  <td>{format.price(trade.exitPrice, decimalsOf(trade.exitPrice))}</td>
                  <td>{t.reasons[trade.reason]}</td>
                  <td>{format.price(trade.profit, 2)}</td>
                  <td>{trade.r == null ? '–' : format.price(trade.r, 2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown < trades.length ? (
        <Group justify="center" mt="xs">
          <Button variant="default" onClick={() => setShown(shown + atOnce)}>
            {t.moreTrades}
          </Button>
        </Group>
      ) : null}
    </section>
  );
}

export function csvOf(trades: readonly Trade[]): string {
  const names = 'entered,left,side,entry_price,exit_price,quantity,stop,fees,profit,r,reason';
  const time = (seconds: number) => new Date(seconds * 1000).toISOString();
  const rows = trades.map((trade) =>
    [
      time(trade.entered),
      time(trade.left),
      trade.side,
      trade.entryPrice,
      trade.exitPrice,
      trade.quantity,
      trade.stop ?? '',
      trade.fees,
      trade.profit,
      trade.r ?? '',
      trade.reason,
    ].join(','),
  );
  return [names, ...rows, ''].join('\n');
}
