import { QueryClient, useQuery } from '@tanstack/react-query';
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { becomeAnother } from '../account/another';
import { meQuery } from '../account/me';
import { standInDatabase } from '../test/database';
import { show } from '../test/render';
import { standIn } from '../test/server';
import { forget, keep, keptFor, recall } from './keep';
import { useKept } from './useKept';

const server = standIn();
let database: ReturnType<typeof standInDatabase>;
let client: QueryClient;

/** Puts an answer into the cache, as a query would. */
async function read(queryKey: string, answer: string, kind?: 'all' | 'own') {
  await client.prefetchQuery({
    queryKey: [queryKey],
    queryFn: () => answer,
    ...(kind ? { meta: { keep: kind } } : {}),
  });
}

beforeEach(() => {
  database = standInDatabase();
  client = new QueryClient();
});

describe('what is kept', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is what says so, for everybody or for one person, and comes back', async () => {
    const end = keep(client, () => 'usr_ana');
    await read('markets', 'all of it', 'all');
    await read('sessions', 'hers', 'own');
    await read('secret', 'never kept');
    await vi.advanceTimersByTimeAsync(2_000);
    end();

    expect(database.text()).not.toContain('never kept');
    const later = new QueryClient();
    const recalled = recall(later);
    await vi.advanceTimersByTimeAsync(100);
    await recalled;
    expect(later.getQueryData(['markets'])).toBe('all of it');
    expect(later.getQueryData(['sessions'])).toBe('hers');
    expect(later.getQueryData(['secret'])).toBeUndefined();
    const person = keptFor();
    await vi.advanceTimersByTimeAsync(100);
    expect(await person).toBe('usr_ana');
  });

  it('is written once for what comes within a second', async () => {
    const person = vi.fn(() => 'usr_ana');
    const end = keep(client, person);
    for (let i = 0; i < 20; i++) await read(`q${i}`, 'x', 'all');
    await vi.advanceTimersByTimeAsync(5_000);
    end();
    expect(person).toHaveBeenCalledTimes(1);
  });

  it('stays what was read when it cannot be asked anew', async () => {
    const end = keep(client, () => null);
    await read('chart', 'as it was read', 'all');
    await vi.advanceTimersByTimeAsync(2_000);
    const refused = client.fetchQuery({
      queryKey: ['chart'],
      queryFn: () => Promise.reject(new Error('no connection')),
      meta: { keep: 'all' },
      retry: false,
    });
    await expect(refused).rejects.toThrow('no connection');
    expect(client.getQueryState(['chart'])?.status).toBe('error');
    await read('markets', 'something new', 'all');
    await vi.advanceTimersByTimeAsync(2_000);
    end();
    const later = new QueryClient();
    const recalled = recall(later);
    await vi.advanceTimersByTimeAsync(100);
    await recalled;
    expect(later.getQueryData(['chart'])).toBe('as it was read');
    expect(later.getQueryState(['chart'])?.status).toBe('success');
    expect(later.getQueryData(['markets'])).toBe('something new');
  });

  it('is written at once when the page is left', async () => {
    const end = keep(client, () => null);
    await read('markets', 'the last of it', 'all');
    const visible = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(100);
    expect(database.text()).toContain('the last of it');
    visible.mockRestore();
    end();
  });

  it('holds nothing of a person while nobody is signed in', async () => {
    const end = keep(client, () => null);
    await read('markets', 'all of it', 'all');
    await read('sessions', 'hers', 'own');
    await vi.advanceTimersByTimeAsync(2_000);
    end();
    expect(database.text()).toContain('all of it');
    expect(database.text()).not.toContain('hers');
  });

  it('leaves what is older than a week', async () => {
    const end = keep(client, () => 'usr_ana');
    await read('old', 'of last week', 'all');
    client.setQueryData(['old'], 'of last week', { updatedAt: Date.now() - 8 * 24 * 3_600_000 });
    await read('new', 'of today', 'all');
    await vi.advanceTimersByTimeAsync(2_000);
    end();
    expect(database.text()).toContain('of today');
    expect(database.text()).not.toContain('of last week');
  });

  it('stays forgotten, whenever in the midst of writing it is forgotten', async () => {
    // The write begins after a second and takes some steps; it is met before, at and after each of them.
    for (let ms = 990; ms < 1_020; ms++) {
      database = standInDatabase();
      client = new QueryClient();
      const end = keep(client, () => 'usr_ana');
      await read('sessions', 'hers', 'own');
      await vi.advanceTimersByTimeAsync(ms);
      const gone = becomeAnother(client);
      await vi.advanceTimersByTimeAsync(3_000);
      await gone;
      end();
      expect(database.text(), `forgotten after ${ms} ms`).not.toContain('hers');
      expect(client.getQueryData(['sessions'])).toBeUndefined();
    }
  });
});

describe('what the service worker holds', () => {
  afterEach(() => void Reflect.deleteProperty(window, 'caches'));

  it('goes too, but for the shell', async () => {
    const names = ['workbox-precache-v2', 'answers'];
    vi.stubGlobal('caches', {
      keys: () => Promise.resolve([...names]),
      delete: (name: string) => Promise.resolve(names.splice(names.indexOf(name), 1)),
    });
    await forget();
    expect(names).toEqual(['workbox-precache-v2']);
  });
});

describe('a browser that several people use', () => {
  const me = (id: string) => ({ id, email: `${id}@example.com`, language: 'es', timeZone: 'UTC' });

  function Page() {
    useKept();
    const { data } = useQuery({
      queryKey: ['sessions'],
      meta: { keep: 'own' },
      queryFn: async () => (await (await fetch('/api/sessions')).json()) as { of: string },
    });
    return <p>{data ? data.of : 'nothing'}</p>;
  }

  it.each([
    ['somebody else', () => me('usr_eva'), 'of eva'],
    ['nobody', () => ({ status: 401, code: 'sign_in' }), 'of nobody'],
  ])('shows nothing of who was before once %s is signed in elsewhere', async (_, answer, after) => {
    server.on('GET /api/account', () => me('usr_ana'));
    server.on('GET /api/sessions', () => ({ of: 'of ana' }));
    const { client } = show(<Page />, 'es');
    await screen.findByText('of ana');
    // A page that was left: its answer lies in the cache and nobody asks for it.
    client.setQueryData(['session', 'ses_1'], 'a question of ana');
    await waitFor(() => expect(database.text()).toContain('of ana'), { timeout: 3_000 });

    server.on('GET /api/account', answer);
    server.on('GET /api/sessions', () => ({ of: after }));
    await act(() => client.refetchQueries({ queryKey: meQuery.queryKey }));

    await screen.findByText(after);
    expect(client.getQueryData(['session', 'ses_1'])).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    expect(database.text()).not.toContain('of ana');
  });
});
