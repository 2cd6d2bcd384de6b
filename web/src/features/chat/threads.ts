import type { Turn } from '../../shared/sessions/sessions';

/** A question with all that was asked instead of it: the newest last. */
export type Thread = { id: string; versions: readonly Turn[] };

/** The turns of a session by what replaces what, in the order in which they were last asked. */
export function threadsOf(turns: readonly Turn[]): Thread[] {
  const threadOf = new Map<string, { id: string; versions: Turn[] }>();
  const threads: { id: string; versions: Turn[] }[] = [];
  for (const turn of turns) {
    const known = turn.replaces ? threadOf.get(turn.replaces) : undefined;
    const thread = known ?? { id: turn.id, versions: [] };
    if (known) threads.splice(threads.indexOf(known), 1);
    threads.push(thread);
    thread.versions.push(turn);
    threadOf.set(turn.id, thread);
  }
  return threads;
}
