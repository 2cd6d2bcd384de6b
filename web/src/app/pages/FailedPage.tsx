import { Button, Container } from '@mantine/core';
import { Link, useRouteError } from 'react-router';
import { useStrings } from '../../shared/language/language';
import { Empty, Failure } from '../../shared/ui/States';
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
  return (
    <Empty
      action={
        <Button component={Link} to="/" variant="default">
          {t.notFoundAction}
        </Button>
      }
    >
      {t.notFoundTitle}
    </Empty>
  );
}
