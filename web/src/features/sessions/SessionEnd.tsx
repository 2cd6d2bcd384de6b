import { Button, Group, Text, Title, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { sessionQuery, type SessionWithTurns } from '../../shared/sessions/sessions';
import { OpenSession } from './OpenSession';
import { saveFile } from '../../shared/ui/saveFile';
import classes from './SessionEnd.module.css';
import { strings } from './strings';
import { transcriptOf } from './transcript';

/** The end of a session: what was asked, what it took, and what can be done with it now. */
export function SessionEnd({ session: id, children }: { session: string; children?: ReactNode }) {
  const t = useStrings(strings);
  const { data } = useQuery(sessionQuery(id));
  return data ? (
    <section className={classes.end} aria-label={t.summary}>
      <Summary known={data} />
      {children}
    </section>
  ) : null;
}

/** From the chart back to it. */
export function BackToSummary({ onBack }: { onBack: () => void }) {
  const t = useStrings(strings);
  return (
    <Button size="compact-sm" variant="subtle" color="gray" mb={6} onClick={onBack}>
      ‹ {t.summary}
    </Button>
  );
}

function Summary({ known }: { known: SessionWithTurns }) {
  const t = useStrings(strings);
  const format = useFormat();
  const [isCopied, setCopied] = useState(false);
  const { session, turns } = known;
  const replaced = new Set(turns.map((turn) => turn.replaces));
  const asked = turns.filter((turn) => !replaced.has(turn.id) && turn.state !== 'refused');
  const last = turns.reduce((end, turn) => Math.max(end, new Date(turn.ended ?? turn.created).getTime()), 0);
  const began = new Date(session.created).getTime();
  const title = t.ended[session.status] ?? t.ended.expired;
  const markdown = () =>
    transcriptOf(
      known,
      {
        title: t.sessionOn(session.symbol),
        opened: `${t.opened}: ${format.moment(session.created)}`,
        firstAnalysis: t.firstAnalysis,
        question: t.questionMark,
        notice: t.exportNotice,
      },
      (model) => t.generatedBy(model === 'built-in' || !model ? t.builtIn : model),
    );
  const download = () =>
    saveFile(`${session.symbol}-${session.created.slice(0, 10)}.md`, 'text/markdown', markdown());
  const copy = async () => {
    await navigator.clipboard.writeText(markdown());
    setCopied(true);
  };
  return (
    <>
      <div>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text c="dimmed" size="sm">
          {session.status === 'returned' ? t.returnedDetail : t.readable}
        </Text>
      </div>
      <dl className={classes.figures}>
        <Figure name={t.questions} value={format.whole(asked.filter((turn) => turn.question).length)} />
        <Figure
          name={t.tokensUsed}
          value={t.ofTokens(format.whole(session.tokens.used), format.compact(session.tokens.limit))}
        />
        <Figure name={t.duration} value={format.span(Math.max(0, last - began))} />
        <Figure name={t.opened} value={format.moment(session.created)} />
      </dl>
      {asked.length > 0 ? (
        <div>
          <Title order={3} size="h6" mb={6}>
            {t.asked}
          </Title>
          <ol className={classes.asked}>
            {asked.map((turn) => (
              <li key={turn.id}>{turn.question || t.firstAnalysis}</li>
            ))}
          </ol>
        </div>
      ) : null}
      <Group gap="xs">
        <OpenSession symbol={session.symbol} label={t.another} />
        {asked.some((turn) => turn.answer) ? (
          <>
            <Button variant="default" onClick={download}>
              {t.download}
            </Button>
            <Button variant="subtle" onClick={() => void copy()}>
              {isCopied ? `✓ ${t.copied}` : t.copyAll}
            </Button>
            <VisuallyHidden role="status">{isCopied ? t.copied : ''}</VisuallyHidden>
          </>
        ) : null}
      </Group>
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
