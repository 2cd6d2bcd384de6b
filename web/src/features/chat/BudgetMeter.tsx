import { Popover, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { questionsLeft, warningOf, type Budget } from './budget';
import classes from './BudgetMeter.module.css';
import { strings } from './strings';

const radius = 14;
const around = 2 * Math.PI * radius;

/** The tokens of a session as a ring: used, held, left. A press says it in figures. */
export function BudgetMeter({ budget, cost }: { budget: Budget; cost: number | null }) {
  const t = useStrings(strings);
  const format = useFormat();
  const text = t.budgetText(
    format.whole(budget.used),
    format.whole(budget.held),
    format.whole(budget.left),
    format.whole(budget.limit),
  );
  const share = (tokens: number) => (around * Math.min(tokens, budget.limit)) / Math.max(1, budget.limit);
  const fits = questionsLeft(budget, cost);
  return (
    <Popover position="top-end" width={240} withArrow trapFocus={false}>
      <div className={classes.meter}>
        <svg
          viewBox="0 0 36 36"
          className={classes.ring}
          data-warning={warningOf(budget) ?? undefined}
          role="meter"
          aria-label={t.budget}
          aria-valuemin={0}
          aria-valuemax={budget.limit}
          aria-valuenow={budget.used + budget.held}
          aria-valuetext={text}
        >
          <circle cx="18" cy="18" r={radius} className={classes.left} />
          <circle
            cx="18"
            cy="18"
            r={radius}
            className={classes.used}
            strokeDasharray={`${share(budget.used)} ${around}`}
          />
          <circle
            cx="18"
            cy="18"
            r={radius}
            className={classes.held}
            strokeDasharray={`${share(budget.held)} ${around}`}
            strokeDashoffset={-share(budget.used)}
          />
        </svg>
        <Popover.Target>
          <UnstyledButton className={classes.figure} title={text}>
            {format.compact(budget.left)}
            <VisuallyHidden>{` ${t.budget}: ${text}`}</VisuallyHidden>
          </UnstyledButton>
        </Popover.Target>
      </div>
      <Popover.Dropdown>
        <Stack gap={4}>
          <dl className={classes.figures}>
            <Figure mark={classes.markUsed} name={t.used} value={format.whole(budget.used)} />
            <Figure mark={classes.markHeld} name={t.held} value={format.whole(budget.held)} />
            <Figure mark={classes.markLeft} name={t.left} value={format.whole(budget.left)} />
          </dl>
          {fits !== null ? <Text size="xs">{t.whatIf(fits, format.whole(fits))}</Text> : null}
          <Text size="xs" c="dimmed">
            {t.heldWhy}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Figure({ mark, name, value }: { mark: string | undefined; name: string; value: string }) {
  return (
    <div>
      <dt>
        <span className={mark} aria-hidden /> {name}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
