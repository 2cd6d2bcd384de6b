import { Anchor, Badge, Button, Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { marketsQuery } from '../../shared/markets/markets';
import { isTimeframe, timeframes } from '../../shared/markets/timeframes';
import { SideMark } from '../../shared/ui/SideMark';
import { Empty, Failure } from '../../shared/ui/States';
import { strings } from './strings';
import classes from './TrackRecord.module.css';
import { entriesQuery, type Entry } from './trackRecordApi';

/** Each scenario with what became of it; what is looked for stands in the address. */
export function Entries() {
  const t = useStrings(strings);
  const [params, setParams] = useSearchParams();
  const { data: markets = [] } = useQuery(marketsQuery);
  const symbol = params.get('symbol') ?? '';
  const timeframe = isTimeframe(params.get('tf')) ? params.get('tf')! : '';
  const asked = params.get('state') ?? '';
  const state = asked in t.states ? asked : '';
  const found = useInfiniteQuery(entriesQuery({ symbol, timeframe, state }));
  const entries = found.data?.pages.flatMap((p) => p.entries);
  const seek = (name: string) => (e: React.ChangeEvent<HTMLSelectElement>) => {
    const next = new URLSearchParams(params);
    if (e.currentTarget.value) next.set(name, e.currentTarget.value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  const any = { value: '', label: t.any };
  return (
    <section aria-label={t.entries}>
      <Title order={2} size="h5" mb="xs">
        {t.entries}
      </Title>
      <Group mb="sm" gap="sm">
        <NativeSelect
          label={t.market}
          value={symbol}
          onChange={seek('symbol')}
          data={[any, ...markets.map((m) => ({ value: m.symbol, label: m.symbol }))]}
        />
        <NativeSelect
          label={t.timeframe}
          value={timeframe}
          onChange={seek('tf')}
          data={[any, ...timeframes.map((value) => ({ value, label: value }))]}
        />
        <NativeSelect
          label={t.state}
          value={state}
          onChange={seek('state')}
          data={[any, ...Object.entries<string>(t.states).map(([value, label]) => ({ value, label }))]}
        />
      </Group>
      {!entries ? (
        found.error ? (
          <Failure error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <Skeleton height={160} role="status" aria-label={t.loading} />
        )
      ) : entries.length === 0 ? (
        <Empty>{t.noEntries}</Empty>
      ) : (
        <Stack gap="xs">
          <ul className={classes.list}>
            {entries.map((entry) => (
              <li key={entry.number} className={classes.entry}>
                <One entry={entry} />
              </li>
            ))}
          </ul>
          {found.hasNextPage ? (
            <Group justify="center">
              <Button
                variant="default"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {t.more}
              </Button>
            </Group>
          ) : null}
        </Stack>
      )}
    </section>
  );
}

function One({ entry }: { entry: Entry }) {
  const t = useStrings(strings);
  const format = useFormat();
  const { data: markets = [] } = useQuery(marketsQuery);
  const [isOpen, setOpen] = useState(false);
  const decimals = markets.find((m) => m.symbol === entry.symbol)?.priceDecimals ?? 2;
  const price = (value: number) => format.price(value, decimals);
  const { grade } = entry;
  return (
    <>
      <Group justify="space-between" gap="xs">
        <Anchor
          component={Link}
          to={`/m/${entry.symbol}?tf=${entry.timeframe}&at=${Date.parse(entry.made)}`}
          underline="always"
          size="sm"
          py={4}
        >
          <SideMark side={entry.side} /> {entry.symbol} {entry.timeframe}, {format.moment(entry.made)}
        </Anchor>
        <Badge variant="default">{t.states[entry.state]}</Badge>
      </Group>
      <Text size="sm">
        {[
          t.zone(price(entry.bottom), price(entry.top)),
          ...(entry.confirmation == null ? [] : [t.confirmedAt(price(entry.confirmation))]),
          entry.lowerInvalidation == null
            ? t.wrongAt(price(entry.invalidation))
            : t.wrongOutside(price(entry.lowerInvalidation), price(entry.invalidation)),
          ...(entry.targets.length > 0 ? [t.targets(entry.targets.map(price).join(', '))] : []),
        ].join('; ')}
        .
      </Text>
      <Text size="xs" c="dimmed">
        {grade
          ? t.graded(format.moment(grade.ended), format.whole(grade.targetsHit))
          : t.due(format.moment(entry.due))}
        {entry.isSimulated ? ` ${t.ofSimulated}` : ''}
      </Text>
      <Button
        variant="subtle"
        size="compact-xs"
        px={0}
        className={classes.small}
        aria-expanded={isOpen}
        aria-label={t.proofOf(format.whole(entry.number))}
        onClick={() => setOpen(!isOpen)}
      >
        {t.proof}
      </Button>
      {isOpen ? (
        <div className={classes.proof}>
          <Proof label={t.text} value={entry.text} />
          <Proof label={t.previous} value={entry.previous} />
          <Proof label={t.hash} value={entry.hash} />
          {grade ? (
            <>
              <Proof label={t.gradeText} value={grade.text} />
              <Proof label={t.previous} value={grade.previous} />
              <Proof label={t.hash} value={grade.hash} />
            </>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function Proof({ label, value }: { label: string; value: string }) {
  return (
    <div>
      {label}: <code className={classes.hash}>{value}</code>
    </div>
  );
}
