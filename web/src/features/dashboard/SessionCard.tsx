import { Button, Card, Group, Progress, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { creditsQuery } from '../../shared/account/credits';
import { meQuery } from '../../shared/account/me';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { activeSessionsQuery, isOngoing, type Session } from '../../shared/sessions/sessions';
import { Failure } from '../../shared/ui/States';
import { useNow } from '../../shared/ui/useNow';
import classes from './SessionCard.module.css';
import { strings } from './strings';

/** What goes on and what is left: the newest active session, else how to begin one. */
export function SessionCard() {
  const { data: me, isError } = useQuery(meQuery);
  // Without a connection nobody knows who this is; the markets below say what is missing.
  if (me === undefined) return isError ? null : <Skeleton className={classes.loading} />;
  return me ? <Owned /> : <Welcome />;
}

function Owned() {
  const t = useStrings(strings);
  const format = useFormat();
  const now = useNow(1_000);
  const active = useQuery(activeSessionsQuery);
  const credits = useQuery(creditsQuery);
  if (active.isPending || credits.isPending) return <Skeleton className={classes.loading} />;
  const error = active.error ?? credits.error;
  if (!active.data || !credits.data)
    return <Failure error={error} onRetry={() => void Promise.all([active.refetch(), credits.refetch()])} />;
  const going = active.data.filter((s) => isOngoing(s, now));
  const granted = credits.data.lots.reduce((sum, lot) => sum + lot.credits, 0);
  const left = credits.data.credits;
  return (
    <Card component="section" aria-label={t.title} padding="sm" className={classes.card}>
      {going[0] ? (
        <Active session={going[0]} now={now} />
      ) : (
        <Text size="sm">{left > 0 ? t.none(format.whole(left), left) : t.noCredits}</Text>
      )}
      <Group gap="md" justify="space-between" mt={6}>
        <Text size="xs" c="dimmed">
          {t.leftOf(format.whole(left), format.whole(Math.max(granted, left)))}
          {going.length > 1 ? ` · ${t.more(going.length - 1)}` : ''}
        </Text>
        {left === 0 && !going[0] ? (
          <Button component={Link} to="/packs" size="xs" variant="default">
            {t.buy}
          </Button>
        ) : null}
      </Group>
    </Card>
  );
}

function Active({ session, now }: { session: Session; now: number }) {
  const t = useStrings(strings);
  const format = useFormat();
  const { tokens } = session;
  const share = (n: number) => (100 * n) / tokens.limit;
  return (
    <div className={classes.active}>
      <Text fw={600} className={classes.name}>
        {t.activeOn(session.symbol)}
      </Text>
      <Progress.Root size={10} className={classes.bar} aria-hidden>
        <Progress.Section value={share(tokens.used)} color="indigo" />
        <Progress.Section value={share(tokens.held)} color="cyan" striped />
      </Progress.Root>
      <Text
        size="sm"
        className="figure"
        role="meter"
        aria-label={t.tokens}
        aria-valuemin={0}
        aria-valuemax={tokens.limit}
        aria-valuenow={tokens.used + tokens.held}
      >
        {t.usedOf(format.whole(tokens.used), format.whole(tokens.limit))}
        {tokens.held > 0 ? ` ${t.held(format.whole(tokens.held))}` : ''}
      </Text>
      <Text size="sm" c="dimmed">
        {session.status === 'opening'
          ? t.opening
          : t.timeLeft(format.span(new Date(session.expires).getTime() - now))}
      </Text>
      <Button component={Link} to={`/s/${session.id}`} size="xs" variant="gradient" className={classes.go}>
        {t.goOn}
      </Button>
    </div>
  );
}

function Welcome() {
  const t = useStrings(strings);
  return (
    <Card component="section" aria-label={t.title} padding="sm" className={classes.card}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" maw={620}>
          {t.welcome}
        </Text>
        <Group gap="xs">
          <Button component={Link} to="/sign-in" size="xs" variant="default">
            {t.signIn}
          </Button>
          <Button component={Link} to="/sign-up" size="xs" variant="gradient">
            {t.signUp}
          </Button>
        </Group>
      </Group>
    </Card>
  );
}
