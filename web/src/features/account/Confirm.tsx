import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../shared/api/client';
import { ApiProblem } from '../../shared/api/problem';
import { useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import { AuthPage } from './AuthPage';
import { ResendForm } from './Mailed';
import { strings } from './strings';

/** The link of the confirmation mail. */
export function Confirm() {
  const t = useStrings(strings);
  const [params] = useSearchParams();
  const [person, code] = [params.get('person') ?? '', params.get('code') ?? ''];
  const isWhole = person !== '' && code !== '';
  // A code is good once, so it is sent once, however often the page is drawn.
  const confirmed = useQuery({
    queryKey: ['confirm', person, code],
    queryFn: async () => {
      await api.POST('/api/account/confirm', { body: { person, code } });
      return true;
    },
    enabled: isWhole,
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnReconnect: false,
  });
  if (confirmed.isSuccess)
    return (
      <AuthPage title={t.confirmedTitle}>
        <Text role="status">{t.confirmed}</Text>
        <Button component={Link} to="/sign-in" size="md" variant="gradient">
          {t.signIn}
        </Button>
      </AuthPage>
    );
  const isBad = confirmed.error instanceof ApiProblem && confirmed.error.code === 'bad_code';
  if (!isWhole || isBad) return <BadLink text={isWhole ? t.badLink : t.missingLink} />;
  if (confirmed.isError)
    return (
      <AuthPage title={t.signUp}>
        <Failure error={confirmed.error} onRetry={() => void confirmed.refetch()} />
      </AuthPage>
    );
  return (
    <AuthPage title={t.confirming}>
      <Text role="status" c="dimmed">
        {t.confirming}
      </Text>
    </AuthPage>
  );
}

function BadLink({ text }: { text: string }) {
  const t = useStrings(strings);
  return (
    <AuthPage title={t.badLinkTitle}>
      <Text>{text}</Text>
      <Stack gap="xl">
        <Button component={Link} to="/sign-in" variant="default" style={{ alignSelf: 'flex-start' }}>
          {t.signIn}
        </Button>
        <ResendForm />
      </Stack>
    </AuthPage>
  );
}
