import { Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMe } from '../../shared/account/me';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { useTitle } from '../../shared/ui/useTitle';
import { nameOf, purchasesQuery } from './billingApi';
import { strings } from './strings';

/** Who left the pay page: nothing was charged, and it can be gone back to. */
export function Cancel() {
  const t = useStrings(strings);
  useTitle(t.cancelTitle);
  const format = useFormat();
  const me = useMe();
  const { data } = useInfiniteQuery({ ...purchasesQuery, enabled: !!me });
  const open = data?.pages.flatMap((p) => p.purchases).find((p) => p.url);
  return (
    <Container size="sm" py="xl" w="100%">
      <Stack gap="md">
        <Title order={1} size="h3">
          {t.cancelTitle}
        </Title>
        <Text>{t.cancelled}</Text>
        <Group gap="xs">
          <Button component={Link} to="/packs" variant="default">
            {t.backToPacks}
          </Button>
          {open?.url ? (
            <Button component="a" href={open.url} variant="default">
              {t.goOnPaying(nameOf(open.pack), format.money(open.price, open.currency))}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Container>
  );
}
