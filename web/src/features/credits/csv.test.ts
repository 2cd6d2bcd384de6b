import { csvOf } from './csv';

it('writes what a spreadsheet reads as it stands', () => {
  expect(
    csvOf([
      ['a', 'b "c"', 'd,e'],
      ['f\ng', -5, 1_000],
    ]),
  ).toBe('\uFEFFa,"b ""c""","d,e"\r\n"f\ng",-5,1000\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('keeps %j from becoming a formula', (text) => {
  expect(csvOf([[text]])).toBe(`\uFEFF'${text}\r\n`);
});
