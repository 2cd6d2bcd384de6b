import { Anchor, Skeleton, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState, type ComponentProps } from 'react';
import { Link, useParams } from 'react-router';
import { isTimeframe, lengthOf } from '../../shared/markets/timeframes';
import { ChartView, type About } from '../../features/chart/ChartView';
import { useChartUrl } from '../../features/chart/useChartUrl';
import { useAboutQuestion } from '../../features/chat/aboutQuestion';
import type { Cited } from '../../features/chat/cited';
import { marketsQuery } from '../../shared/markets/markets';
import type { Reading, Sentence } from '../../features/reading/reading';
import { ReadingPanel } from '../../features/reading/ReadingPanel';
import { OpenSession } from '../../features/sessions/OpenSession';
import { SessionHeader } from '../../features/sessions/SessionHeader';
import { SessionLayout } from '../../features/sessions/SessionLayout';
import { useMe } from '../../shared/account/me';
import { useStrings } from '../../shared/language/language';
import { activeSessionsQuery, isOngoing } from '../../shared/sessions/sessions';
import type { SheetHeight } from '../../shared/ui/Sheet';
import { useNow } from '../../shared/ui/useNow';
import { useTitle } from '../../shared/ui/useTitle';
import { strings } from '../strings';
import classes from './MarketPage.module.css';

// The chart comes first: words and conversation are fetched beside it.
const loadWords = () => import('../../features/chat/AnswerText');
const AnswerText = lazy(async () => ({ default: (await loadWords()).AnswerText }));
const ChatPanel = lazy(async () => ({ default: (await import('../../features/chat/ChatPanel')).ChatPanel }));

const EvidencePanel = lazy(async () => ({
  default: (await import('../../features/evidence/EvidencePanel')).EvidencePanel,
}));

type Tab = 'reading' | 'evidence' | 'chat';

/** One market: its chart with every finding, what the engine says of it, and the conversation where a session goes on. */
export default function MarketPage() {
  const { symbol = '' } = useParams();
  return <Market key={symbol} symbol={symbol} />;
}

function Market({ symbol }: { symbol: string }) {
  useTitle(symbol);
  useEffect(() => void loadWords(), []);
  const t = useStrings(strings);
  const [url, change] = useChartUrl();
  const me = useMe();
  const now = useNow(30_000);
  const aboutQuestion = useAboutQuestion();
  const { data: markets } = useQuery(marketsQuery);
  const { data: sessions = [] } = useQuery({ ...activeSessionsQuery, enabled: !!me });
  const [tab, setTab] = useState<Tab>('reading');
  const [height, setHeight] = useState<SheetHeight>('low');
  const [insert, setInsert] = useState<{ key: string; text: string } | null>(null);
  const priceDecimals = markets?.find((m) => m.symbol === symbol)?.priceDecimals ?? 2;
  const session = sessions.find((s) => s.symbol === symbol && isOngoing(s, now));

  const show = useCallback(
    (timeframe: string | null | undefined, source: string, at?: number) => {
      change({
        ...(isTimeframe(timeframe) ? { timeframe } : {}),
        ...(at === undefined ? {} : { at }),
        selected: source,
      });
      setHeight((before) => (before === 'full' ? 'half' : before));
    },
    [change],
  );
  const cite = useCallback(
    ({ at, findings: [finding] }: Cited) => {
      if (finding) show(finding.timeframe, finding.source, at);
    },
    [show],
  );
  // What the engine says now is on the chart as it is now.
  const point = useCallback(
    ({ findings: [finding] }: Cited) => {
      if (finding) show(finding.timeframe, finding.source);
    },
    [show],
  );
  // A case is shown as it was when it ended.
  const showMoment = useCallback(
    (time: number) => {
      change({ at: time * 1000 + lengthOf(url.timeframe), selected: null }, true);
      setHeight((before) => (before === 'full' ? 'half' : before));
    },
    [change, url.timeframe],
  );
  const ask = useCallback(
    (about: About) => {
      setTab('chat');
      setInsert({ key: crypto.randomUUID(), text: aboutQuestion(about) });
      setHeight((before) => (before === 'low' ? 'half' : before));
    },
    [aboutQuestion],
  );
  const words = useCallback(
    (sentences: Sentence[], reading: Reading) => (
      <ReadingWords sentences={sentences} reading={reading} onCite={point} />
    ),
    [point],
  );

  return (
    <SessionLayout
      header={null}
      label={t.panel}
      beside={
        <div className={classes.chart}>
          <ChartView symbol={symbol} isPage onAsk={ask} />
        </div>
      }
      height={height}
      onHeight={setHeight}
      panel={
        <Tabs
          value={tab}
          onChange={(value) => {
            setTab(value as Tab);
            setHeight((before) => (before === 'low' ? 'half' : before));
          }}
          className={classes.tabs}
        >
          <Tabs.List>
            <Tabs.Tab value="reading">{t.reading}</Tabs.Tab>
            <Tabs.Tab value="chat">{t.chat}</Tabs.Tab>
            <Tabs.Tab value="evidence">{t.evidence}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="reading" className={classes.scroll} tabIndex={0}>
            <ReadingPanel
              symbol={symbol}
              timeframe={url.timeframe}
              at={url.at}
              priceDecimals={priceDecimals}
              selected={url.selected}
              onShow={show}
              words={words}
            />
          </Tabs.Panel>
          <Tabs.Panel value="chat" className={classes.talk}>
            {session ? (
              <>
                <SessionHeader session={session.id} />
                <div className={classes.conversation}>
                  <Suspense>
                    <ChatPanel
                      session={session.id}
                      onCite={cite}
                      insert={insert}
                      afterEnd={<OpenSession symbol={symbol} size="xs" style={{ alignSelf: 'flex-start' }} />}
                    />
                  </Suspense>
                </div>
              </>
            ) : (
              <div className={classes.start}>
                <Text size="sm">{t.noSession(symbol)}</Text>
                <OpenSession symbol={symbol} style={{ alignSelf: 'flex-start' }} />
              </div>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="evidence" className={classes.scroll} tabIndex={0}>
            {tab === 'evidence' ? (
              <Suspense fallback={<Skeleton height={160} m="md" role="status" aria-label={t.loading} />}>
                <EvidencePanel
                  symbol={symbol}
                  timeframe={url.timeframe}
                  at={url.at}
                  priceDecimals={priceDecimals}
                  onMoment={showMoment}
                />
                <Text size="sm" className={classes.further}>
                  <Anchor
                    component={Link}
                    to={`/backtests?symbol=${symbol}&tf=${url.timeframe}`}
                    underline="always"
                    size="sm"
                    py={4}
                  >
                    {t.tryRule}
                  </Anchor>
                  <Anchor
                    component={Link}
                    to={`/track-record?symbol=${symbol}&tf=${url.timeframe}`}
                    underline="always"
                    size="sm"
                    py={4}
                  >
                    {t.trackRecord}
                  </Anchor>
                </Text>
              </Suspense>
            ) : null}
          </Tabs.Panel>
        </Tabs>
      }
    />
  );
}

/** The engine's sentences with the same chips as an answer has. */
function ReadingWords({
  sentences,
  reading,
  onCite,
}: {
  sentences: Sentence[];
  reading: Reading;
  onCite: (cited: Cited) => void;
}) {
  const answer = {
    // A turn spells its verdicts with a capital.
    sentences: sentences.map((s) => ({
      text: s.text,
      citations: s.citations.map((c) => ({
        ...c,
        verdict: c.verdict[0]!.toUpperCase() + c.verdict.slice(1),
      })),
      isMarked: false,
      isReplaced: false,
    })),
    findings: Object.fromEntries(reading.evidence.map((e) => [e.id, e])),
  } as unknown as ComponentProps<typeof AnswerText>['answer'];
  return (
    <AnswerText
      answer={answer}
      turn={`reading:${reading.symbol}`}
      at={Date.parse(reading.asOf)}
      onCite={onCite}
    />
  );
}
