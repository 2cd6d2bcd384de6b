import { vi } from 'vitest';

/**
 * A stand-in of the browser's database, as much of it as is used here: one version, stores by name, get, put and clear, each done later
 * and in the order they were asked for.
 */
export function standInDatabase() {
  const stores = new Map<string, Map<string, unknown>>();
  const later = <T>(work: () => T) => {
    const request = {
      result: undefined as T | undefined,
      error: null,
      onsuccess: null as (() => void) | null,
    };
    setTimeout(() => {
      request.result = work();
      request.onsuccess?.();
    });
    return request;
  };
  const objectStore = (name: string) => {
    const store = stores.get(name)!;
    return {
      get: (key: string) => later(() => structuredClone(store.get(key))),
      put: (value: unknown, key: string) => {
        const copy = structuredClone(value);
        return later(() => void store.set(key, copy));
      },
      clear: () => later(() => store.clear()),
    };
  };
  const database = {
    createObjectStore: (name: string) => stores.set(name, new Map()),
    transaction: () => ({ objectStore }),
    close: () => undefined,
  };
  vi.stubGlobal('indexedDB', {
    open: () => {
      const request = {
        ...later(() => undefined),
        result: database,
        onupgradeneeded: null as (() => void) | null,
        onsuccess: null as (() => void) | null,
      };
      setTimeout(() => {
        if (stores.size === 0) request.onupgradeneeded?.();
        request.onsuccess?.();
      });
      return request;
    },
  });
  return {
    /** All that is in it, as text. */
    text: () => JSON.stringify([...stores.values()].map((store) => [...store])),
  };
}
