import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ChatPanel } from '../../features/chat/ChatPanel';
import type { Cited } from '../../features/chat/cited';
import { OpenSession } from '../../features/sessions/OpenSession';
import { SessionEnd } from '../../features/sessions/SessionEnd';
import { SessionHeader } from '../../features/sessions/SessionHeader';
import { SessionLayout } from '../../features/sessions/SessionLayout';
import { isOngoing, sessionQuery } from '../../shared/sessions/sessions';
import type { SheetHeight } from '../../shared/ui/Sheet';
import { useNow } from '../../shared/ui/useNow';

/** A session: the conversation, with the chart beside it while it lasts and its summary once it has ended. */
export default function SessionPage() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { data } = useQuery(sessionQuery(id));
  const [height, setHeight] = useState<SheetHeight>('full');
  const now = useNow(15_000);
  const symbol = data?.session.symbol;
  const cite = useCallback(
    ({ at, findings: [finding] }: Cited) => {
      if (!symbol || !finding) return;
      const query = new URLSearchParams({
        ...(finding.timeframe ? { tf: finding.timeframe } : {}),
        at: String(at),
        sel: finding.source,
      });
      void navigate(`/m/${symbol}?${query}`);
    },
    [symbol, navigate],
  );
  const hasEnded = data ? !isOngoing(data.session, now) : false;
  return (
    <SessionLayout
      header={<SessionHeader session={id} isPage />}
      beside={hasEnded ? <SessionEnd session={id} /> : null}
      panel={
        <ChatPanel
          session={id}
          onCite={cite}
          afterEnd={
            symbol ? <OpenSession symbol={symbol} size="xs" style={{ alignSelf: 'flex-start' }} /> : null
          }
        />
      }
      height={height}
      onHeight={setHeight}
    />
  );
}
