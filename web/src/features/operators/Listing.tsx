import { Button, Group, NativeSelect, Skeleton, Stack, Table, Text } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useStrings } from '../../shared/language/language';
import { Empty, Failure } from '../../shared/ui/States';
import classes from './Operators.module.css';
import { strings } from './strings';

/** A column: its heading, and whether figures stand in it. */
export type Column = string | { label: string; isFigure: true };

/** A table of what a list has so far, and a button for more. */
export function Listing<Row>({
  list,
  rows,
  caption,
  columns,
  empty,
  children,
}: {
  list: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  /** Undefined until something is known. */
  rows: readonly Row[] | undefined;
  caption: string;
  columns: readonly Column[];
  empty: string;
  children: (row: Row) => ReactNode;
}) {
  const t = useStrings(strings);
  if (!rows)
    return list.isPending ? (
      <Stack gap="xs" role="status" aria-label={t.loading}>
        {[1, 2, 3, 4].map((n) => (
          <Skeleton key={n} height={36} />
        ))}
      </Stack>
    ) : (
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    );
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  return (
    <>
      {list.error ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <Sheet caption={caption} columns={columns}>
        {rows.map(children)}
      </Sheet>
      {list.hasNextPage ? (
        <Group justify="center">
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t.more}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

/** A table that is moved sideways where it is wider than the window. */
export function Sheet({
  caption,
  columns,
  children,
}: {
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div>
      {/* Beside the table, so that it is read whole where the table is wider than the window. */}
      <Text id={id} size="sm" c="dimmed" mb="xs">
        {caption}
      </Text>
      <div className={classes.wide} role="group" aria-labelledby={id} tabIndex={0}>
        <Table aria-labelledby={id}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((c) =>
                typeof c === 'string' ? (
                  <Table.Th scope="col" key={c}>
                    {c}
                  </Table.Th>
                ) : (
                  <Table.Th scope="col" key={c.label} className={classes.number}>
                    {c.label}
                  </Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{children}</Table.Tbody>
        </Table>
      </div>
    </div>
  );
}

/** The state that is looked for; it stands in the address, so that it can be gone back to. */
export function useSoughtState<State extends string>(states: Record<State, string>) {
  const t = useStrings(strings);
  const [params, setParams] = useSearchParams();
  const asked = params.get('state') ?? '';
  const state = asked in states ? (asked as State) : '';
  const select = (
    <Group>
      <NativeSelect
        label={t.state}
        value={state}
        onChange={(e) =>
          setParams(e.currentTarget.value ? { state: e.currentTarget.value } : {}, { replace: true })
        }
        data={[
          { value: '', label: t.any },
          ...Object.entries<string>(states).map(([value, label]) => ({ value, label })),
        ]}
      />
    </Group>
  );
  return { state, select };
}
