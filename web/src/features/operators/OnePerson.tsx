import { Button, Group, Modal, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../shared/account/me';
import { words } from '../../shared/account/words';
import { ApiProblem } from '../../shared/api/problem';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Empty, Failure } from '../../shared/ui/States';
import { GiveCredits } from './GiveCredits';
import { Listing, Sheet } from './Listing';
import classes from './Operators.module.css';
import {
  changeRole,
  creditsOfQuery,
  operatorsKey,
  personQuery,
  statementOfQuery,
  type Person,
} from './operatorsApi';
import { SalesOf } from './Sales';
import { strings } from './strings';

/** A person: what is left, what was bought, every movement, and what an operator can do. */
export function OnePerson({ id }: { id: string }) {
  const t = useStrings(strings);
  const { data, error, refetch } = useQuery(personQuery(id));
  if (error instanceof ApiProblem && error.status === 404)
    return (
      <Empty
        action={
          <Button component={Link} to="/operators/people" variant="default">
            {t.backToPeople}
          </Button>
        }
      >
        {t.unknownPerson}
      </Empty>
    );
  if (!data)
    return error ? (
      <Failure error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton height={240} role="status" aria-label={t.loading} />
    );
  return (
    <Stack gap="lg">
      <Who person={data} />
      <Left person={data} />
      <section aria-label={t.sales}>
        <Title order={3} size="h5" mb="xs">
          {t.sales}
        </Title>
        <SalesOf person={data.id} state="" />
      </section>
      <Statement person={data.id} />
    </Stack>
  );
}

function Who({ person }: { person: Person }) {
  const t = useStrings(strings);
  const format = useFormat();
  return (
    <section aria-label={t.person}>
      <Group justify="space-between" gap="md" align="start">
        <div>
          <Title order={2} size="h4" mb="xs" style={{ overflowWrap: 'anywhere' }}>
            {person.email}
          </Title>
          <dl className={classes.facts}>
            <dt>{t.person}</dt>
            <dd className={classes.id}>{person.id}</dd>
            <dt>{t.since}</dt>
            <dd>{format.moment(person.created)}</dd>
            <dt>{t.language}</dt>
            <dd>{person.language.toUpperCase()}</dd>
            {person.isOperator || !person.isConfirmed ? (
              <>
                <dt>{t.role}</dt>
                <dd>
                  {[person.isOperator ? t.operator : '', person.isConfirmed ? '' : t.unconfirmed]
                    .filter(Boolean)
                    .join(', ')}
                </dd>
              </>
            ) : null}
          </dl>
        </div>
        <Role person={person} />
      </Group>
    </section>
  );
}

function Role({ person }: { person: Person }) {
  const t = useStrings(strings);
  const me = useMe();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const changing = useMutation({
    mutationFn: () => changeRole(person.id, !person.isOperator),
    onSuccess: () => setOpen(false),
    onSettled: () => queries.invalidateQueries({ queryKey: operatorsKey }),
  });
  // Nobody takes the role from themselves, and who has not confirmed the address cannot sign in.
  if (me?.id === person.id || !person.isConfirmed) return null;
  const label = person.isOperator ? t.takeOperator : t.makeOperator;
  const open = () => {
    changing.reset();
    setOpen(true);
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={label}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <Stack gap="sm">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {person.isOperator ? t.takeOperatorWhat(person.email) : t.makeOperatorWhat(person.email)}
          </Text>
          {changing.error ? <Failure error={changing.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
              {t.cancel}
            </Button>
            <Button loading={changing.isPending} onClick={() => changing.mutate()}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

function Left({ person }: { person: Person }) {
  const t = useStrings(strings);
  const w = useStrings(words);
  const format = useFormat();
  const { data, error, refetch } = useQuery(creditsOfQuery(person.id));
  const figure = (label: string) => ({ label, isFigure: true }) as const;
  return (
    <section aria-label={t.sessions}>
      <Title order={3} size="h5" mb="xs">
        {t.sessions}
      </Title>
      {!data ? (
        error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={96} role="status" aria-label={t.loading} />
        )
      ) : (
        <Stack gap="sm">
          <dl className={classes.facts}>
            <dt>{t.credits}</dt>
            <dd>{format.whole(data.credits)}</dd>
            <dt>{t.owed}</dt>
            <dd>{format.whole(data.owed)}</dd>
          </dl>
          {data.lots.length === 0 ? (
            <Text c="dimmed" size="sm">
              {t.noLots}
            </Text>
          ) : (
            <Sheet caption={t.lots} columns={[t.date, t.source, figure(t.received), figure(t.remaining)]}>
              {data.lots.map((lot) => (
                <Table.Tr key={lot.id}>
                  <Table.Td className={classes.once}>{format.moment(lot.granted)}</Table.Td>
                  <Table.Td>{w.sources[lot.source] ?? lot.source}</Table.Td>
                  <Table.Td className={classes.number}>{format.whole(lot.credits)}</Table.Td>
                  <Table.Td className={classes.number}>{format.whole(lot.remaining)}</Table.Td>
                </Table.Tr>
              ))}
            </Sheet>
          )}
          <GiveCredits person={person.id} />
        </Stack>
      )}
    </section>
  );
}

function Statement({ person }: { person: string }) {
  const t = useStrings(strings);
  const w = useStrings(words);
  const format = useFormat();
  const found = useInfiniteQuery(statementOfQuery(person));
  const lines = found.data?.pages.flatMap((p) => p.lines);
  return (
    <section aria-label={t.statement}>
      <Title order={3} size="h5" mb="xs">
        {t.statement}
      </Title>
      <Listing
        list={found}
        rows={lines?.map((line, i) => ({ ...line, key: i }))}
        caption={t.statementCaption}
        columns={[t.date, t.movement, { label: t.change, isFigure: true }]}
        empty={t.noStatement}
      >
        {(line) => (
          <Table.Tr key={line.key}>
            <Table.Td className={classes.once}>{format.moment(line.at)}</Table.Td>
            <Table.Td>
              {w.kinds[line.kind] ?? w.otherKind}{' '}
              {line.session ? <span className={classes.id}>{line.session}</span> : null}
            </Table.Td>
            <Table.Td className={classes.number}>
              {line.unit === 'tokens'
                ? w.tokens(format.signed(line.change))
                : w.credits(line.change, format.signed(line.change))}
            </Table.Td>
          </Table.Tr>
        )}
      </Listing>
    </section>
  );
}
