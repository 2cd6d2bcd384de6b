import {
  Anchor,
  Button,
  Card,
  Group,
  NativeSelect,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { useNow } from '../../shared/ui/useNow';
import { Empty, Failure } from '../../shared/ui/States';
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
    <Table verticalSpacing={6} highlightOnHover className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t.symbol}</Table.Th>
          <Table.Th className={classes.number}>{t.price}</Table.Th>
          <Table.Th className={classes.number}>{t.change}</Table.Th>
          <Table.Th>{t.trend}</Table.Th>
          {frames.map((f) => (
            <Table.Th key={f}>{f}</Table.Th>
          ))}
          <Table.Th className={classes.number}>{t.byConfluence}</Table.Th>
          <Table.Th className={classes.number}>{t.age}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {markets.map((m) => (
          <Table.Tr key={m.symbol}>
            <Table.Th scope="row">
              <Anchor component={Link} to={`/m/${m.symbol}`} className={classes.symbol}>
                {m.symbol}
              </Anchor>
            </Table.Th>
            <Table.Td className={classes.number}>{format.price(m.price, m.priceDecimals)}</Table.Td>
            <Table.Td className={classes.number}>
              <Change share={m.change} />
            </Table.Td>
            <Table.Td>
              <Sparkline closes={m.closes} label={t.sparkline(m.symbol)} />
            </Table.Td>
            {m.timeframes.map((f) => (
              <Table.Td key={f.timeframe}>
                <PhaseCell frame={f} decimals={m.priceDecimals} />
              </Table.Td>
            ))}
            <Table.Td className={classes.number}>{m.confluences}</Table.Td>
            <Table.Td className={classes.number}>
              <time dateTime={m.asOf}>{m.isLive ? t.live : format.ago(m.asOf, now)}</time>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
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
