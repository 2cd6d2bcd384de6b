import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/problem';
import { useFormat } from '../language/format';
import { useStrings } from '../language/language';
import { strings } from './strings';

/** What failed, that it cost nothing, what to do, and the number of the request in small. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useStrings(strings);
  const format = useFormat();
  const problem = error instanceof ApiProblem ? error : null;
  const isOffline = problem?.code === 'offline';
  const title = isOffline ? t.offlineTitle : problem?.title || t.failedTitle;
  const detail = isOffline ? t.offlineDetail : problem?.detail || t.failedDetail;
  return (
    <Alert color="red" variant="light" title={title} role="alert">
      <Stack gap="xs">
        <Text size="sm">{detail}</Text>
        {problem?.retryAfter ? (
          <Text size="sm">{t.waitSeconds(format.whole(problem.retryAfter))}</Text>
        ) : null}
        <Group justify="space-between">
          {onRetry ? (
            <Button size="xs" variant="default" onClick={onRetry}>
              {t.retry}
            </Button>
          ) : (
            <span />
          )}
          {problem?.requestId ? (
            <Text size="xs" c="dimmed">
              {t.requestId(problem.requestId)}
            </Text>
          ) : null}
        </Group>
      </Stack>
    </Alert>
  );
}

/** Nothing here yet: one sentence and at most one action. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" py="xl" gap="md">
      <Text c="dimmed" ta="center" maw={420}>
        {children}
      </Text>
      {action}
    </Stack>
  );
}
