import { Button, Container, Stack, Title } from '@mantine/core';
import { Link, useRouteError } from 'react-router';
import { useStrings } from '../../shared/language/language';
import { useTitle } from '../../shared/ui/useTitle';
import { Failure } from '../../shared/ui/States';
import { strings } from '../strings';

/** A page that could not be shown: the rest of the app goes on. */
export function FailedPage() {
  const error = useRouteError();
  return (
    <Container size="xs" py="xl">
      <Failure error={error} onRetry={() => window.location.reload()} />
    </Container>
  );
}

export function NotFoundPage() {
  const t = useStrings(strings);
  useTitle(t.notFoundTitle);
  return (
    <Stack align="center" py="xl" px="md" gap="md">
      <Title order={1} size="h4" ta="center">
        {t.notFoundTitle}
      </Title>
      <Button component={Link} to="/" variant="default">
        {t.notFoundAction}
      </Button>
    </Stack>
  );
}
