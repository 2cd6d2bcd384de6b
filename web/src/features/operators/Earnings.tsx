import { Alert, Group, NativeSelect, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import { Sheet } from './Listing';
import classes from './Operators.module.css';
import { economicsQuery, type Economics, type PackEconomics } from './operatorsApi';
import { strings } from './strings';

const periods = [1, 7, 30, 90, 365];

/** What each pack earns and costs, and what one used session of it leaves. */
export function Earnings() {
  const t = useStrings(strings);
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get('days'));
  const days = periods.includes(asked) ? asked : 30;
  const { data, error, refetch } = useQuery(economicsQuery(days));
  return (
    <Stack gap="md">
      <Group>
        <NativeSelect
          label={t.period}
          value={String(days)}
          onChange={(e) => setParams({ days: e.currentTarget.value }, { replace: true })}
          data={periods.map((n) => ({ value: String(n), label: t.days(n) }))}
        />
      </Group>
      {data ? (
        <Packs found={data} />
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={240} role="status" aria-label={t.loading} />
      )}
    </Stack>
  );
}

function Packs({ found }: { found: Economics }) {
  const t = useStrings(strings);
  const format = useFormat();
  const thin = found.packs.filter((p) => p.isBelowFloor).map((p) => p.name);
  const floor = format.percent(found.floorPercent / 100);
  const figure = (label: string) => ({ label, isFigure: true }) as const;
  // Each currency has a fixed part of its own unit.
  const currency = found.packs[0]?.currency ?? 'usd';
  return (
    <>
      {thin.length > 0 ? (
        <Alert color="red" variant="light" title={t.alarm} role="alert">
          {t.alarms(thin.join(', '), floor)}
        </Alert>
      ) : null}
      <Sheet
        caption={t.economicsCaption(
          format.tenths(found.cardFee.basisPoints / 10_000),
          format.money(found.cardFee.fixed, currency),
          floor,
        )}
        columns={[
          t.pack,
          figure(t.sold),
          figure(t.gross),
          figure(t.givenBack),
          figure(t.fees),
          figure(t.used),
          figure(t.perSession),
          figure(t.fee),
          figure(t.cost),
          figure(t.costLargest),
          figure(t.margin),
          figure(t.marginLeast),
        ]}
      >
        {found.packs.map((p) => (
          <Pack key={`${p.name} ${p.currency}`} pack={p} />
        ))}
      </Sheet>
    </>
  );
}

function Pack({ pack }: { pack: PackEconomics }) {
  const t = useStrings(strings);
  const format = useFormat();
  const money = (amount: number) => format.money(amount, pack.currency);
  const micro = (amount: number) => format.microMoney(amount, pack.currency);
  const one = pack.perSession;
  const cells = [
    format.whole(pack.sold),
    money(pack.gross),
    money(pack.refunded),
    money(pack.fees),
    `${format.whole(pack.used)} / ${format.whole(pack.sessionsSold)}`,
    ...(one
      ? [
          micro(one.gross),
          micro(one.fee),
          micro(one.cost),
          micro(one.largestCost),
          format.tenths(one.marginPercent / 100),
        ]
      : [t.noneUsed, '–', '–', '–', '–']),
    pack.marginAtCeilingPercent == null ? '–' : format.tenths(pack.marginAtCeilingPercent / 100),
  ];
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {pack.name}
        {pack.isBelowFloor ? (
          <Text size="xs" c="red">
            {t.alarm}
          </Text>
        ) : null}
      </Table.Th>
      {cells.map((cell, i) => (
        <Table.Td key={i} className={classes.number}>
          {cell}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
