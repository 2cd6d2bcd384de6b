import { Button, Container, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { About } from '../../features/chart/ChartView';
import { useAboutQuestion } from '../../features/chat/aboutQuestion';
import { ChatPanel } from '../../features/chat/ChatPanel';
import type { Cited } from '../../features/chat/cited';
import { OpenSession } from '../../features/sessions/OpenSession';
import { BackToSummary, SessionEnd } from '../../features/sessions/SessionEnd';
import { SessionHeader } from '../../features/sessions/SessionHeader';
import { SessionLayout } from '../../features/sessions/SessionLayout';
import { isOngoing, sessionQuery } from '../../shared/sessions/sessions';
import { useStrings } from '../../shared/language/language';
import { ApiProblem } from '../../shared/api/problem';
import { Failure } from '../../shared/ui/States';
import type { SheetHeight } from '../../shared/ui/Sheet';
import { useNow } from '../../shared/ui/useNow';
import { useTitle } from '../../shared/ui/useTitle';
import { strings } from '../strings';
import classes from './SessionPage.module.css';

/** Words come first: the chart is fetched beside them. */
const ChartView = lazy(async () => ({ default: (await import('../../features/chart/ChartView')).ChartView }));

/** A session: the conversation with the chart beside it; once it has ended, its summary, until a number asks for the chart. */
export default function SessionPage() {
  const t = useStrings(strings);
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = useQuery(sessionQuery(id));
  const aboutQuestion = useAboutQuestion();
  const now = useNow(15_000);
  const [height, setHeight] = useState<SheetHeight | null>(null);
  const [insert, setInsert] = useState<{ key: string; text: string } | null>(null);
  const cite = useCallback(
    ({ at, findings: [finding] }: Cited) => {
      if (!finding) return;
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (finding.timeframe) next.set('tf', finding.timeframe);
          next.set('at', String(at));
          next.set('sel', finding.source);
          return next;
        },
        { preventScrollReset: true },
      );
      setHeight((before) => (before === 'low' ? 'low' : 'half'));
    },
    [setParams],
  );
  const ask = useCallback(
    (about: About) => {
      setInsert({ key: crypto.randomUUID(), text: aboutQuestion(about) });
      setHeight((before) => (before === 'low' ? 'half' : before));
    },
    [aboutQuestion],
  );
  const isUnknown = error instanceof ApiProblem && error.status === 404;
  const symbol = data?.session.symbol;
  useTitle(symbol ? t.sessionOf(symbol) : '');
  const hasEnded = data ? !isOngoing(data.session, now) : false;
  const isSummary = hasEnded && !params.has('sel');
  const chart = symbol ? (
    <Suspense>
      <ChartView key={symbol} symbol={symbol} onAsk={ask} />
    </Suspense>
  ) : null;
  if (error && !data)
    return (
      <Container size="xs" py="xl" w="100%">
        <Title order={1} size="h4" mb="md">
          {isUnknown ? t.noSuchSession : t.history}
        </Title>
        {isUnknown ? (
          <Button component={Link} to="/history" variant="default">
            {t.seeSessions}
          </Button>
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )}
      </Container>
    );
  return (
    <SessionLayout
      header={<SessionHeader session={id} isPage />}
      beside={
        isSummary ? (
          <SessionEnd session={id} />
        ) : (
          <div className={classes.chart}>
            {hasEnded ? <BackToSummary onBack={() => setParams({}, { preventScrollReset: true })} /> : null}
            {chart}
          </div>
        )
      }
      panel={
        <ChatPanel
          session={id}
          onCite={cite}
          insert={insert}
          afterEnd={
            symbol ? <OpenSession symbol={symbol} size="xs" style={{ alignSelf: 'flex-start' }} /> : null
          }
        />
      }
      height={height ?? (isSummary ? 'low' : 'full')}
      onHeight={setHeight}
    />
  );
}
