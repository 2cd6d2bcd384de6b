import { ActionIcon, Alert, Button, Group, Menu, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { ApiProblem } from '../../shared/api/problem';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import type { Turn } from '../../shared/sessions/sessions';
import { Icon } from '../../shared/ui/Icon';
import { Failure } from '../../shared/ui/States';
import { textOf, type Answer, type Notice } from './answer';
import { AnswerText } from './AnswerText';
import { giveFeedback } from './chatApi';
import type { Cited } from './cited';
import { Evidence } from './Evidence';
import { plainText } from './plainText';
import { Steps } from './Steps';
import { strings } from './strings';
import classes from './TurnView.module.css';
import { useAnswerStream } from './useAnswerStream';

export type TurnActions = {
  onCite?: ((cited: Cited) => void) | undefined;
  onHint?: ((cited: Cited | null) => void) | undefined;
  /** Absent where nothing can be asked any more. */
  onRetry?: ((turn: Turn) => void) | undefined;
  onEdit?: ((turn: Turn) => void) | undefined;
  onAnswer: (turn: Turn, answer: Answer) => void;
  onEnd: (turn: Turn, answer: Answer) => void;
};

/** A question and its answer, in one of its versions. */
export function TurnView({
  turn,
  cost,
  pager,
  actions,
}: {
  turn: Turn;
  /** What another question costs, as far as that is known. */
  cost: number | null;
  pager?: ReactNode;
  actions: TurnActions;
}) {
  const t = useStrings(strings);
  const isRunning = turn.state === 'running';
  const { onAnswer, onEnd } = actions;
  const { answer, connection, error } = useAnswerStream(turn.id, isRunning, (ended) => onEnd(turn, ended));
  useEffect(() => {
    if (answer) onAnswer(turn, answer);
  }, [turn, answer, onAnswer]);
  const end = answer?.end ?? null;
  const isWriting = isRunning && !end;
  const at = new Date(turn.created).getTime();
  const hasText = (answer?.sentences.length ?? 0) > 0;
  return (
    <article className={classes.turn} aria-label={turn.question || t.firstAnalysis} aria-busy={isWriting}>
      <h2 className={turn.question ? classes.question : classes.first}>
        {turn.question ? <VisuallyHidden>{t.question}: </VisuallyHidden> : null}
        {turn.question || t.firstAnalysis}
      </h2>
      <div className={classes.answer} data-ai-generated={turn.aiGenerated}>
        {isWriting && answer ? <Steps steps={answer.steps} /> : null}
        {answer ? <Notices notices={answer.notices} /> : null}
        {hasText ? (
          <AnswerText
            answer={answer!}
            turn={turn.id}
            at={at}
            onCite={actions.onCite}
            onHint={actions.onHint}
          />
        ) : isWriting ? (
          <Waiting label={connection === 'connecting' ? t.connecting : t.reading} />
        ) : turn.answer && !answer ? (
          <Text size="sm" className={classes.plain}>
            {plainText(turn.answer)}
          </Text>
        ) : null}
        {isWriting ? <Spoken answer={answer} /> : null}
        {isWriting && connection === 'lost' ? (
          <Text size="sm" role="status" c="dimmed">
            {t.lost}
          </Text>
        ) : null}
        {error ? <Failure error={error} /> : null}
        {isWriting ? null : <Ending turn={turn} answer={answer} />}
        {isWriting || !(hasText || turn.answer) ? null : (
          <TurnFoot turn={turn} answer={answer} cost={cost} pager={pager} actions={actions} />
        )}
        {!isWriting && !hasText && !turn.answer && actions.onRetry && turn.question ? (
          <Group gap="xs">
            <RetryButton turn={turn} cost={cost} onRetry={actions.onRetry} />
            {pager}
          </Group>
        ) : null}
      </div>
    </article>
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <div aria-label={label} role="status" className={classes.waiting}>
      <Skeleton height={12} width="92%" />
      <Skeleton height={12} width="78%" />
      <Skeleton height={12} width="85%" />
    </div>
  );
}

/** Each sentence is said once, when it is whole. */
function Spoken({ answer }: { answer: Answer | null }) {
  const count = answer?.sentences.length ?? 0;
  return (
    <VisuallyHidden aria-live="polite">
      {answer?.sentences.slice(-3).map((sentence, i) => (
        <p key={Math.max(0, count - 3) + i}>{plainText(sentence.text)}</p>
      ))}
    </VisuallyHidden>
  );
}

/** What is to be known of this answer; that it is no advice is said under each. */
function Notices({ notices }: { notices: readonly Notice[] }) {
  const told = notices.filter((n) => n.code !== 'not_advice' && !n.code.startsWith('budget_'));
  if (told.length === 0) return null;
  return (
    <ul className={classes.notices}>
      {told.map((notice) => (
        <li key={notice.code + notice.text}>{notice.text}.</li>
      ))}
    </ul>
  );
}

/** How it ended, where that is not simply with an answer. What did not work says that it cost nothing. */
function Ending({ turn, answer }: { turn: Turn; answer: Answer | null }) {
  const t = useStrings(strings);
  const end = answer?.end;
  if (end?.kind === 'refused' || (!end && turn.state === 'refused'))
    return (
      <Alert color="gray" variant="light" title={t.refusedTitle} className={classes.ending}>
        {end?.kind === 'refused' ? `${end.text} ` : ''}
        {t.refusedDetail}
      </Alert>
    );
  const reason = end?.kind === 'done' ? end.reason : turn.state;
  if (reason !== 'failed' && reason !== 'interrupted') return null;
  const isFailed = reason === 'failed';
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      title={isFailed ? t.failedTitle : t.interruptedTitle}
      className={classes.ending}
    >
      {isFailed ? t.failedDetail : t.interruptedDetail}
    </Alert>
  );
}

function TurnFoot({
  turn,
  answer,
  cost,
  pager,
  actions,
}: {
  turn: Turn;
  answer: Answer | null;
  cost: number | null;
  pager: ReactNode;
  actions: TurnActions;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const end = answer?.end;
  const charged = end?.kind === 'done' ? end.charged : turn.charged;
  const model = answer?.model ?? turn.model ?? null;
  const isStopped = (end?.kind === 'done' ? end.reason : turn.state) === 'stopped';
  return (
    <footer className={classes.foot}>
      {answer && Object.keys(answer.findings).length > 0 ? (
        <Evidence answer={answer} turn={turn} onCite={actions.onCite} />
      ) : null}
      <Group gap={4} className={classes.actions}>
        <CopyMenu markdown={answer ? textOf(answer) : turn.answer} />
        {actions.onRetry && turn.question ? (
          <RetryButton turn={turn} cost={cost} onRetry={actions.onRetry} />
        ) : null}
        {actions.onEdit && turn.question ? (
          <ActionIcon
            size={28}
            variant="subtle"
            color="gray"
            aria-label={t.edit}
            title={t.edit}
            onClick={() => actions.onEdit?.(turn)}
          >
            <Icon name="edit" />
          </ActionIcon>
        ) : null}
        <Feedback turn={turn} />
        {pager}
        <Text size="xs" c="dimmed" className={classes.tokens}>
          {isStopped ? `${t.stopped} ` : ''}
          {charged > 0 ? t.tokens(format.whole(charged)) : t.free}
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {model ? t.generated(model === 'built-in' ? t.builtIn : model) : t.aiUnnamed}. {t.notAdvice}
      </Text>
    </footer>
  );
}

function RetryButton({
  turn,
  cost,
  onRetry,
}: {
  turn: Turn;
  cost: number | null;
  onRetry: (turn: Turn) => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const label = cost === null ? t.retry : t.retryCost(format.whole(cost));
  return (
    <Button
      size="compact-xs"
      h={28}
      variant="subtle"
      color="gray"
      title={label}
      onClick={() => onRetry(turn)}
    >
      <Icon name="retry" />
      {cost === null ? null : <span className={classes.cost}>{t.cost(format.whole(cost))}</span>}
      <VisuallyHidden> {t.retry}</VisuallyHidden>
    </Button>
  );
}

function CopyMenu({ markdown }: { markdown: string }) {
  const t = useStrings(strings);
  const [isCopied, setCopied] = useState(false);
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon size={28} variant="subtle" color="gray" aria-label={t.copy} title={t.copy}>
            <Icon name={isCopied ? 'check' : 'copy'} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void copy(plainText(markdown))}>{t.copyText}</Menu.Item>
          <Menu.Item onClick={() => void copy(markdown.trim())}>{t.copyMarkdown}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <VisuallyHidden role="status">{isCopied ? t.copied : ''}</VisuallyHidden>
    </>
  );
}

function Feedback({ turn }: { turn: Turn }) {
  const t = useStrings(strings);
  const [given, setGiven] = useState(turn.feedback);
  const [isThanked, setThanked] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const give = async (good: boolean, reason?: string) => {
    const before = given;
    setGiven(good ? 1 : -1);
    setError(null);
    try {
      await giveFeedback(turn.id, good, reason);
      setThanked(true);
    } catch (e) {
      setGiven(before);
      setError(e instanceof ApiProblem ? e.title : '');
    }
  };
  return (
    <>
      <ActionIcon
        size={28}
        variant={given > 0 ? 'light' : 'subtle'}
        color="gray"
        aria-label={t.good}
        aria-pressed={given > 0}
        onClick={() => void give(true)}
      >
        <Icon name="good" />
      </ActionIcon>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon
            size={28}
            variant={given < 0 ? 'light' : 'subtle'}
            color="gray"
            aria-label={t.bad}
            aria-pressed={given < 0}
          >
            <Icon name="bad" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t.whyBad}</Menu.Label>
          {Object.entries(t.badReasons).map(([reason, label]) => (
            <Menu.Item key={reason} onClick={() => void give(false, reason)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Text size="xs" c="dimmed" role="status">
        {error ?? (isThanked ? t.thanks : '')}
      </Text>
    </>
  );
}
