import { describe, expect, it } from 'vitest';
import type { Known, Trade } from './backtestsApi';
import { drawdowns } from './EquityChart';
import { csvOf } from './Trades';
import { isMistake, parametersOf, readValues, wishOf, type Draft } from './wish';

const draft = (changes: Partial<Draft> = {}): Draft => ({
  strategy: 'ema-cross',
  rule: null,
  symbols: ['BTCUSDT'],
  timeframe: '1h',
  from: '',
  to: '',
  grid: {},
  ...changes,
});

describe('what is asked for', () => {
  it('is a strategy of the library over all there is', () => {
    expect(wishOf(draft())).toEqual({ symbols: ['BTCUSDT'], timeframe: '1h', strategy: 'ema-cross' });
  });

  it('takes one value as a parameter and several as a grid', () => {
    expect(wishOf(draft({ grid: { fast: '10', slow: '' } }))).toMatchObject({ parameters: { fast: 10 } });
    expect(wishOf(draft({ grid: { fast: '10', slow: '20, 30' } }))).toMatchObject({
      grid: { fast: [10], slow: [20, 30] },
    });
  });

  it('is a sweep over several markets, whatever the values', () => {
    const wish = wishOf(draft({ symbols: ['BTCUSDT', 'ETHUSDT'] }));
    expect(wish).toMatchObject({ grid: {} });
    expect(wish).not.toHaveProperty('parameters');
  });

  it('sends a rule of one’s own in place of the name', () => {
    const wish = wishOf(draft({ rule: '{"name":"mine"}' }));
    expect(wish).toMatchObject({ rule: { name: 'mine' } });
    expect(wish).not.toHaveProperty('strategy');
  });

  it('takes days from midnight to midnight of UTC', () => {
    expect(wishOf(draft({ from: '2024-01-01', to: '2024-02-01' }))).toMatchObject({
      from: '2024-01-01T00:00:00Z',
      to: '2024-02-01T00:00:00Z',
    });
  });

  it.each([
    [{ symbols: [] }, 'symbols', 'empty'],
    [{ from: '2024-02-01', to: '2024-02-01' }, 'period', 'period'],
    [{ rule: '{' }, 'rule', 'json'],
    [{ grid: { fast: '10, x' } }, 'fast', 'numbers'],
  ] as const)('says what is wrong with %o', (changes, field, kind) => {
    const wish = wishOf(draft(changes as Partial<Draft>));
    expect(isMistake(wish)).toBe(true);
    expect(wish).toEqual({ field, kind });
  });
});

it('reads values with commas, semicolons or spaces between', () => {
  expect(readValues(' 1, 2.5;3  -4 ')).toEqual([1, 2.5, 3, -4]);
  expect(readValues('')).toEqual([]);
  expect(readValues('1,,2')).toEqual([1, 2]);
  expect(readValues('one')).toBeNull();
});

it('knows the parameters of a strategy', () => {
  expect(parametersOf({ strategy: { parameters: { fast: 12 } } } as unknown as Known)).toEqual({ fast: 12 });
  expect(parametersOf({ strategy: {} } as unknown as Known)).toEqual({});
  expect(parametersOf(undefined)).toEqual({});
});

it('measures falls from the highest so far', () => {
  expect(drawdowns([100, 110, 99, 120, 60])).toEqual([0, 0, 99 / 110 - 1, 0, -0.5]);
});

it('writes trades as a table for others', () => {
  const trade = {
    side: 'bullish',
    entered: 1_700_000_000,
    left: 1_700_003_600,
    entryPrice: 100.5,
    exitPrice: 99,
    quantity: 2,
    stop: null,
    fees: 0.4,
    profit: -3.4,
    r: null,
    reason: 'rule',
  } as unknown as Trade;
  expect(csvOf([trade])).toBe(
    'entered,left,side,entry_price,exit_price,quantity,stop,fees,profit,r,reason\n' +
      '2023-11-14T22:13:20.000Z,2023-11-14T23:13:20.000Z,bullish,100.5,99,2,,0.4,-3.4,,rule\n',
  );
});
