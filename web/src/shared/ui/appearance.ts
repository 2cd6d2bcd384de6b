import { useSyncExternalStore } from 'react';

const key = 'waickoff.colours';
const listeners = new Set<() => void>();

const isApart = () => document.documentElement.dataset.colours === 'apart';

function subscribe(changed: () => void) {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

function setApart(apart: boolean) {
  if (apart) document.documentElement.dataset.colours = 'apart';
  else delete document.documentElement.dataset.colours;
  try {
    localStorage.setItem(key, apart ? 'apart' : '');
  } catch {
    // Without storage it holds until the page is left.
  }
  listeners.forEach((changed) => changed());
}

/** Whether up and down have colours that can be told apart with colour blindness; kept on this device, set before the first paint. */
export const useColoursApart = () => [useSyncExternalStore(subscribe, isApart), setApart] as const;
