import { act, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useColoursApart, useCompact } from './appearance';

const root = document.documentElement;

afterEach(() => {
  delete root.dataset.colours;
  delete root.dataset.density;
  localStorage.clear();
  vi.restoreAllMocks();
});

describe.each([
  ['colours', 'apart', useColoursApart],
  ['density', 'compact', useCompact],
] as const)('the choice of %s', (name, chosen, useChoice) => {
  it('holds for all that is shown, and is remembered on this device', () => {
    const one = renderHook(useChoice);
    const other = renderHook(useChoice);
    expect(one.result.current[0]).toBe(false);
    act(() => one.result.current[1](true));
    expect(other.result.current[0]).toBe(true);
    expect(root.dataset[name]).toBe(chosen);
    expect(localStorage.getItem(`waickoff.${name}`)).toBe(chosen);
    act(() => other.result.current[1](false));
    expect(one.result.current[0]).toBe(false);
    expect(root.dataset[name]).toBeUndefined();
    expect(localStorage.getItem(`waickoff.${name}`)).toBe('');
  });

  it('holds without storage until the page is left', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    const { result } = renderHook(useChoice);
    act(() => result.current[1](true));
    expect(result.current[0]).toBe(true);
  });
});
