import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { isOngoing, sessionKey, sessionQuery, sessionsKey } from '../../shared/sessions/sessions';
import { Failure } from '../../shared/ui/States';
import { useNow } from '../../shared/ui/useNow';
import classes from './SessionHeader.module.css';
import { closeSession } from './sessionsApi';
import { strings } from './strings';

/** What a session is about and how long it lasts; and its end, by choice. */
export function SessionHeader({ session: id, isPage }: { session: string; isPage?: boolean }) {
  const t = useStrings(strings);
  const format = useFormat();
  const now = useNow(15_000);
  const { data } = useQuery(sessionQuery(id));
  const isNarrow = useMediaQuery('(max-width: 30em)', false, { getInitialValueInEffect: false });
  const [isEnding, setEnding] = useState(false);
  if (!data) return <div className={classes.header} />;
  const { session } = data;
  const isOpen = isOngoing(session, now);
  const back =
    session.secondsGivenBack > 0 ? t.givenBack(format.span(session.secondsGivenBack * 1_000)) : undefined;
  return (
    <div className={classes.header}>
      {isPage ? (
        <Title order={1} size="h5" className={classes.title}>
          <Link to={`/m/${session.symbol}`} title={t.seeMarket(session.symbol)} className={classes.symbol}>
            {session.symbol}
          </Link>
        </Title>
      ) : null}
      <Text size="sm" c="dimmed" className={classes.time} title={back}>
        {isOpen && session.status === 'active'
          ? t.timeLeft(format.span(new Date(session.expires).getTime() - now))
          : `${t.statuses[isOpen || session.status !== 'active' ? session.status : 'expired']} · ${format.date(session.created)}`}
      </Text>
      {isOpen && session.status === 'active' ? (
        <Button
          size="compact-xs"
          h={28}
          variant="subtle"
          color="gray"
          ml="auto"
          onClick={() => setEnding(true)}
        >
          {isNarrow ? t.endConfirm : t.end}
        </Button>
      ) : null}
      <Modal
        opened={isEnding}
        onClose={() => setEnding(false)}
        title={t.endTitle}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <EndSession id={id} left={format.whole(session.tokens.left)} onDone={() => setEnding(false)} />
      </Modal>
    </div>
  );
}

function EndSession({ id, left, onDone }: { id: string; left: string; onDone: () => void }) {
  const t = useStrings(strings);
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: () => closeSession(id),
    onSuccess: async () => {
      void queries.invalidateQueries({ queryKey: sessionsKey });
      await queries.invalidateQueries({ queryKey: sessionKey(id) });
      onDone();
    },
  });
  return (
    <Stack gap="sm">
      <Text size="sm">{t.endDetail(left)}</Text>
      {ending.error ? <Failure error={ending.error} /> : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t.cancel}
        </Button>
        <Button loading={ending.isPending} onClick={() => ending.mutate()}>
          {t.endConfirm}
        </Button>
      </Group>
    </Stack>
  );
}
