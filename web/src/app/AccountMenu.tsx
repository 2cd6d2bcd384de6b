import { ActionIcon, Box, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { NavLink } from 'react-router';
import { useMe } from '../shared/account/me';
import { useLeaving } from '../shared/account/another';
import { api } from '../shared/api/client';
import { useStrings } from '../shared/language/language';
import { strings } from './strings';
import type { Opened } from './useShortcuts';

/** Account, sign-in and theme; opened when it is first asked for. */
export default function AccountMenu({ face, onOpen }: { face: string; onOpen: (what: Opened) => void }) {
  const t = useStrings(strings);
  const me = useMe();
  const leave = useLeaving();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = async () => {
    await api.POST('/api/sign-in/out', {});
    await leave('/');
  };
  return (
    <Menu position="bottom-end" width={230} defaultOpened>
      <Menu.Target>
        <ActionIcon variant="default" size={34} radius="xl" aria-label={t.menu}>
          <Text size="sm" fw={600}>
            {face}
          </Text>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {me ? (
          <>
            <Menu.Label>{me.email}</Menu.Label>
            <Menu.Item component={NavLink} to="/account">
              {t.account}
            </Menu.Item>
            {me.isOperator ? (
              <Menu.Item component={NavLink} to="/operators">
                {t.operators}
              </Menu.Item>
            ) : null}
            <Menu.Item onClick={() => void signOut()}>{t.signOut}</Menu.Item>
          </>
        ) : (
          <>
            <Menu.Item component={NavLink} to="/sign-in">
              {t.signIn}
            </Menu.Item>
            <Menu.Item component={NavLink} to="/sign-up">
              {t.signUp}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item component={NavLink} to="/packs">
          {t.packs}
        </Menu.Item>
        <Menu.Item component={NavLink} to="/backtests">
          {t.backtests}
        </Menu.Item>
        <Menu.Item onClick={() => onOpen('palette')}>{t.search}</Menu.Item>
        <Menu.Item onClick={() => onOpen('keys')}>{t.keys}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t.theme}</Menu.Label>
        {(['dark', 'light', 'auto'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            leftSection={<Box w={14}>{colorScheme === scheme ? '✓' : ''}</Box>}
            onClick={() => setColorScheme(scheme)}
          >
            {{ dark: t.dark, light: t.light, auto: t.system }[scheme]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
