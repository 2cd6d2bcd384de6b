import { Stack, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Listing, useSoughtState } from './Listing';
import classes from './Operators.module.css';
import { refundsQuery } from './operatorsApi';
import { Buyer } from './Sales';
import { strings } from './strings';

/** What was given back to all. */
export function Refunds() {
  const t = useStrings(strings);
  const format = useFormat();
  const { state, select } = useSoughtState(t.refundStates);
  const found = useInfiniteQuery(refundsQuery(state));
  const figure = (label: string) => ({ label, isFigure: true }) as const;
  return (
    <Stack gap="md">
      {select}
      <Listing
        list={found}
        rows={found.data?.pages.flatMap((p) => p.refunds)}
        caption={t.refundsCaption}
        columns={[t.date, t.order, t.state, figure(t.sessions), figure(t.amount), t.by, figure(t.tries)]}
        empty={t.noRefunds}
      >
        {({ refund, ...of }) => (
          <Table.Tr key={refund.id}>
            <Table.Td className={classes.once}>{format.moment(refund.created)}</Table.Td>
            <Table.Td>
              <div className={classes.id}>{of.purchase}</div>
              <Buyer person={of.person} email={undefined} />
            </Table.Td>
            <Table.Td>{t.refundStates[refund.state]}</Table.Td>
            <Table.Td className={classes.number}>{format.whole(refund.sessions)}</Table.Td>
            <Table.Td className={classes.number}>{format.money(refund.amount, of.currency)}</Table.Td>
            <Table.Td>{t.bys[of.by] ?? t.byOperator}</Table.Td>
            <Table.Td className={classes.number}>{format.whole(of.tries)}</Table.Td>
          </Table.Tr>
        )}
      </Listing>
    </Stack>
  );
}
