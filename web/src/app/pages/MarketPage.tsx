import { Container, Title } from '@mantine/core';
import { useParams } from 'react-router';

/** One market: its chart with every finding, and what it says. */
export default function MarketPage() {
  const { symbol } = useParams();
  return (
    <Container size="xl" py="md" w="100%">
      <Title order={1} size="h3">
        {symbol}
      </Title>
    </Container>
  );
}
