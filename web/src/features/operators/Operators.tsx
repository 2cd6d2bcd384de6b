import { Container, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useMe } from '../../shared/account/me';
import { useStrings } from '../../shared/language/language';
import { Empty } from '../../shared/ui/States';
import { useTitle } from '../../shared/ui/useTitle';
import classes from './Operators.module.css';
import { strings } from './strings';

/** What stands around the pages of operators. The server decides who may see them; others are told so at once. */
export function Operators({ children }: { children: ReactNode }) {
  const t = useStrings(strings);
  useTitle(t.title);
  const me = useMe();
  if (!me) return null;
  const places = [
    ['/operators', t.service],
    ['/operators/economics', t.economics],
    ['/operators/people', t.people],
    ['/operators/purchases', t.sales],
    ['/operators/refunds', t.refunds],
    ['/operators/events', t.inbox],
    ['/operators/actions', t.actions],
  ] as const;
  return (
    <Container size="xl" py="md" w="100%">
      <Stack gap="md">
        <Title order={1} size="h3">
          {t.title}
        </Title>
        {me.isOperator ? (
          <>
            <nav aria-label={t.places}>
              <ul className={classes.tabs}>
                {places.map(([to, label]) => (
                  <li key={to}>
                    <NavLink to={to} end={to === '/operators'} className={classes.tab}>
                      {label}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </nav>
            {children}
          </>
        ) : (
          <Empty>{t.notOperator}</Empty>
        )}
      </Stack>
    </Container>
  );
}
