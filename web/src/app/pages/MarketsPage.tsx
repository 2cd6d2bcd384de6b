import { Container, Stack, Title } from '@mantine/core';
import { SessionCard } from '../../features/dashboard/SessionCard';
import { MarketTable } from '../../features/markets/MarketTable';
import { useStrings } from '../../shared/language/language';
import { useTitle } from '../../shared/ui/useTitle';
import { strings } from '../strings';

/** The first page: where every market stands. */
export default function MarketsPage() {
  const t = useStrings(strings);
  useTitle(t.markets);
  return (
    <Container size="xl" py="md" w="100%">
      <Stack gap="md">
        <Title order={1} size="h3">
          {t.markets}
        </Title>
        <SessionCard />
        <MarketTable />
      </Stack>
    </Container>
  );
}
