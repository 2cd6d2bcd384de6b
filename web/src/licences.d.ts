/** What the product is made with, read from the lock file and `docs/licences.md` when the pages are built. */
declare module 'virtual:licences' {
  export type Licence = { name: string; version: string; licence: string };
  export const licences: { web: readonly Licence[]; server: readonly Licence[] };
}
