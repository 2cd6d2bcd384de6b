import { Anchor, Badge, Stack, Table, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Listing } from './Listing';
import classes from './Operators.module.css';
import { peopleQuery } from './operatorsApi';
import { strings } from './strings';

/** The people with an account, found by a part of their address or by id. */
export function People() {
  const t = useStrings(strings);
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const sought = params.get('q') ?? '';
  const [typed, setTyped] = useState(sought);
  const seek = useDebouncedCallback(
    (text: string) => setParams(text ? { q: text } : {}, { replace: true }),
    300,
  );
  const found = useInfiniteQuery(peopleQuery(sought));
  return (
    <Stack gap="md">
      <search>
        <TextInput
          type="search"
          label={t.find}
          placeholder={t.findHint}
          maxLength={254}
          maw={420}
          value={typed}
          onChange={(e) => {
            setTyped(e.currentTarget.value);
            seek(e.currentTarget.value.trim());
          }}
        />
      </search>
      <Listing
        list={found}
        rows={found.data?.pages.flatMap((p) => p.people)}
        caption={t.peopleCaption}
        columns={[t.email, t.since, t.role]}
        empty={t.noPeople}
      >
        {(person) => (
          <Table.Tr key={person.id}>
            <Table.Td>
              <Anchor component={Link} to={`/operators/people/${person.id}`} underline="always" py={3}>
                {person.email}
              </Anchor>
            </Table.Td>
            <Table.Td className={classes.once}>{format.date(person.created)}</Table.Td>
            <Table.Td>
              {person.isOperator ? <Badge variant="default">{t.operator}</Badge> : null}
              {person.isConfirmed ? null : <Badge variant="default">{t.unconfirmed}</Badge>}
            </Table.Td>
          </Table.Tr>
        )}
      </Listing>
    </Stack>
  );
}
