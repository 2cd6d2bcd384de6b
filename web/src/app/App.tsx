import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { createQueryClient } from '../shared/api/queries';
import { LanguageProvider } from '../shared/language/language';
import { createRoutes } from './routes';
import { theme } from './theme';

const scheme = localStorageColorSchemeManager({ key: 'waickoff.scheme' });

export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(createRoutes);
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
