/** A text as one field: quoted where it has to be, and never one that a spreadsheet takes for a formula. */
function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a CSV file that spreadsheets open as UTF-8: RFC 4180 behind a byte order mark. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  '\uFEFF' + rows.map((row) => row.map(field).join(',') + '\r\n').join('');
