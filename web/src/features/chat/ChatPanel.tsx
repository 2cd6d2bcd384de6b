import { ActionIcon, Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  memo,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { isOngoing, sessionQuery, type SessionWithTurns, type Turn } from '../../shared/sessions/sessions';
import { Failure } from '../../shared/ui/States';
import { useNow } from '../../shared/ui/useNow';
import type { Answer } from './answer';
import { warningOf } from './budget';
import { BudgetMeter } from './BudgetMeter';
import { suggestionsQuery } from './chatApi';
import classes from './ChatPanel.module.css';
import type { Cited } from './cited';
import { Composer } from './Composer';
import { strings } from './strings';
import { Suggestions } from './Suggestions';
import { threadsOf, type Thread } from './threads';
import { TurnView, type TurnActions } from './TurnView';
import { useDraft } from './useDraft';
import { useQuestions } from './useQuestions';

type PanelProps = {
  /** The session. */
  session: string;
  /** A number was chosen: the page shows it on the chart. */
  onCite?: (cited: Cited) => void;
  /** A number is pointed at; null when no longer. */
  onHint?: (cited: Cited | null) => void;
  /** A question from elsewhere on the page, such as a zone of the chart; each `key` is taken once. */
  insert?: { key: string; text: string } | null;
  /** What can be done once the session has ended. */
  afterEnd?: ReactNode;
};

/** A session as a conversation: its questions, the answers as they are written, and the next question. */
export function ChatPanel(props: PanelProps) {
  const t = useStrings(strings);
  const { data, error, refetch } = useQuery(sessionQuery(props.session));
  return (
    <section className={classes.panel} aria-label={t.chat}>
      {data ? (
        <Conversation key={props.session} {...props} known={data} />
      ) : error ? (
        <div className={classes.list}>
          <Failure error={error} onRetry={() => void refetch()} />
        </div>
      ) : (
        <Loading />
      )}
    </section>
  );
}

function Loading() {
  const t = useStrings(strings);
  return (
    <div className={classes.list} role="status" aria-label={t.loading}>
      <Stack gap="sm">
        <Skeleton height={12} width={120} />
        {[92, 78, 85, 60].map((width) => (
          <Skeleton key={width} height={12} width={`${width}%`} />
        ))}
        <Skeleton height={38} width="60%" ml="auto" radius={12} />
        {[88, 94, 70].map((width) => (
          <Skeleton key={width} height={12} width={`${width}%`} />
        ))}
      </Stack>
    </div>
  );
}

function Conversation({
  session: id,
  known,
  onCite,
  onHint,
  insert,
  afterEnd,
}: PanelProps & { known: SessionWithTurns }) {
  const t = useStrings(strings);
  const format = useFormat();
  const now = useNow(5_000);
  const isOnline = useSyncExternalStore(watchConnection, () => navigator.onLine);
  const { session, turns } = known;
  const isOpen = isOngoing(session, now);
  const running = turns.find((turn) => turn.state === 'running');
  const threads = useMemo(() => threadsOf(turns), [turns]);
  const questions = useQuestions(id);
  const [draft, setDraft] = useDraft(id);
  const input = useRef<HTMLTextAreaElement>(null);
  const [cost, onAnswer] = useCost();
  const { data: suggested = [] } = useQuery({
    ...suggestionsQuery(id),
    enabled: isOpen && session.status === 'active',
  });
  const fresh = useMemo(() => {
    const asked = new Set(turns.map((turn) => turn.question));
    return suggested.filter((question) => !asked.has(question));
  }, [suggested, turns]);

  const focusInput = useCallback(() => requestAnimationFrame(() => input.current?.focus()), []);
  const taken = useRef<string | null>(null);
  useEffect(() => {
    if (!insert || taken.current === insert.key) return;
    taken.current = insert.key;
    setDraft({ text: insert.text, replaces: null });
    focusInput();
  }, [insert, setDraft, focusInput]);

  const canAsk = isOpen && session.status === 'active' && !running && !questions.isSending && isOnline;
  const { ask, ended } = questions;
  // The same for every key that is typed: answers are not written anew for it.
  const actions = useMemo<TurnActions>(
    () => ({
      onCite,
      onHint,
      onAnswer,
      onEnd: (turn, answer) => ended(turn.id, answer),
      ...(canAsk
        ? {
            onRetry: (turn) => ask({ question: turn.question, short: false, replaces: turn.id }),
            onEdit: (turn) => {
              setDraft({ text: turn.question, replaces: turn.id });
              focusInput();
            },
          }
        : {}),
    }),
    [canAsk, onCite, onHint, onAnswer, ask, ended, setDraft, focusInput],
  );
  const [list, last] = useStartOfNewest(questions.sent ? 'sent' : (turns.at(-1)?.id ?? ''));
  const blocked = !isOnline ? t.offline : session.status === 'opening' ? t.waitOpening : null;
  const warning = warningOf(session.tokens);

  return (
    <>
      <div className={classes.list} ref={list} tabIndex={0} role="log" aria-live="off" aria-label={t.chat}>
        <Text size="xs" c="dimmed">
          {t.isAi}
        </Text>
        {threads.map((thread, i) => {
          const isLast = i === threads.length - 1 && !questions.sent;
          return (
            <div
              key={thread.id}
              ref={isLast ? last : undefined}
              className={isLast ? classes.newest : undefined}
            >
              <ThreadView thread={thread} cost={cost} actions={actions} />
              {isLast && canAsk && fresh.length > 0 ? (
                <Suggestions
                  questions={fresh.slice(0, turns.length > 1 ? 3 : 6)}
                  isFollowUp={turns.length > 1}
                  cost={cost}
                  onAsk={(question) => ask({ question, short: false })}
                />
              ) : null}
            </div>
          );
        })}
        {questions.sent ? (
          <div ref={last} className={classes.newest}>
            <Sent
              question={questions.sent.question}
              error={questions.error}
              onAgain={questions.sendAgain}
              onBack={() => {
                setDraft({ text: questions.sent!.question, replaces: questions.sent!.replaces ?? null });
                questions.takeBack();
                focusInput();
              }}
            />
          </div>
        ) : null}
      </div>
      {isOpen && warning ? (
        <Alert
          color={warning === 95 ? 'red' : 'yellow'}
          variant="light"
          role="status"
          className={classes.warning}
        >
          {t.warn(
            format.percent(session.tokens.used / session.tokens.limit),
            format.whole(session.tokens.left),
          )}
        </Alert>
      ) : null}
      {isOpen ? (
        <Composer
          draft={draft}
          onDraft={setDraft}
          onSend={(wish) => {
            ask({
              question: draft.text.trim(),
              short: wish.isShort,
              ...(wish.model ? { model: wish.model } : {}),
              ...(draft.replaces ? { replaces: draft.replaces } : {}),
            });
            setDraft({ text: '', replaces: null });
          }}
          onStop={() => running && questions.stop(running.id)}
          isRunning={!!running}
          isStopping={!!running && questions.isStopping}
          blocked={blocked}
          cost={cost}
          suggestions={suggested}
          models={known.models}
          meter={<BudgetMeter budget={session.tokens} cost={cost} />}
          inputRef={input}
        />
      ) : (
        <Ended known={known}>{afterEnd}</Ended>
      )}
    </>
  );
}

/** A question in its newest version, with a way to the ones before. */
const ThreadView = memo(function ThreadView({
  thread,
  cost,
  actions,
}: {
  thread: Thread;
  cost: number | null;
  actions: TurnActions;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const count = thread.versions.length;
  const [chosen, setChosen] = useState<{ count: number; index: number } | null>(null);
  // A new version is shown whatever was looked at before.
  const index = chosen?.count === count ? chosen.index : count - 1;
  const turn: Turn = thread.versions[index]!;
  const go = (to: number) => setChosen({ count, index: to });
  const pager =
    count > 1 ? (
      <Group gap={0} wrap="nowrap">
        <ActionIcon
          size={28}
          variant="subtle"
          color="gray"
          aria-label={t.earlier}
          disabled={index === 0}
          onClick={() => go(index - 1)}
        >
          <span aria-hidden>‹</span>
        </ActionIcon>
        <Text size="xs" aria-label={t.version(format.whole(index + 1), format.whole(count))} role="img">
          {format.whole(index + 1)}/{format.whole(count)}
        </Text>
        <ActionIcon
          size={28}
          variant="subtle"
          color="gray"
          aria-label={t.later}
          disabled={index === count - 1}
          onClick={() => go(index + 1)}
        >
          <span aria-hidden>›</span>
        </ActionIcon>
      </Group>
    ) : null;
  return <TurnView key={turn.id} turn={turn} cost={cost} pager={pager} actions={actions} />;
});

/** A question on its way; or one that did not arrive, with what can be done about it. */
function Sent({
  question,
  error,
  onAgain,
  onBack,
}: {
  question: string;
  error: unknown;
  onAgain: () => void;
  onBack: () => void;
}) {
  const t = useStrings(strings);
  return (
    <Stack gap="xs">
      <p className={classes.sent}>{question}</p>
      {error ? (
        <>
          <Failure error={error} />
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={onAgain}>
              {t.sendAgain}
            </Button>
            <Button size="xs" variant="subtle" onClick={onBack}>
              {t.takeBack}
            </Button>
          </Group>
        </>
      ) : (
        <Skeleton height={12} width="70%" />
      )}
    </Stack>
  );
}

function Ended({ known: { session }, children }: { known: SessionWithTurns; children: ReactNode }) {
  const t = useStrings(strings);
  const isReturned = session.status === 'returned';
  const isOut = session.status === 'completed' && session.tokens.limit - session.tokens.used < 512;
  const title = isReturned
    ? t.returnedTitle
    : isOut
      ? t.outTitle
      : session.status === 'completed'
        ? t.completedTitle
        : t.expiredTitle;
  return (
    <div className={classes.ended} role="status">
      <Text fw={600} size="sm">
        {title}
      </Text>
      <Text size="sm" c="dimmed">
        {isReturned ? t.returnedDetail : t.outDetail}
      </Text>
      {children}
    </div>
  );
}

/** What the next question costs, as the newest answer that knows it says. */
function useCost(): [number | null, (turn: Turn, answer: Answer) => void] {
  const [known, setKnown] = useState<{ created: string; cost: number } | null>(null);
  const onAnswer = useCallback((turn: Turn, answer: Answer) => {
    const cost = answer.usage?.predicted;
    if (typeof cost !== 'number') return;
    setKnown((before) =>
      before && (before.created > turn.created || (before.created === turn.created && before.cost === cost))
        ? before
        : { created: turn.created, cost },
    );
  }, []);
  return [known?.cost ?? null, onAnswer];
}

/**
 * Brings the start of a new question into view, once: an answer is read from its beginning, and nothing moves while it is. Until the reader
 * moves, it stays there while the answers above are still coming.
 */
function useStartOfNewest(newest: string) {
  const list = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [room, start] = [list.current, last.current];
    if (!room || !start) return;
    const align = () => {
      room.scrollTop += start.getBoundingClientRect().top - room.getBoundingClientRect().top - 12;
    };
    align();
    const watch = new ResizeObserver(align);
    for (const above of room.children) if (above !== start) watch.observe(above);
    const touches = ['wheel', 'touchstart', 'pointerdown', 'keydown', 'focusin'] as const;
    const end = () => {
      watch.disconnect();
      for (const touch of touches) room.removeEventListener(touch, end);
    };
    for (const touch of touches) room.addEventListener(touch, end, { passive: true });
    return end;
  }, [newest]);
  return [list, last] as const;
}

const watchConnection = (changed: () => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};
