import { useSyncExternalStore } from 'react';

/** A choice of this device that an attribute of the document tells the style sheets; set before the first paint by `build/scheme.js`. */
function choice(name: string, chosen: string) {
  const key = `waickoff.${name}`;
  const listeners = new Set<() => void>();
  const isChosen = () => document.documentElement.dataset[name] === chosen;
  const subscribe = (changed: () => void) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  };
  const choose = (wanted: boolean) => {
    if (wanted) document.documentElement.dataset[name] = chosen;
    else delete document.documentElement.dataset[name];
    try {
      localStorage.setItem(key, wanted ? chosen : '');
    } catch {
      // Without storage it holds until the page is left.
    }
    listeners.forEach((changed) => changed());
  };
  return () => [useSyncExternalStore(subscribe, isChosen), choose] as const;
}

/** Whether up and down have colours that can be told apart with colour blindness. */
export const useColoursApart = choice('colours', 'apart');

/** Whether texts and controls are smaller, so that more is seen at once. */
export const useCompact = choice('density', 'compact');
