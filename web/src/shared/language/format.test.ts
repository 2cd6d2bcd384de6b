import { describe, expect, it } from 'vitest';
import { formatFor } from './format';

const es = formatFor('es', 'Europe/Madrid');
const en = formatFor('en', 'UTC');

describe('formats', () => {
  it('write prices by the decimals of their market, grouped in both languages', () => {
    expect(es.price(5077.5, 2)).toBe('5.077,50');
    expect(en.price(5077.5, 2)).toBe('5,077.50');
    expect(es.price(0.7088, 4)).toBe('0,7088');
    expect(en.price(100000, 0)).toBe('100,000');
  });

  it('write a moment in the time zone of the reader', () => {
    expect(es.time('2026-07-01T22:30:00Z')).toBe('00:30');
    expect(en.time('2026-07-01T22:30:00Z')).toBe('22:30');
    // The hour that exists twice.
    expect(es.time('2026-10-25T00:30:00Z')).toBe('02:30');
    expect(es.time('2026-10-25T01:30:00Z')).toBe('02:30');
  });

  it('say how long ago and how long still, in the largest units', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    expect(en.ago(now - 8_000, now)).toBe('8 sec. ago');
    expect(es.ago(now - 14 * 60_000, now)).toBe('hace 14 min');
    expect(en.ago(now + 5_000, now)).toBe('now');
    expect(es.span(17 * 3_600_000 + 20 * 60_000)).toBe('17 h 20 min');
    expect(en.span(-5)).toBe('0 sec');
  });

  it('leave the sign of a change to its arrow', () => {
    expect(es.change(-0.0304)).toBe('3,04\u00a0%');
    expect(en.change(0.0304)).toBe('3.04%');
  });
});
