import { ActionIcon, Anchor, Button, Group, MantineThemeProvider, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation, useSearchParams } from 'react-router';
import { LowBalance } from '../features/billing/LowBalance';
import { DataStrip } from '../features/dashboard/DataStrip';
import { creditsQuery } from '../shared/account/credits';
import { useAccountLanguage, useMe } from '../shared/account/me';
import { useKept } from '../shared/offline/useKept';
import { useFormat } from '../shared/language/format';
import { useStrings } from '../shared/language/language';
import { brand } from './brand';
import classes from './Frame.module.css';
import { strings } from './strings';
import { useChangeLanguage } from './useChangeLanguage';
import { useShortcuts, type Opened } from './useShortcuts';

/** Menus and dialogs open within the content, which is a landmark, as all that is read is. */
const overlays = { components: { Portal: { defaultProps: { target: '[data-overlays]' } } } };

/** What stands around every page: the places, what is left, language and theme, and what is to be known of the data. */
export function Frame() {
  const t = useStrings(strings);
  useAccountLanguage();
  useKept();
  const content = useRef<HTMLElement>(null);
  usePageFocus(content);
  const [opened, open] = useOverPage();
  return (
    <MantineThemeProvider theme={overlays} inherit>
      <div className={classes.frame}>
        <a className={classes.skip} href="#content">
          {t.skip}
        </a>
        <div className={classes.screen}>
          <header className={classes.header}>
            <NavLink to="/" className={classes.brand}>
              {brand}
            </NavLink>
            <nav aria-label={t.places} className={classes.places}>
              <Places />
            </nav>
            <Group gap={6} wrap="nowrap" ml="auto">
              <Button
                variant="default"
                size="compact-sm"
                className={classes.find}
                onClick={() => open('palette')}
              >
                {t.search} <kbd className={classes.kbd}>{t.searchKey}</kbd>
              </Button>
              <Credits />
              <LanguageSwitch />
              <AccountButton onOpen={open} />
            </Group>
          </header>
          <OfflineStrip />
          <DataStrip />
          <main id="content" ref={content} tabIndex={-1} className={classes.content}>
            <Suspense>
              <Outlet />
            </Suspense>
            <div data-overlays />
          </main>
          <LowBalance />
        </div>
        <footer className={classes.footer}>
          <Text size="xs" c="dimmed">
            {t.notAdvice}
          </Text>
          <Group gap="md">
            <Anchor component={NavLink} to="/track-record" size="xs" className={classes.footerLink}>
              {t.trackRecord}
            </Anchor>
            <Anchor component={NavLink} to="/withdraw" size="xs" className={classes.footerLink}>
              {t.withdraw}
            </Anchor>
            <Anchor component={NavLink} to="/about" size="xs" className={classes.footerLink}>
              {t.about}
            </Anchor>
            <Anchor component={NavLink} to="/help" size="xs" className={classes.footerLink}>
              {t.help}
            </Anchor>
          </Group>
        </footer>
        <nav aria-label={t.places} className={classes.bottom}>
          <Places />
        </nav>
        <ScrollRestoration />
        <Suspense>
          <UpdatePrompt />
        </Suspense>
        {opened === undefined ? null : (
          <Suspense>
            <Palette opened={opened} onClose={() => open(null)} />
          </Suspense>
        )}
      </div>
    </MantineThemeProvider>
  );
}

/** What is open over the page, undefined until something was; and the keys that open it. */
function useOverPage() {
  const [opened, setOpened] = useState<Opened | undefined>();
  const [, setParams] = useSearchParams();
  const { pathname } = useLocation();
  const showTimeframe = useCallback(
    (timeframe: string) => {
      if (/^\/[ms]\//.test(pathname))
        setParams((before) => {
          const next = new URLSearchParams(before);
          next.set('tf', timeframe);
          return next;
        });
    },
    [pathname, setParams],
  );
  const open = useCallback((what: Opened) => setOpened(what), []);
  useShortcuts(open, showTimeframe);
  return [opened, open] as const;
}

/** Whoever goes to another page by keyboard goes on where it begins. */
function usePageFocus(content: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    content.current?.focus({ preventScroll: true });
  }, [pathname, content]);
}

function Places() {
  const t = useStrings(strings);
  const me = useMe();
  return (
    <>
      <NavLink to="/" end className={classes.place}>
        {t.markets}
      </NavLink>
      <NavLink to="/history" className={classes.place}>
        {t.history}
      </NavLink>
      <NavLink to="/credits" className={classes.place}>
        {t.credits}
      </NavLink>
      <NavLink to="/backtests" className={`${classes.place} ${classes.onlyWide}`}>
        {t.backtests}
      </NavLink>
      <NavLink to={me ? '/account' : '/sign-in'} className={`${classes.place} ${classes.onlyNarrow}`}>
        {me ? t.account : t.signIn}
      </NavLink>
    </>
  );
}

/** What is left leads to where it went. */
function Credits() {
  const t = useStrings(strings);
  const format = useFormat();
  const me = useMe();
  const { data } = useQuery({ ...creditsQuery, enabled: !!me });
  if (!me || !data) return null;
  return (
    <Anchor component={NavLink} to="/credits" size="sm" className={classes.credits}>
      {t.sessionsLeft(data.credits, format.whole(data.credits))}
    </Anchor>
  );
}

function LanguageSwitch() {
  const t = useStrings(strings);
  const { next, change } = useChangeLanguage();
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      px={6}
      lang={next}
      aria-label={`${next.toUpperCase()}: ${t.toEnglish}`}
      onClick={() => void change()}
    >
      {next.toUpperCase()}
    </Button>
  );
}

/** The service worker, and word of a new version; nothing of it hurries. */
const UpdatePrompt = lazy(() => import('./UpdatePrompt'));

/** What is searched by typing is fetched when somebody begins to. */
const Palette = lazy(() => import('./Palette'));

/** What the menu needs is fetched when somebody wants it. */
const AccountMenu = lazy(() => import('./AccountMenu'));

function AccountButton({ onOpen }: { onOpen: (what: Opened) => void }) {
  const t = useStrings(strings);
  const me = useMe();
  const [isWanted, setWanted] = useState(false);
  const face = me ? me.email[0]!.toUpperCase() : '○';
  const button = (
    <ActionIcon
      variant="default"
      size={34}
      radius="xl"
      aria-label={t.menu}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      <Text size="sm" fw={600}>
        {face}
      </Text>
    </ActionIcon>
  );
  return isWanted ? (
    <Suspense fallback={button}>
      <AccountMenu face={face} onOpen={onOpen} />
    </Suspense>
  ) : (
    button
  );
}

const watchConnection = (changed: () => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

function OfflineStrip() {
  const t = useStrings(strings);
  const isOnline = useSyncExternalStore(watchConnection, () => navigator.onLine);
  return (
    <div role="status" className={classes.strip} data-shown={!isOnline || undefined}>
      {isOnline ? '' : t.offline}
    </div>
  );
}
