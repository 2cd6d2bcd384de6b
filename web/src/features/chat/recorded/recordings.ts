import type { StreamEvent } from '../answer';
import { createSseReader } from '../sse';

/** Streams as the server sent them, in the language at the end of their names. */
export const recordings = [
  'built-in.es',
  'model.es',
  'uncited.en',
  'cut.en',
  'advice.en',
  'stand-in.en',
  'stopped.en',
  'payload.en',
] as const;

const files = import.meta.glob<string>('./*.txt', { query: '?raw', import: 'default', eager: true });

export const recorded = (name: (typeof recordings)[number]): string => files[`./${name}.txt`]!;

export const eventsOf = (stream: string): StreamEvent[] => createSseReader()(stream);
