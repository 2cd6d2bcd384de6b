import {
  Anchor,
  Badge,
  Button,
  Container,
  Group,
  Progress,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Empty, Failure } from '../../shared/ui/States';
import { useTitle } from '../../shared/ui/useTitle';
import classes from './Backtests.module.css';
import { backtestsQuery, isUnderWay, type Item } from './backtestsApi';
import { StartForm } from './StartForm';
import { strings } from './strings';

/** Strategies over past candles: a new one, and those there are. */
export function Backtests() {
  const t = useStrings(strings);
  useTitle(t.title);
  return (
    <Container size="lg" py="md" w="100%">
      <Stack gap="lg">
        <div>
          <Title order={1} size="h3" mb={4}>
            {t.title}
          </Title>
          <Text c="dimmed" size="sm">
            {t.what}
          </Text>
        </div>
        <StartForm />
        <section aria-label={t.mine}>
          <Title order={2} size="h5" mb="xs">
            {t.mine}
          </Title>
          <Mine />
        </section>
      </Stack>
    </Container>
  );
}

function Mine() {
  const t = useStrings(strings);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(backtestsQuery);
  if (!data)
    return error ? (
      <Failure error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton height={120} role="status" aria-label={t.loading} />
    );
  const items = data.pages.flatMap((p) => p.backtests);
  if (items.length === 0) return <Empty>{t.noneYet}</Empty>;
  return (
    <Stack gap="xs">
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.id} className={classes.item}>
            <Row item={item} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t.moreOfThem}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

function Row({ item }: { item: Item }) {
  const t = useStrings(strings);
  const format = useFormat();
  return (
    <>
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} to={`/backtests/${item.id}`} underline="always" py={3}>
          {item.name}: {item.symbols.join(', ')}, {item.timeframe}
        </Anchor>
        <Badge variant="default">{t.states[item.state]}</Badge>
      </Group>
      <Text size="xs" c="dimmed">
        {format.moment(item.created)}
        {item.kind === 'sweep' ? `, ${t.points(format.whole(item.points))}` : ''}
      </Text>
      {isUnderWay(item) ? <Advance item={item} /> : null}
    </>
  );
}

/** How much of it is computed. */
export function Advance({ item }: { item: Item }) {
  const t = useStrings(strings);
  const format = useFormat();
  return (
    <Progress.Root size="lg" mt={4}>
      <Progress.Section
        value={(100 * item.done) / Math.max(1, item.points)}
        aria-label={t.advance(format.whole(item.done), format.whole(item.points))}
      />
    </Progress.Root>
  );
}
