import type { SessionWithTurns } from '../../shared/sessions/sessions';

/** The words of a session that are not its own. */
export type TranscriptWords = {
  title: string;
  opened: string;
  firstAnalysis: string;
  question: string;
  notice: string;
};

/** A session as Markdown: what was asked and answered, in order, and that an AI wrote it. */
export function transcriptOf(
  { turns }: SessionWithTurns,
  words: TranscriptWords,
  generatedBy: (model: string) => string,
): string {
  const replaced = new Set(turns.map((t) => t.replaces).filter(Boolean));
  const parts = turns
    .filter((t) => t.answer && !replaced.has(t.id))
    .map((turn) => {
      const heading = turn.question
        ? `${words.question}: ${turn.question.replace(/\s+/g, ' ')}`
        : words.firstAnalysis;
      // The headings of an answer stand below that of its question.
      const answer = turn.answer
        .trim()
        .replace(
          /^(#{1,6}) /gm,
          (_, marks: string) => `${'#'.repeat(Math.min(6, Math.max(3, marks.length + 1)))} `,
        );
      return `## ${heading}\n\n${answer}\n\n_${generatedBy(turn.model ?? '')}_`;
    });
  return [`# ${words.title}`, words.opened, `> ${words.notice}`, ...parts].join('\n\n') + '\n';
}
