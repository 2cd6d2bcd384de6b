import { Anchor, Button, Card, Group, NativeSelect, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { useNow } from '../../shared/ui/useNow';
import { Empty, Failure } from '../../shared/ui/States';
import table from '../../shared/ui/table.module.css';
import { Change } from './Change';
import { marketsQuery, type Market } from '../../shared/markets/markets';
import classes from './MarketTable.module.css';
import { arrange, orders, type Order } from './order';
import { PhaseCell } from './PhaseCell';
import { Sparkline } from './Sparkline';
import { strings } from './strings';

/** Every market with its price, phase and bias: a table on a desk, cards on a phone. Free without a session. */
export function MarketTable() {
  const t = useStrings(strings);
  const markets = useQuery(marketsQuery);
  const [order, setOrder] = useState<Order>('name');
  const [filter, setFilter] = useState('');
  const isWide = useMediaQuery('(min-width: 64em)', true, { getInitialValueInEffect: false });
  if (markets.isPending) return <Waiting />;
  if (!markets.data) return <Failure error={markets.error} onRetry={() => void markets.refetch()} />;
  const shown = arrange(markets.data, order, filter);
  const names = { name: t.byName, confluence: t.byConfluence, age: t.byAge, change: t.byChange };
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <TextInput
          aria-label={t.filter}
          placeholder={t.filter}
          value={filter}
          size="xs"
          onChange={(e) => setFilter(e.currentTarget.value)}
        />
        <NativeSelect
          aria-label={t.sort}
          size="xs"
          w={150}
          data={orders.map((value) => ({ value, label: names[value] }))}
          value={order}
          onChange={(e) => setOrder(e.currentTarget.value as Order)}
        />
      </Group>
      {shown.length === 0 ? (
        <Empty
          action={
            filter ? (
              <Button variant="default" onClick={() => setFilter('')}>
                {t.clear}
              </Button>
            ) : null
          }
        >
          {filter ? t.none : t.noMarkets}
        </Empty>
      ) : isWide ? (
        <Wide markets={shown} />
      ) : (
        shown.map((m) => <Narrow key={m.symbol} market={m} />)
      )}
    </Stack>
  );
}

function Wide({ markets }: { markets: Market[] }) {
  const t = useStrings(strings);
  const format = useFormat();
  const now = useNow();
  const frames = markets[0]!.timeframes.map((f) => f.timeframe);
  return (
    <table className={`${table.table} ${classes.table}`}>
      <thead>
        <tr>
          <th>{t.symbol}</th>
          <th className={classes.number}>{t.price}</th>
          <th className={classes.number}>{t.change}</th>
          <th>{t.trend}</th>
          {frames.map((f) => (
            <th key={f}>{f}</th>
          ))}
          <th className={classes.number}>{t.byConfluence}</th>
          <th className={classes.number}>{t.age}</th>
        </tr>
      </thead>
      <tbody>
        {markets.map((m) => (
          <tr key={m.symbol}>
            <th scope="row">
              <Anchor component={Link} to={`/m/${m.symbol}`} className={classes.symbol}>
                {m.symbol}
              </Anchor>
            </th>
            <td className={classes.number}>{format.price(m.price, m.priceDecimals)}</td>
            <td className={classes.number}>
              <Change share={m.change} />
            </td>
            <td>
              <Sparkline closes={m.closes} label={t.sparkline(m.symbol)} />
            </td>
            {m.timeframes.map((f) => (
              <td key={f.timeframe}>
                <PhaseCell frame={f} decimals={m.priceDecimals} />
              </td>
            ))}
            <td className={classes.number}>{m.confluences}</td>
            <td className={classes.number}>
              <time dateTime={m.asOf}>{m.isLive ? t.live : format.ago(m.asOf, now)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Narrow({ market: m }: { market: Market }) {
  const t = useStrings(strings);
  const format = useFormat();
  const now = useNow();
  return (
    <Card padding="sm" className={classes.card}>
      <Group justify="space-between" wrap="nowrap">
        <Anchor component={Link} to={`/m/${m.symbol}`} className={classes.symbol}>
          {m.symbol}
        </Anchor>
        <Text className="figure">{format.price(m.price, m.priceDecimals)}</Text>
        <Change share={m.change} />
      </Group>
      <div className={classes.frames}>
        {m.timeframes.map((f) => (
          <div key={f.timeframe}>
            <Text size="xs" c="dimmed">
              {f.timeframe}
            </Text>
            <PhaseCell frame={f} decimals={m.priceDecimals} />
          </div>
        ))}
      </div>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {t.confluences(m.confluences)}
        </Text>
        <Text size="xs" c="dimmed" component="time" dateTime={m.asOf}>
          {m.isLive ? t.live : format.ago(m.asOf, now)}
        </Text>
      </Group>
    </Card>
  );
}

function Waiting() {
  return (
    <Stack gap="xs" aria-busy>
      <Skeleton height={30} />
      {Array.from({ length: 10 }, (_, i) => (
        <Skeleton key={i} height={44} />
      ))}
    </Stack>
  );
}
