import { Button, Checkbox, Group, Modal, Stack, Text, type ButtonProps } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { creditsQuery } from '../../shared/account/credits';
import { meQuery, useMe } from '../../shared/account/me';
import { newKey } from '../../shared/api/client';
import { useFormat } from '../../shared/language/format';
import { useLanguage, useStrings } from '../../shared/language/language';
import { activeSessionsQuery, isOngoing, sessionsKey } from '../../shared/sessions/sessions';
import { Failure } from '../../shared/ui/States';
import { useNow } from '../../shared/ui/useNow';
import { noticeVersion } from './notice';
import { acknowledge, openSession } from './sessionsApi';
import { strings } from './strings';

/** Starts a session on a symbol, says before what it costs; leads to the one that is going on where there is one. */
export function OpenSession({ symbol, label, ...button }: { symbol: string; label?: string } & ButtonProps) {
  const t = useStrings(strings);
  const me = useMe();
  const { data: active = [] } = useQuery({ ...activeSessionsQuery, enabled: !!me });
  const [isOpen, setOpen] = useState(false);
  const now = useNow(60_000);
  const going = active.find((s) => s.symbol === symbol && isOngoing(s, now));
  if (me === undefined) return null;
  if (!me)
    return (
      <Button component={Link} to="/sign-in" variant="default" {...button}>
        {t.signIn}
      </Button>
    );
  if (going)
    return (
      <Button component={Link} to={`/s/${going.id}`} {...button}>
        {t.goOn}
      </Button>
    );
  return (
    <>
      <Button variant="gradient" {...button} onClick={() => setOpen(true)}>
        {label ?? t.openFor(symbol)}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.openTitle(symbol)}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <Confirm
          symbol={symbol}
          isAcknowledged={me.noticeVersion === noticeVersion}
          onCancel={() => setOpen(false)}
        />
      </Modal>
    </>
  );
}

function Confirm({
  symbol,
  isAcknowledged,
  onCancel,
}: {
  symbol: string;
  isAcknowledged: boolean;
  onCancel: () => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: credits } = useQuery(creditsQuery);
  const [isUnderstood, setUnderstood] = useState(isAcknowledged);
  const [wasAcknowledged] = useState(isAcknowledged);
  // One key for this dialog: whatever is lost on the way, one session is opened.
  const key = useRef<string | null>(null);
  const opening = useMutation({
    mutationFn: async () => {
      if (!isAcknowledged) {
        await acknowledge(noticeVersion);
        await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      }
      key.current ??= newKey();
      return await openSession(symbol, language, key.current);
    },
    onSuccess: async (session) => {
      void queries.invalidateQueries({ queryKey: creditsQuery.queryKey });
      void queries.invalidateQueries({ queryKey: sessionsKey });
      await navigate(`/s/${session.id}`);
    },
  });
  const left = credits?.credits;
  if (left === 0)
    return (
      <Stack gap="sm">
        <Text size="sm">{t.none}</Text>
        <Text size="sm" c="dimmed">
          {t.what}
        </Text>
        <Button component={Link} to="/packs">
          {t.buy}
        </Button>
      </Stack>
    );
  return (
    <Stack gap="sm">
      <Text size="sm">{t.what}</Text>
      <Text size="sm" fw={600} mih={22}>
        {left === undefined ? '' : left === 1 ? t.costsLast : t.costs(format.whole(left))}
      </Text>
      <Text size="sm" c="dimmed">
        {t.backIfFailed}
      </Text>
      {wasAcknowledged ? (
        <Text size="xs" c="dimmed">
          {t.acknowledge}
        </Text>
      ) : (
        <Checkbox
          checked={isUnderstood}
          onChange={(e) => setUnderstood(e.currentTarget.checked)}
          label={t.acknowledge}
        />
      )}
      {opening.error ? <Failure error={opening.error} /> : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t.cancel}
        </Button>
        <Button
          variant="gradient"
          disabled={!isUnderstood}
          loading={opening.isPending}
          onClick={() => opening.mutate()}
        >
          {t.confirm}
        </Button>
      </Group>
    </Stack>
  );
}
