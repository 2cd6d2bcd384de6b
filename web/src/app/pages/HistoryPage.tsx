import { Container, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { marketsQuery } from '../../shared/markets/markets';
import { History } from '../../features/sessions/History';
import { useStrings } from '../../shared/language/language';
import { useTitle } from '../../shared/ui/useTitle';
import { strings } from '../strings';

/** All sessions, to be searched and read again. */
export default function HistoryPage() {
  const t = useStrings(strings);
  useTitle(t.history);
  const { data: markets = [] } = useQuery(marketsQuery);
  return (
    <Container size="xl" py="md" w="100%">
      <Stack gap="md">
        <Title order={1} size="h3">
          {t.history}
        </Title>
        <History symbols={markets.map((m) => m.symbol)} />
      </Stack>
    </Container>
  );
}
