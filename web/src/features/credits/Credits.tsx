import {
  Anchor,
  Button,
  Container,
  Group,
  SegmentedControl,
  Skeleton,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { creditsQuery } from '../../shared/account/credits';
import { words } from '../../shared/account/words';
import type { components } from '../../shared/api/schema';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { saveFile } from '../../shared/ui/saveFile';
import { Empty, Failure } from '../../shared/ui/States';
import { useTitle } from '../../shared/ui/useTitle';
import { statementQuery, wholeStatement, type Line } from './creditsApi';
import classes from './Credits.module.css';
import { csvOf } from './csv';
import { strings } from './strings';

type Balance = components['schemas']['ReadCreditsAnswer'];
type Shown = 'all' | 'credits' | 'tokens';

/** What is left, where it came from, and every movement as the ledger has it. */
export function Credits({ purchases }: { purchases: ReactNode }) {
  const t = useStrings(strings);
  useTitle(t.title);
  const { data, error, refetch } = useQuery(creditsQuery);
  return (
    <Container size="md" py="md" w="100%">
      <Stack gap="lg">
        <Stack gap={4}>
          <Title order={1} size="h3">
            {t.title}
          </Title>
          <Text c="dimmed">{t.what}</Text>
        </Stack>
        {data ? (
          <Left balance={data} />
        ) : error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={96} role="status" aria-label={t.loading} />
        )}
        {purchases}
        <Statement />
      </Stack>
    </Container>
  );
}

function Left({ balance }: { balance: Balance }) {
  const t = useStrings(strings);
  const w = useStrings(words);
  const format = useFormat();
  const total = balance.lots.reduce((sum, lot) => sum + lot.credits, 0);
  return (
    <>
      <Group className={classes.card} justify="space-between" gap="md">
        <div>
          <div className={classes.figure}>{t.left(format.whole(balance.credits), format.whole(total))}</div>
          <Text size="sm" c="dimmed">
            {t.leftLabel}
          </Text>
        </div>
        <Group gap="xs">
          {balance.credits > 0 ? (
            <Button component={Link} to="/" variant="default">
              {t.choose}
            </Button>
          ) : null}
          <Button component={Link} to="/packs" variant="default">
            {t.buy}
          </Button>
        </Group>
      </Group>
      {balance.owed > 0 ? <Text size="sm">{t.owed(balance.owed, format.whole(balance.owed))}</Text> : null}
      {balance.lots.length > 0 ? (
        <section aria-label={t.lots}>
          <Title order={2} size="h5" mb="xs">
            {t.lots}
          </Title>
          <div className={classes.wide} role="group" aria-label={t.lots} tabIndex={0}>
            <Table>
              <Table.Caption>{t.lotsCaption}</Table.Caption>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t.date}</Table.Th>
                  <Table.Th scope="col">{t.source}</Table.Th>
                  <Table.Th scope="col" className={classes.number}>
                    {t.received}
                  </Table.Th>
                  <Table.Th scope="col" className={classes.number}>
                    {t.remaining}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {balance.lots.map((lot) => (
                  <Table.Tr key={lot.id}>
                    <Table.Td className={classes.when}>{format.date(lot.granted)}</Table.Td>
                    <Table.Td>{w.sources[lot.source] ?? lot.source}</Table.Td>
                    <Table.Td className={classes.number}>{format.whole(lot.credits)}</Table.Td>
                    <Table.Td className={classes.number}>{format.whole(lot.remaining)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </section>
      ) : null}
    </>
  );
}

function Statement() {
  const t = useStrings(strings);
  const w = useStrings(words);
  const [shown, setShown] = useState<Shown>('all');
  const statement = useInfiniteQuery(statementQuery);
  const lines = statement.data?.pages.flatMap((p) => p.lines) ?? [];
  const wanted = lines.filter((line) => shown === 'all' || line.unit === shown);
  const save = useMutation({
    mutationFn: async () => {
      const rows = (await wholeStatement()).map((line) => [
        line.at,
        w.kinds[line.kind] ?? w.otherKind,
        line.change,
        line.unit,
        line.session ?? '',
      ]);
      saveFile(t.csvFile, 'text/csv;charset=utf-8', csvOf([t.csvHead, ...rows]));
    },
  });
  return (
    <section aria-label={t.statement}>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} size="h5">
          {t.statement}
        </Title>
        {lines.length > 0 ? (
          <Group gap="xs">
            <SegmentedControl
              aria-label={t.show}
              value={shown}
              onChange={(value) => setShown(value as Shown)}
              data={[
                { value: 'all', label: t.all },
                { value: 'credits', label: t.onlyCredits },
                { value: 'tokens', label: t.onlyTokens },
              ]}
            />
            <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
              {t.csv}
            </Button>
          </Group>
        ) : null}
      </Group>
      {save.isError ? <Failure error={save.error} /> : null}
      {statement.isPending ? (
        <Stack gap="xs" role="status" aria-label={t.loading}>
          {[1, 2, 3, 4].map((n) => (
            <Skeleton key={n} height={36} />
          ))}
        </Stack>
      ) : !statement.data ? (
        <Failure error={statement.error} onRetry={() => void statement.refetch()} />
      ) : lines.length === 0 ? (
        <Empty
          action={
            <Button component={Link} to="/" variant="default">
              {t.choose}
            </Button>
          }
        >
          {t.empty}
        </Empty>
      ) : (
        <>
          {wanted.length > 0 ? (
            <div className={classes.wide} role="group" aria-label={t.statement} tabIndex={0}>
              <Table>
                <Table.Caption>{t.statementCaption}</Table.Caption>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t.date}</Table.Th>
                    <Table.Th scope="col">{t.movement}</Table.Th>
                    <Table.Th scope="col" className={classes.number}>
                      {t.change}
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {wanted.map((line, i) => (
                    <Movement key={`${line.at} ${i}`} line={line} />
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          ) : (
            <Text c="dimmed" py="md">
              {t.noneOfKind}
            </Text>
          )}
          {statement.hasNextPage ? (
            <Group justify="center" mt="sm">
              <Button
                variant="default"
                loading={statement.isFetchingNextPage}
                onClick={() => void statement.fetchNextPage()}
              >
                {t.more}
              </Button>
            </Group>
          ) : null}
        </>
      )}
    </section>
  );
}

function Movement({ line }: { line: Line }) {
  const t = useStrings(strings);
  const w = useStrings(words);
  const format = useFormat();
  const figure = format.signed(line.change);
  return (
    <Table.Tr>
      <Table.Td className={classes.when}>{format.moment(line.at)}</Table.Td>
      <Table.Td>
        {line.session ? (
          <Anchor component={Link} to={`/s/${line.session}`} underline="always" title={t.seeSession} py={3}>
            {w.kinds[line.kind] ?? w.otherKind}
          </Anchor>
        ) : (
          (w.kinds[line.kind] ?? w.otherKind)
        )}
      </Table.Td>
      <Table.Td className={classes.number}>
        {line.unit === 'tokens' ? w.tokens(figure) : w.credits(line.change, figure)}
      </Table.Td>
    </Table.Tr>
  );
}
