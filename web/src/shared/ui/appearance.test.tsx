import { act, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useColoursApart } from './appearance';

const root = document.documentElement;

afterEach(() => {
  delete root.dataset.colours;
  localStorage.clear();
  vi.restoreAllMocks();
});

describe('colours that can be told apart', () => {
  it('are chosen for all that is shown, and remembered on this device', () => {
    const one = renderHook(useColoursApart);
    const other = renderHook(useColoursApart);
    expect(one.result.current[0]).toBe(false);
    act(() => one.result.current[1](true));
    expect(other.result.current[0]).toBe(true);
    expect(root.dataset.colours).toBe('apart');
    expect(localStorage.getItem('waickoff.colours')).toBe('apart');
    act(() => other.result.current[1](false));
    expect(one.result.current[0]).toBe(false);
    expect(root.dataset.colours).toBeUndefined();
    expect(localStorage.getItem('waickoff.colours')).toBe('');
  });

  it('hold without storage until the page is left', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    const { result } = renderHook(useColoursApart);
    act(() => result.current[1](true));
    expect(result.current[0]).toBe(true);
  });
});
