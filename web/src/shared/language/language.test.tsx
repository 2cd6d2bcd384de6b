import { useQuery } from '@tanstack/react-query';
import { waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { api } from '../api/client';
import { show } from '../test/render';
import { standIn } from '../test/server';
import { languages } from './language';

const server = standIn();

function AsksAtOnce() {
  useQuery({ queryKey: ['markets'], queryFn: () => api.GET('/api/markets') });
  return null;
}

it.each(languages)('the first question already says the language (%s)', async (language) => {
  document.documentElement.lang = language === 'es' ? 'en' : 'es';
  const asked: (string | null)[] = [];
  server.on('GET /api/markets', ({ headers }) => {
    asked.push(headers.get('Accept-Language'));
    return [];
  });
  show(<AsksAtOnce />, language);
  await waitFor(() => expect(asked).toEqual([language]));
});
