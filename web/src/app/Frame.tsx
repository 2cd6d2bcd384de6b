import { ActionIcon, Anchor, Button, Group, MantineThemeProvider, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { DataStrip } from '../features/dashboard/DataStrip';
import { creditsQuery } from '../shared/account/credits';
import { useAccountLanguage, useMe } from '../shared/account/me';
import { useKept } from '../shared/offline/useKept';
import { api } from '../shared/api/client';
import { useFormat } from '../shared/language/format';
import { useLanguage, useStrings } from '../shared/language/language';
import { brand } from './brand';
import classes from './Frame.module.css';
import { strings } from './strings';

/** Menus and dialogs open within the content, which is a landmark, as all that is read is. */
const overlays = { components: { Portal: { defaultProps: { target: '[data-overlays]' } } } };

/** What stands around every page: the places, what is left, language and theme, and what is to be known of the data. */
export function Frame() {
  const t = useStrings(strings);
  useAccountLanguage();
  useKept();
  const content = useRef<HTMLElement>(null);
  usePageFocus(content);
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
              <Credits />
              <LanguageSwitch />
              <AccountButton />
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
        </div>
        <footer className={classes.footer}>
          <Text size="xs" c="dimmed">
            {t.notAdvice}
          </Text>
          <Group gap="md">
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
      </div>
    </MantineThemeProvider>
  );
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
  const { language, setLanguage } = useLanguage();
  const me = useMe();
  const queries = useQueryClient();
  const next = language === 'es' ? 'en' : 'es';
  const change = async () => {
    setLanguage(next);
    if (me) await api.PUT('/api/account', { body: { language: next } });
    // What the server wrote is in the language before.
    await queries.invalidateQueries();
  };
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

/** What the menu needs is fetched when somebody wants it. */
const AccountMenu = lazy(() => import('./AccountMenu'));

function AccountButton() {
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
      <AccountMenu face={face} />
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
