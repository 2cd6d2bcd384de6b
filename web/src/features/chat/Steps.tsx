import { useStrings } from '../../shared/language/language';
import type { Step } from './answer';
import classes from './Steps.module.css';
import { strings } from './strings';

/** What the server is really doing for an answer, done and going on. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const t = useStrings(strings);
  return (
    <ol className={classes.steps} aria-label={t.steps}>
      {steps.map(({ step, isDone }) => (
        <li key={step} data-done={isDone || undefined}>
          {t.step[step] ?? t.stepLookup}
          <span role="img" aria-label={isDone ? t.stepDone : t.stepRunning}>
            {isDone ? ' ✓' : '…'}
          </span>
        </li>
      ))}
    </ol>
  );
}
