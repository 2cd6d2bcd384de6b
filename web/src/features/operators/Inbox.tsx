import { Button, Stack, Table } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import { Listing, useSoughtState } from './Listing';
import classes from './Operators.module.css';
import { eventsQuery, operatorsKey, redeliver } from './operatorsApi';
import { strings } from './strings';

/** The events of Stripe as they came; each can be handled again. */
export function Inbox() {
  const t = useStrings(strings);
  const format = useFormat();
  const queries = useQueryClient();
  const { state, select } = useSoughtState(t.eventStates);
  const found = useInfiniteQuery(eventsQuery(state));
  const again = useMutation({
    mutationFn: redeliver,
    onSettled: () => queries.invalidateQueries({ queryKey: operatorsKey }),
  });
  return (
    <Stack gap="md">
      {select}
      {again.error ? <Failure error={again.error} /> : null}
      <Listing
        list={found}
        rows={found.data?.pages.flatMap((p) => p.events)}
        caption={t.inboxCaption}
        columns={[t.date, t.event, t.about, t.state, t.outcome, { label: t.tries, isFigure: true }, t.again]}
        empty={t.noEvents}
      >
        {(event) => (
          <Table.Tr key={event.id}>
            <Table.Td className={classes.once}>{format.moment(event.received)}</Table.Td>
            <Table.Td>
              {event.type}
              <div className={classes.id}>{event.id}</div>
            </Table.Td>
            <Table.Td className={classes.id}>{event.about}</Table.Td>
            <Table.Td>
              {t.eventStates[event.state]}
              {event.due ? <div>{format.moment(event.due)}</div> : null}
            </Table.Td>
            <Table.Td>{event.outcome ?? '–'}</Table.Td>
            <Table.Td className={classes.number}>{format.whole(event.tries)}</Table.Td>
            <Table.Td>
              <Button
                variant="default"
                size="xs"
                aria-label={t.againOf(event.id)}
                loading={again.isPending && again.variables === event.id}
                onClick={() => again.mutate(event.id)}
              >
                {t.again}
              </Button>
            </Table.Td>
          </Table.Tr>
        )}
      </Listing>
    </Stack>
  );
}
