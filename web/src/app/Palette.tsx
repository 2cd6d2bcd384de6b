import '@mantine/spotlight/styles.css';
import { Modal, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { timeframes } from '../shared/markets/timeframes';
import { useChartUrl } from '../features/chart/useChartUrl';
import { historyQuery } from '../features/sessions/sessionsApi';
import { useMe } from '../shared/account/me';
import { KeyTable } from '../shared/keys/KeyTable';
import { useFormat } from '../shared/language/format';
import { useStrings } from '../shared/language/language';
import { marketsQuery } from '../shared/markets/markets';
import { strings } from './strings';
import { useChangeLanguage } from './useChangeLanguage';
import type { Opened } from './useShortcuts';

const [store, { open }] = createSpotlight();
const newestSessions = { text: '', symbol: '', status: '' } as const;

/** What is found by typing: markets, pages, sessions, and what can be switched; and the help of the keyboard. Fetched when first wanted. */
export default function Palette({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const t = useStrings(strings);
  useEffect(() => {
    if (opened === 'palette') open();
  }, [opened]);
  return (
    <>
      <Find onClose={onClose} />
      <Modal
        opened={opened === 'keys'}
        onClose={onClose}
        title={t.keys}
        closeButtonProps={{ 'aria-label': t.close }}
        size="lg"
      >
        <KeyTable level={3} />
      </Modal>
    </>
  );
}

function Find({ onClose }: { onClose: () => void }) {
  const t = useStrings(strings);
  const format = useFormat();
  const me = useMe();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [, changeChart] = useChartUrl();
  const { setColorScheme } = useMantineColorScheme();
  const { change: changeLanguage } = useChangeLanguage();
  const { data: markets = [] } = useQuery(marketsQuery);
  const { data: history } = useInfiniteQuery({ ...historyQuery(newestSessions), enabled: !!me });
  const go = (to: string) => () => void navigate(to);
  const page = (label: string, to: string) => ({ id: to, label, onClick: go(to) });
  const scheme = (label: string, value: MantineColorScheme) => ({
    id: `theme ${value}`,
    label: `${t.theme}: ${label}`,
    onClick: () => setColorScheme(value),
  });
  const hasChart = /^\/[ms]\//.test(pathname);
  const groups: SpotlightActionGroupData[] = [
    {
      group: t.markets,
      actions: markets.map((m) => page(m.symbol, `/m/${m.symbol}`)),
    },
    ...(hasChart
      ? [
          {
            group: t.chart,
            actions: timeframes.map((timeframe) => ({
              id: `tf ${timeframe}`,
              label: `${t.timeframe}: ${timeframe}`,
              onClick: () => changeChart({ timeframe }),
            })),
          },
        ]
      : []),
    {
      group: t.pages,
      actions: [
        page(t.markets, '/'),
        page(t.history, '/history'),
        page(t.credits, '/credits'),
        page(t.backtests, '/backtests'),
        page(t.trackRecord, '/track-record'),
        page(t.packs, '/packs'),
        ...(me ? [page(t.account, '/account')] : [page(t.signIn, '/sign-in'), page(t.signUp, '/sign-up')]),
        ...(me?.isOperator ? [page(t.operators, '/operators')] : []),
        page(t.help, '/help'),
        page(t.about, '/about'),
      ],
    },
    {
      group: t.history,
      actions: (history?.pages[0]?.sessions ?? []).map((s) => ({
        id: s.id,
        label: t.sessionOf(s.symbol),
        description: format.moment(s.created),
        onClick: go(`/s/${s.id}`),
      })),
    },
    {
      group: t.appearance,
      actions: [
        scheme(t.dark, 'dark'),
        scheme(t.light, 'light'),
        scheme(t.system, 'auto'),
        {
          id: 'language',
          label: t.toEnglish,
          onClick: () => void changeLanguage(),
        },
      ],
    },
  ].filter((group) => group.actions.length > 0);
  return (
    <Spotlight
      store={store}
      actions={groups}
      shortcut={null}
      nothingFound={t.nothingFound}
      highlightQuery
      attributes={{ content: { 'aria-label': t.search } }}
      scrollable
      maxHeight={420}
      onSpotlightClose={onClose}
      searchProps={{ placeholder: t.find, 'aria-label': t.find }}
    />
  );
}
