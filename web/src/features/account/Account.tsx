import { Container, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { meQuery } from '../../shared/account/me';
import { useStrings } from '../../shared/language/language';
import { useFormat } from '../../shared/language/format';
import { Failure } from '../../shared/ui/States';
import { useTitle } from '../../shared/ui/useTitle';
import classes from './Account.module.css';
import { Data } from './Data';
import { Appearance, Profile } from './Profile';
import { Security } from './Security';
import { strings } from './strings';

/** All that a person can change about the account. */
export function Account() {
  const t = useStrings(strings);
  const format = useFormat();
  useTitle(t.account);
  const { data: me, error, refetch } = useQuery(meQuery);
  return (
    <Container size="sm" w="100%" py="md">
      <Title order={1} size="h3">
        {t.account}
      </Title>
      {me ? (
        <>
          <Text c="dimmed" size="sm" mb="md" style={{ overflowWrap: 'anywhere' }}>
            {me.email} · {t.since(format.date(me.created))}
          </Text>
          <Section title={t.profile}>
            <Profile me={me} />
          </Section>
          <Section title={t.appearance}>
            <Appearance />
          </Section>
          <Section title={t.security}>
            <Security me={me} />
          </Section>
          <Section title={t.data}>
            <Data />
          </Section>
        </>
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Stack gap="xl" py="xl" role="status" aria-label={t.loading}>
          <Skeleton height={90} />
          <Skeleton height={90} />
          <Skeleton height={180} />
        </Stack>
      )}
    </Container>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}
