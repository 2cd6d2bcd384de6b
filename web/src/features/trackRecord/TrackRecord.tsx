import { Anchor, Code, Container, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { SideMark } from '../../shared/ui/SideMark';
import { Empty, Failure } from '../../shared/ui/States';
import table from '../../shared/ui/table.module.css';
import { useTitle } from '../../shared/ui/useTitle';
import { Entries } from './Entries';
import { strings } from './strings';
import classes from './TrackRecord.module.css';
import { recordQuery, type Series } from './trackRecordApi';

/** Every scenario that was shown, with hits and misses; anybody can recompute it. */
export function TrackRecord() {
  const t = useStrings(strings);
  useTitle(t.title);
  const { data, error, refetch } = useQuery(recordQuery);
  return (
    <Container size="lg" py="md" w="100%">
      <Stack gap="lg">
        <div>
          <Title order={1} size="h3" mb={4}>
            {t.title}
          </Title>
          <Text size="sm">{t.what}</Text>
          <Text size="sm" c="dimmed">
            {t.notFuture}
          </Text>
        </div>
        {data ? (
          <>
            <Figures title={t.real} series={data.series.filter((s) => !s.isSimulated)} empty={t.noReal} />
            {data.series.some((s) => s.isSimulated) ? (
              <Figures title={t.simulated} series={data.series.filter((s) => s.isSimulated)} empty="" />
            ) : null}
            <Chain number={data.head.number} hash={data.head.hash} />
          </>
        ) : error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={240} role="status" aria-label={t.loading} />
        )}
        <Entries />
      </Stack>
    </Container>
  );
}

function Figures({ title, series, empty }: { title: string; series: readonly Series[]; empty: string }) {
  const t = useStrings(strings);
  const format = useFormat();
  return (
    <section aria-label={title}>
      <Title order={2} size="h5" mb={4}>
        {title}
      </Title>
      {series.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <>
          <Text size="xs" c="dimmed" mb="xs">
            {t.apartWhat}
          </Text>
          <div className={classes.wide} role="group" aria-label={title} tabIndex={0}>
            <table className={table.table}>
              <thead>
                <tr>
                  {[
                    t.market,
                    t.timeframe,
                    t.side,
                    t.published,
                    t.running,
                    t.neverConfirmed,
                    t.hits,
                    t.misses,
                    t.undecided,
                    t.hitRate,
                  ].map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className={classes.number}>
                {series.map((s) => (
                  <tr key={`${s.symbol} ${s.venue} ${s.timeframe} ${s.side}`}>
                    <th scope="row">{s.symbol}</th>
                    <td>{s.timeframe}</td>
                    <td>
                      <SideMark side={s.side} />
                    </td>
                    <td>{format.whole(s.all.published)}</td>
                    <td>{format.whole(s.all.running)}</td>
                    <td>{format.whole(s.all.neverConfirmed)}</td>
                    <td>{format.whole(s.all.hits)}</td>
                    <td>{format.whole(s.all.misses)}</td>
                    <td>{format.whole(s.all.undecided)}</td>
                    <td>{rate(s)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );

  /** Of those that share no candles, with its interval and count; nothing where there are none. */
  function rate({ apart }: Series): string {
    if (apart.hitRate == null || apart.low == null || apart.high == null) return '–';
    const confirmed = apart.hits + apart.misses + apart.undecided;
    return t.rate(
      format.percent(apart.hitRate),
      format.percent(apart.low),
      format.percent(apart.high),
      format.whole(confirmed),
    );
  }
}

function Chain({ number, hash }: { number: number; hash: string }) {
  const t = useStrings(strings);
  const format = useFormat();
  return (
    <section aria-label={t.chain}>
      <Title order={2} size="h5" mb={4}>
        {t.chain}
      </Title>
      <Text size="sm">{t.chainWhat}</Text>
      <Text size="sm" mt={4}>
        {t.head(format.whole(number))} <Code className={classes.hash}>{hash}</Code>
      </Text>
      <Anchor href="/api/track-record/entries" size="sm" underline="always" py={4} display="inline-block">
        {t.raw}
      </Anchor>
    </section>
  );
}
