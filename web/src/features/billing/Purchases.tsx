import { Button, Group, Modal, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { creditsQuery } from '../../shared/account/credits';
import { words } from '../../shared/account/words';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Empty, Failure } from '../../shared/ui/States';
import { nameOf, purchasesKey, purchasesQuery, refund, type Purchase } from './billingApi';
import classes from './Billing.module.css';
import { Papers } from './Papers';
import { strings } from './strings';

/** What was bought, with its papers, and what can be given back of it. */
export function Purchases() {
  const t = useStrings(strings);
  const purchases = useInfiniteQuery(purchasesQuery);
  const all = purchases.data?.pages.flatMap((p) => p.purchases) ?? [];
  return (
    <section aria-label={t.purchases}>
      <Title order={2} size="h5" mb="xs">
        {t.purchases}
      </Title>
      {purchases.isPending ? (
        <Skeleton height={96} role="status" aria-label={t.loading} />
      ) : !purchases.data ? (
        <Failure error={purchases.error} onRetry={() => void purchases.refetch()} />
      ) : all.length === 0 ? (
        <Empty
          action={
            <Button component={Link} to="/packs" variant="default">
              {t.buy}
            </Button>
          }
        >
          {t.noPurchases}
        </Empty>
      ) : (
        <>
          <ul className={classes.purchases} aria-label={t.purchasesCaption}>
            {all.map((purchase) => (
              <Bought key={purchase.id} purchase={purchase} />
            ))}
          </ul>
          {purchases.hasNextPage ? (
            <Group justify="center" mt="sm">
              <Button
                variant="default"
                loading={purchases.isFetchingNextPage}
                onClick={() => void purchases.fetchNextPage()}
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

function Bought({ purchase }: { purchase: Purchase }) {
  const t = useStrings(strings);
  const w = useStrings(words);
  const format = useFormat();
  const money = (amount: number) => format.money(amount, purchase.currency);
  return (
    <li className={classes.purchase}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {format.moment(purchase.paid ?? purchase.created)} · {nameOf(purchase.pack)},{' '}
          {t.sessions(format.whole(purchase.sessions))}
        </Text>
        <Text size="sm">
          <span className={classes.amount}>
            {money(purchase.state === 'paid' ? purchase.total : purchase.price)}
          </span>{' '}
          {purchase.tax > 0 ? `${t.withTax(money(purchase.tax))} ` : ''}· {w.purchases[purchase.state]}
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {t.order} <span className={classes.id}>{purchase.id}</span>
      </Text>
      {t.disputes[purchase.dispute] ? <Text size="sm">{t.disputes[purchase.dispute]}</Text> : null}
      <div role="status">
        {purchase.refunds.map((back) => (
          <Text size="sm" key={back.id}>
            {format.date(back.created)}: {t.refunds[back.state](money(back.amount))}
          </Text>
        ))}
      </div>
      <Group justify="space-between" gap="xs">
        <Papers purchase={purchase} />
        {purchase.url ? (
          <Button component="a" href={purchase.url} variant="default" size="xs">
            {t.goOnPaying(nameOf(purchase.pack), money(purchase.price))}
          </Button>
        ) : null}
        {purchase.refundable ? <GiveBack purchase={purchase} {...purchase.refundable} /> : null}
      </Group>
    </li>
  );
}

function GiveBack({ purchase, sessions, amount }: { purchase: Purchase; sessions: number; amount: number }) {
  const t = useStrings(strings);
  const format = useFormat();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const back = format.money(amount, purchase.currency);
  const giving = useMutation({
    mutationFn: () => refund(purchase.id),
    onSuccess: () => setOpen(false),
    onSettled: async () => {
      void queries.invalidateQueries({ queryKey: creditsQuery.queryKey });
      void queries.invalidateQueries({ queryKey: ['statement'] });
      await queries.invalidateQueries({ queryKey: purchasesKey });
    },
  });
  const ask = () => {
    giving.reset();
    setOpen(true);
  };
  return (
    <>
      <Button variant="subtle" color="gray" size="xs" onClick={ask}>
        {t.giveBack(sessions, format.whole(sessions), back)}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.giveBackTitle}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <Stack gap="sm">
          <Text size="sm">{t.giveBackWhat(sessions, format.whole(sessions), back)}</Text>
          {giving.error ? <Failure error={giving.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
              {t.keep}
            </Button>
            <Button loading={giving.isPending} onClick={() => giving.mutate()}>
              {t.giveBackDo}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
