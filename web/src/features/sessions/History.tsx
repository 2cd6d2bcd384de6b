import { Badge, Button, Group, NativeSelect, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { isOngoing, sessionStatuses, type Session } from '../../shared/sessions/sessions';
import { Empty, Failure } from '../../shared/ui/States';
import { useNow } from '../../shared/ui/useNow';
import classes from './History.module.css';
import { historyQuery, type Search } from './sessionsApi';
import { strings } from './strings';

/** What is looked for stands in the address, so that it can be gone back to. */
function useSearch(): [Search, (change: Partial<Search>) => void] {
  const [params, setParams] = useSearchParams();
  const status = sessionStatuses.find((s) => s === params.get('status')) ?? '';
  const search: Search = { text: params.get('q') ?? '', symbol: params.get('symbol') ?? '', status };
  const change = (changed: Partial<Search>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        const { text, symbol, status: state } = { ...search, ...changed };
        for (const [name, value] of [
          ['q', text],
          ['symbol', symbol],
          ['status', state],
        ] as const)
          if (value) next.set(name, value);
          else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return [search, change];
}

/** All sessions of a person, newest first, and those that are looked for. */
export function History({ symbols }: { symbols: readonly string[] }) {
  const t = useStrings(strings);
  const [search, change] = useSearch();
  const [typed, setTyped] = useState(search.text);
  const [settled] = useDebouncedValue(typed, 300);
  useEffect(() => {
    if (settled !== search.text) change({ text: settled });
    // Only what was typed changes what is looked for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  const found = useInfiniteQuery(historyQuery(search));
  const sessions = found.data?.pages.flatMap((page) => page.sessions) ?? [];
  const isSearch = !!(search.text || search.symbol || search.status);
  const clear = () => {
    setTyped('');
    change({ text: '', symbol: '', status: '' });
  };
  return (
    <Stack gap="md">
      <search>
        <Group gap="sm" align="end" className={classes.filters}>
          <TextInput
            className={classes.search}
            type="search"
            label={t.search}
            placeholder={t.searchHint}
            maxLength={200}
            value={typed}
            onChange={(e) => setTyped(e.currentTarget.value)}
          />
          <NativeSelect
            label={t.symbol}
            value={search.symbol}
            onChange={(e) => change({ symbol: e.currentTarget.value })}
            data={[{ value: '', label: t.anySymbol }, ...withChosen(symbols, search.symbol)]}
          />
          <NativeSelect
            label={t.status}
            value={search.status}
            onChange={(e) => change({ status: e.currentTarget.value as Search['status'] })}
            data={[
              { value: '', label: t.anyStatus },
              ...sessionStatuses.map((value) => ({ value, label: t.statuses[value]! })),
            ]}
          />
        </Group>
      </search>
      {found.isPending ? (
        <Loading />
      ) : !found.data ? (
        <Failure error={found.error} onRetry={() => void found.refetch()} />
      ) : sessions.length === 0 && !found.hasNextPage ? (
        isSearch ? (
          <Empty
            action={
              <Button variant="default" onClick={clear}>
                {t.clear}
              </Button>
            }
          >
            {t.noMatch}
          </Empty>
        ) : (
          <Empty
            action={
              <Button component={Link} to="/" variant="default">
                {t.emptyAction}
              </Button>
            }
          >
            {t.empty}
          </Empty>
        )
      ) : (
        <>
          <ul className={classes.list} aria-busy={found.isFetching}>
            {sessions.map((session) => (
              <Row key={session.id} session={session} />
            ))}
          </ul>
          {found.hasNextPage ? (
            <Stack align="center" gap="xs">
              {search.text ? (
                <Text size="sm" c="dimmed">
                  {t.lookedPart}
                </Text>
              ) : null}
              <Button
                variant="default"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {search.text ? t.lookOn : t.more}
              </Button>
            </Stack>
          ) : null}
        </>
      )}
    </Stack>
  );
}

/** A symbol of an old link is still a choice. */
const withChosen = (symbols: readonly string[], chosen: string): string[] =>
  chosen && !symbols.includes(chosen) ? [...symbols, chosen] : [...symbols];

function Row({ session }: { session: Session }) {
  const t = useStrings(strings);
  const format = useFormat();
  const now = useNow(60_000);
  const isOpen = isOngoing(session, now);
  const status = session.status === 'active' && !isOpen ? 'expired' : session.status;
  return (
    <li>
      <Link to={`/s/${session.id}`} className={classes.row}>
        <span className={classes.symbol}>{session.symbol}</span>
        <span className={classes.status}>
          <Badge
            variant={isOpen ? 'light' : 'outline'}
            color={isOpen ? 'indigo' : 'gray'}
            className={classes.badge}
          >
            {t.statuses[status]}
          </Badge>
        </span>
        <span className={classes.when}>
          {isOpen && status === 'active'
            ? t.timeLeft(format.span(new Date(session.expires).getTime() - now))
            : format.moment(session.created)}
        </span>
        <span className={classes.tokens}>
          {t.ofTokens(format.whole(session.tokens.used), format.compact(session.tokens.limit))}
          <span className={classes.bar} aria-hidden>
            <span style={{ width: `${(100 * session.tokens.used) / Math.max(1, session.tokens.limit)}%` }} />
          </span>
        </span>
      </Link>
    </li>
  );
}

function Loading() {
  const t = useStrings(strings);
  return (
    <div role="status" aria-label={t.loading} className={classes.list}>
      {[1, 2, 3, 4, 5].map((n) => (
        <div key={n} className={classes.row}>
          <Skeleton height={14} width="100%" />
        </div>
      ))}
    </div>
  );
}
