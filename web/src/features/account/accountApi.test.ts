import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../shared/api/problem';
import { fieldProblem, isEmail, isOfField, placeAfter } from './accountApi';

const after = (next: string) => placeAfter(new URLSearchParams({ next }));

describe('the place after signing in', () => {
  it('is the page one came from, with what its address says', () => {
    expect(after('/m/BTCUSDT?tf=4h')).toBe('/m/BTCUSDT?tf=4h');
    expect(after('/history')).toBe('/history');
  });

  it('is the first page where no page of ours is named', () => {
    expect(placeAfter(new URLSearchParams())).toBe('/');
    for (const foreign of [
      '//example.com',
      '/\\example.com',
      'https://example.com',
      'javascript:alert(1)',
      'm',
    ])
      expect(after(foreign), foreign).toBe('/');
  });
});

describe('an address', () => {
  it('has one sign in its middle and no space', () => {
    for (const good of ['ana@example.com', 'a+b@c']) expect(isEmail(good), good).toBe(true);
    for (const bad of ['', 'ana', '@example.com', 'ana@', 'a b@c.d', 'a@b@c', `${'a'.repeat(250)}@b.cd`])
      expect(isEmail(bad), bad).toBe(false);
  });
});

describe('what a problem says of a field', () => {
  const problem = new ApiProblem(400, { code: 'invalid', title: 'T', detail: 'D', field: 'password' });

  it('stands beside that field alone', () => {
    expect(fieldProblem(problem, 'password')).toBe('D');
    expect(fieldProblem(problem, 'email')).toBeUndefined();
    expect(isOfField(problem, 'email', 'password')).toBe(true);
    expect(isOfField(problem, 'email')).toBe(false);
  });

  it('is nothing where the whole is meant', () => {
    expect(isOfField(new ApiProblem(429, { code: 'too_many' }), 'email')).toBe(false);
    expect(fieldProblem(new Error('x'), 'email')).toBeUndefined();
  });
});
