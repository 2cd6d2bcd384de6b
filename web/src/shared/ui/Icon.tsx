const paths = {
  copy: 'M6 6V3.5A1.5 1.5 0 0 1 7.5 2h5A1.5 1.5 0 0 1 14 3.5v5a1.5 1.5 0 0 1-1.5 1.5H10M3.5 6h5A1.5 1.5 0 0 1 10 7.5v5A1.5 1.5 0 0 1 8.5 14h-5A1.5 1.5 0 0 1 2 12.5v-5A1.5 1.5 0 0 1 3.5 6Z',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3',
  edit: 'm3 13 .7-3L10.5 3.2a1.4 1.4 0 0 1 2 0l.3.3a1.4 1.4 0 0 1 0 2L6 12.3 3 13Z',
  good: 'M5 14H3V7h2m0 7V7m0 7h6.2a1.5 1.5 0 0 0 1.5-1.2l.9-4A1.5 1.5 0 0 0 12.1 7H9l.6-3a1.6 1.6 0 0 0-3-1L5 7',
  bad: 'M11 2h2v7h-2m0-7v7m0-7H4.8a1.5 1.5 0 0 0-1.5 1.2l-.9 4A1.5 1.5 0 0 0 3.9 9H7l-.6 3a1.6 1.6 0 0 0 3 1L11 9',
  send: 'M8 13V3M3.5 7.5 8 3l4.5 4.5',
  stop: 'M4.5 4.5h7v7h-7Z',
} as const;

/** A small drawing beside or instead of a word; what it means is said by what it stands in. */
export function Icon({ name, size = 16 }: { name: keyof typeof paths; size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden focusable="false">
      <path
        d={paths[name]}
        fill={name === 'stop' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
