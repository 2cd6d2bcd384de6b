import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { RouterProvider } from 'react-router';
import { LanguageProvider } from '../shared/language/language';
import { theme } from './theme';

const scheme = localStorageColorSchemeManager({ key: 'waickoff.scheme' });

export function App({
  client,
  router,
}: {
  client: QueryClient;
  router: ComponentProps<typeof RouterProvider>['router'];
}) {
  return (
    <LanguageProvider>
      <MantineProvider theme={theme} defaultColorScheme="dark" colorSchemeManager={scheme}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </LanguageProvider>
  );
}
