import { Anchor, Button, Group, Modal, Stack, Table, Text, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { words } from '../../shared/account/words';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import { Listing, useSoughtState } from './Listing';
import classes from './Operators.module.css';
import { operatorsKey, refundSale, salesQuery, type Sale } from './operatorsApi';
import { strings } from './strings';

const longestReason = 300;

/** The purchases of all. */
export function Sales() {
  const w = useStrings(words);
  const { state, select } = useSoughtState(w.purchases);
  return (
    <Stack gap="md">
      {select}
      <SalesOf person="" state={state} />
    </Stack>
  );
}

/** The purchases of somebody, or of all; in a state, or in any. */
export function SalesOf({ person, state }: { person: string; state: string }) {
  const t = useStrings(strings);
  const found = useInfiniteQuery(salesQuery(person, state));
  const figure = (label: string) => ({ label, isFigure: true }) as const;
  return (
    <Listing
      list={found}
      rows={found.data?.pages.flatMap((p) => p.sales)}
      caption={t.salesCaption}
      columns={[
        t.date,
        ...(person ? [] : [t.buyer]),
        t.pack,
        t.state,
        figure(t.amount),
        figure(t.givenBack),
        t.refundable,
      ]}
      empty={t.noSales}
    >
      {(sale) => <Sold key={sale.purchase.id} sale={sale} isOfOne={!!person} />}
    </Listing>
  );
}

function Sold({ sale, isOfOne }: { sale: Sale; isOfOne: boolean }) {
  const t = useStrings(strings);
  const w = useStrings(words);
  const format = useFormat();
  const { purchase } = sale;
  const money = (amount: number) => format.money(amount, purchase.currency);
  const back = purchase.refunds.filter((r) => r.state !== 'failed').reduce((sum, r) => sum + r.amount, 0);
  return (
    <Table.Tr>
      <Table.Td className={classes.once}>{format.moment(purchase.paid ?? purchase.created)}</Table.Td>
      {isOfOne ? null : (
        <Table.Td>
          <Buyer person={sale.person} email={sale.email} />
        </Table.Td>
      )}
      <Table.Td>
        {purchase.pack}, {format.whole(purchase.sessions)}
        <div className={classes.id}>{purchase.id}</div>
      </Table.Td>
      <Table.Td>
        {w.purchases[purchase.state]}
        {purchase.dispute === 'open' ? <Text size="xs">{t.disputed}</Text> : null}
      </Table.Td>
      <Table.Td className={classes.number}>
        {money(purchase.state === 'paid' ? purchase.total : purchase.price)}
      </Table.Td>
      <Table.Td className={classes.number}>{back > 0 ? money(back) : '–'}</Table.Td>
      <Table.Td>{purchase.refundable ? <GiveBack sale={sale} {...purchase.refundable} /> : '–'}</Table.Td>
    </Table.Tr>
  );
}

/** Who bought: a way to the account, while there is one. */
export function Buyer({ person, email }: { person: string; email: string | null | undefined }) {
  const t = useStrings(strings);
  return email === null ? (
    <Text size="sm" c="dimmed">
      {t.gone}
    </Text>
  ) : (
    <Anchor component={Link} to={`/operators/people/${person}`} underline="always" size="sm" py={4}>
      {email ?? person}
    </Anchor>
  );
}

function GiveBack({ sale, sessions, amount }: { sale: Sale; sessions: number; amount: number }) {
  const t = useStrings(strings);
  const format = useFormat();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const back = format.money(amount, sale.purchase.currency);
  const giving = useMutation({
    mutationFn: () => refundSale(sale.purchase.id, reason.trim()),
    onSuccess: () => setOpen(false),
    onSettled: () => queries.invalidateQueries({ queryKey: operatorsKey }),
  });
  const open = () => {
    giving.reset();
    setReason('');
    setTried(false);
    setOpen(true);
  };
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (reason.trim()) giving.mutate();
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        {t.refund(back)}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.refundTitle}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <form noValidate onSubmit={send}>
          <Stack gap="sm">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t.refundWhat(sessions, format.whole(sessions), back, sale.email ?? t.gone)}
            </Text>
            <Textarea
              label={t.reason}
              description={t.reasonHint}
              maxLength={longestReason}
              value={reason}
              onChange={(e) => setReason(e.currentTarget.value)}
              error={wasTried && !reason.trim() ? t.reasonMissing : null}
            />
            {giving.error ? <Failure error={giving.error} /> : null}
            <Group justify="flex-end" gap="xs">
              <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
                {t.cancel}
              </Button>
              <Button type="submit" loading={giving.isPending}>
                {t.refundDo}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
