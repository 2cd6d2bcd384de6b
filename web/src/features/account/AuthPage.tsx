import { Container, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTitle } from '../../shared/ui/useTitle';

/** A page with one thing to do, as narrow as its form. */
export function AuthPage({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title);
  return (
    <Container size={420} w="100%" py="xl">
      <Stack gap="md">
        <Title order={1} size="h3">
          {title}
        </Title>
        {children}
      </Stack>
    </Container>
  );
}
