import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { strings } from './strings';
import classes from './Suggestions.module.css';

/** Questions that fit the market now, each with what it costs. */
export function Suggestions({
  questions,
  isFollowUp,
  cost,
  onAsk,
}: {
  questions: readonly string[];
  isFollowUp: boolean;
  cost: number | null;
  onAsk: (question: string) => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const title = isFollowUp ? t.followUps : t.suggested;
  return (
    <div className={classes.suggestions}>
      <p className={classes.title} id="suggested-questions">
        {title}
      </p>
      <ul aria-labelledby="suggested-questions">
        {questions.map((question) => (
          <li key={question}>
            <button type="button" className={classes.question} onClick={() => onAsk(question)}>
              <span>{question}</span>
              {cost === null ? null : (
                <span className={classes.cost} aria-label={t.costLong(format.whole(cost))} role="img">
                  {t.cost(format.whole(cost))}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
