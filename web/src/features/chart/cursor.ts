import { useSyncExternalStore } from 'react';

/**
 * A value that changes with every movement of the pointer. It is kept outside of React, so that a pan draws again only the few words
 * that tell it, and not the page around them.
 */
export class Cell<T> {
  private readonly listeners = new Set<() => void>();
  private value: T;

  constructor(
    start: T,
    private readonly isSame: (a: T, b: T) => boolean = Object.is,
  ) {
    this.value = start;
  }

  readonly get = (): T => this.value;

  set(next: T): void {
    if (this.isSame(this.value, next)) return;
    this.value = next;
    for (const listener of this.listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export const useCell = <T>(cell: Cell<T>): T => useSyncExternalStore(cell.subscribe, cell.get);

export type Span = { from: number; to: number };

export const isSameSpan = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;
