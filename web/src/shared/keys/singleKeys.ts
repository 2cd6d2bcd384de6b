import { useSyncExternalStore } from 'react';

const key = 'waickoff.keys';
const listeners = new Set<() => void>();
let areOn = read();

function read(): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch {
    return true;
  }
}

function subscribe(changed: () => void) {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

function set(on: boolean) {
  areOn = on;
  try {
    localStorage.setItem(key, on ? 'on' : 'off');
  } catch {
    // Without storage it holds until the page is left.
  }
  listeners.forEach((changed) => changed());
}

export const singleKeysAreOn = () => areOn;

/** Whether keys without Ctrl or Alt do something outside fields; who speaks to the browser may want them off. */
export const useSingleKeys = () => [useSyncExternalStore(subscribe, singleKeysAreOn), set] as const;
