import { Button, Container, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient, type Query } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { creditsQuery } from '../../shared/account/credits';
import { ApiProblem } from '../../shared/api/problem';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Empty, Failure } from '../../shared/ui/States';
import { useTitle } from '../../shared/ui/useTitle';
import { check, isUnderWay, purchasesKey, type Purchase } from './billingApi';
import classes from './Billing.module.css';
import { Papers } from './Papers';
import { strings } from './strings';

const quickMs = 20_000;
const patienceMs = 120_000;

/** Where the pay page leads back to: how the payment stands, looked at until it is decided. */
export function Success() {
  const t = useStrings(strings);
  const [params] = useSearchParams();
  const page = params.get('session_id');
  const [since] = useState(() => Date.now());
  const { data, error, dataUpdatedAt, errorUpdatedAt, refetch } = useQuery({
    queryKey: ['purchase', page],
    queryFn: ({ signal }) => check(page!, signal),
    enabled: !!page,
    staleTime: Infinity,
    refetchInterval: (query: Query<Purchase>) => {
      const { data: known, dataUpdatedAt: answered, errorUpdatedAt: failed } = query.state;
      const spentMs = Math.max(answered, failed) - since;
      if (!known || !isUnderWay(known) || spentMs >= patienceMs) return false;
      return spentMs < quickMs ? 2_000 : 5_000;
    },
  });
  useArrived(data);
  const isLate = Math.max(dataUpdatedAt, errorUpdatedAt) - since >= patienceMs;
  const title = data?.state === 'paid' ? t.successTitle : t.paymentTitle;
  useTitle(title);
  const isUnknown = error instanceof ApiProblem && error.status === 404;
  return (
    <Container size="sm" py="xl" w="100%">
      <Stack gap="md">
        <Title order={1} size="h3">
          {title}
        </Title>
        {!page ? (
          <Empty action={<ToCredits />}>{t.noSession}</Empty>
        ) : isUnknown ? (
          <Empty action={<ToCredits />}>{t.unknownSession}</Empty>
        ) : error && !data ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <div role="status" className={classes.receipt}>
            {data ? <Standing purchase={data} knownAt={dataUpdatedAt} isLate={isLate} /> : <Looking />}
          </div>
        )}
      </Stack>
    </Container>
  );
}

/** Once it is paid, what is left and what was bought are asked anew. */
function useArrived(purchase: Purchase | undefined) {
  const queries = useQueryClient();
  const isPaid = purchase?.state === 'paid';
  const pack = purchase?.pack;
  useEffect(() => {
    if (!isPaid) return;
    // The wish is fulfilled: the next one is another.
    sessionStorage.removeItem(`buy ${pack}`);
    void queries.invalidateQueries({ queryKey: creditsQuery.queryKey });
    void queries.invalidateQueries({ queryKey: purchasesKey });
    void queries.invalidateQueries({ queryKey: ['statement'] });
  }, [isPaid, pack, queries]);
}

function Looking() {
  const t = useStrings(strings);
  return (
    <Group gap="sm">
      <Loader size="sm" aria-hidden />
      <Text>{t.looking}</Text>
    </Group>
  );
}

function ToCredits() {
  const t = useStrings(strings);
  return (
    <Button component={Link} to="/credits" variant="default">
      {t.seePurchases}
    </Button>
  );
}

function ToPacks() {
  const t = useStrings(strings);
  return (
    <Button component={Link} to="/packs" variant="default">
      {t.backToPacks}
    </Button>
  );
}

function Standing({ purchase, knownAt, isLate }: { purchase: Purchase; knownAt: number; isLate: boolean }) {
  const t = useStrings(strings);
  const format = useFormat();
  const { data: credits, dataUpdatedAt: countedAt } = useQuery(creditsQuery);
  switch (purchase.state) {
    case 'open':
      return isLate ? (
        <Stack gap="sm" align="start">
          <Text>{t.takesLonger}</Text>
          <ToCredits />
        </Stack>
      ) : (
        <Looking />
      );
    case 'processing':
      return <Text>{t.onItsWay}</Text>;
    case 'failed':
    case 'expired':
      return (
        <Stack gap="sm" align="start">
          <Text>{purchase.state === 'failed' ? t.failed : t.expired}</Text>
          <ToPacks />
        </Stack>
      );
    case 'refused':
      return (
        <Stack gap="sm" align="start">
          <Text>{t.refused}</Text>
          <span className={classes.id}>{purchase.id}</span>
          <ToCredits />
        </Stack>
      );
    case 'paid':
      return (
        <Stack gap="sm" align="start">
          <Text fw={600}>{t.added(purchase.sessions, format.whole(purchase.sessions))}</Text>
          {/* What was left before the payment is not said. */}
          <Text mih={24}>
            {credits && countedAt >= knownAt ? t.nowLeft(credits.credits, format.whole(credits.credits)) : ''}
          </Text>
          <Papers purchase={purchase} />
          <Group gap="xs">
            <Button component={Link} to="/" variant="gradient">
              {t.chooseMarket}
            </Button>
            <ToCredits />
          </Group>
        </Stack>
      );
  }
}
