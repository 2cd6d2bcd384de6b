import { useId, useState } from 'react';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import type { Turn } from '../../shared/sessions/sessions';
import { findingsOf, type Answer } from './answer';
import { familyOf, kindOf, momentOf, type Cited } from './cited';
import classes from './Evidence.module.css';
import { strings } from './strings';

/** What an answer stands on: each verified number once, with what it is; a press shows it on the chart. */
export function Evidence({
  answer,
  turn,
  onCite,
}: {
  answer: Answer;
  turn: Turn;
  onCite?: ((cited: Cited) => void) | undefined;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const rows = printedOf(answer);
  const asked = new Date(turn.created).getTime();
  if (rows.length === 0) return null;
  return (
    <div className={classes.evidence}>
      <button
        type="button"
        className={classes.toggle}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t.standsOn(format.whole(rows.length))} <span aria-hidden>{isOpen ? '▴' : '▾'}</span>
      </button>
      {isOpen ? (
        <ul id={id} className={classes.list} aria-label={t.evidenceOf}>
          {rows.map(({ finding, text }) => {
            const row = (
              <>
                <span className={classes.name}>
                  {t.whats[finding.what] ?? t.kinds[kindOf(finding.what)] ?? finding.what}
                </span>
                <span className={classes.frame}>{finding.timeframe ?? ''}</span>
                <span className={classes.value}>{text} ✓</span>
              </>
            );
            return (
              <li key={finding.id} data-family={familyOf(finding)}>
                {onCite && finding.source ? (
                  <button
                    type="button"
                    className={classes.row}
                    onClick={() =>
                      onCite({
                        turn: turn.id,
                        at: momentOf(finding, asked),
                        text,
                        isVerified: true,
                        verdict: 'Verified',
                        findings: [finding],
                        isNamed: true,
                      })
                    }
                  >
                    {row}
                  </button>
                ) : (
                  <span className={classes.row}>{row}</span>
                )}
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
}

/** Each finding that a number of the answer equals, with how it was printed. */
function printedOf(answer: Answer) {
  const seen = new Set<string>();
  return answer.sentences.flatMap((sentence) =>
    sentence.citations.flatMap((citation) => {
      const findings = citation.verdict === 'Verified' ? findingsOf(answer, citation) : [];
      const text = sentence.text.slice(citation.start, citation.start + citation.length);
      return findings.filter((f) => !seen.has(f.id) && seen.add(f.id)).map((finding) => ({ finding, text }));
    }),
  );
}
