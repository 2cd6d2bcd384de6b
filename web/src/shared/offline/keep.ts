import { dehydrate, hydrate, type DehydratedState, type QueryClient } from '@tanstack/react-query';

/**
 * What was read stays readable without a connection: the answers to queries whose `meta` says `keep` lie in the browser's database. What
 * belongs to a person is marked `own`, is shown to that person alone, and goes when they sign out or another one signs in.
 */
declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { keep?: 'all' | 'own' };
  }
}

const databaseName = 'waickoff';
const storeName = 'kept';
const oldestMs = 7 * 24 * 3_600_000;
const pauseMs = 1_000;

type Kept = { person: string | null; state: DehydratedState };

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () =>
      reject(request.error ?? new Error('The database of the browser cannot be opened.'));
  });
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = work(database.transaction(storeName, mode).objectStore(storeName));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('The database of the browser failed.'));
    });
  } finally {
    database.close();
  }
}

/** Gives back what was kept: what is for everybody, and what belongs to whoever was signed in last. */
export async function recall(client: QueryClient): Promise<void> {
  for (const key of ['all', 'own']) {
    const kept = (await run('readonly', (store) => store.get(key))) as Kept | undefined;
    if (kept) hydrate(client, kept.state);
  }
  // However new it is, more may have happened meanwhile: whatever is shown of it is asked for anew.
  await client.invalidateQueries({ refetchType: 'none' });
}

/** Writes down what is kept whenever something new came, at most once a second. Returns what ends it. */
export function keep(client: QueryClient, person: () => string | null): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const write = async () => {
    timer = null;
    const now = Date.now();
    const stateOf = (kind: 'all' | 'own'): DehydratedState => {
      const { queries, ...rest } = dehydrate(client, {
        shouldDehydrateQuery: ({ meta, state }) =>
          meta?.keep === kind && state.data !== undefined && now - state.dataUpdatedAt < oldestMs,
        shouldDehydrateMutation: () => false,
      });
      // What could not be asked anew is kept as it was read.
      const read = {
        status: 'success',
        error: null,
        fetchFailureCount: 0,
        fetchFailureReason: null,
      } as const;
      return {
        ...rest,
        queries: queries.map((query) => ({ ...query, state: { ...query.state, ...read } })),
      };
    };
    // Read and written in one step: what is forgotten in between is neither half written nor written after.
    await run('readwrite', (store) => {
      const owner = person();
      const all = store.put({ person: null, state: stateOf('all') } satisfies Kept, 'all');
      return owner ? store.put({ person: owner, state: stateOf('own') } satisfies Kept, 'own') : all;
    });
  };
  const end = client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.meta?.keep && query.state.status === 'success')
      timer ??= setTimeout(() => void write().catch(() => undefined), pauseMs);
  });
  // Who leaves the page within that second takes what came last along.
  const leave = () => {
    if (document.visibilityState !== 'hidden' || !timer) return;
    clearTimeout(timer);
    void write().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', leave);
  return () => {
    end();
    document.removeEventListener('visibilitychange', leave);
    if (timer) clearTimeout(timer);
  };
}

/** Whose answers are kept; null for nobody's. */
export async function keptFor(): Promise<string | null> {
  const kept = (await run('readonly', (store) => store.get('own'))) as Kept | undefined;
  return kept?.person ?? null;
}

/** Forgets what belongs to a person, here and in what the service worker holds. */
export async function forget(): Promise<void> {
  await run('readwrite', (store) => store.clear());
  if ('caches' in window)
    for (const name of await caches.keys())
      if (!name.startsWith('workbox-precache')) await caches.delete(name);
}
