import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { createQueryClient } from '../api/queries';
import { LanguageProvider, type Language } from '../language/language';

/** Shows something as it stands in the app: a language, a theme, server state, and an address. */
export function show(element: ReactElement, language: Language, path = '/') {
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { retry: false }, mutations: { retry: false } });
  const router = createMemoryRouter([{ path: '*', element }], { initialEntries: [path] });
  return {
    client,
    router,
    ...render(
      <LanguageProvider initial={language}>
        <MantineProvider env="test">
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </MantineProvider>
      </LanguageProvider>,
    ),
  };
}
