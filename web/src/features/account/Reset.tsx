import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../shared/api/client';
import { ApiProblem } from '../../shared/api/problem';
import { useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import { fieldProblem, isOfField, shortestPassword } from './accountApi';
import { AuthPage } from './AuthPage';
import { Password } from './fields';
import { AddressForm } from './Mailed';
import { strings } from './strings';

/** The link of the mail to choose another password. */
export function Reset() {
  const t = useStrings(strings);
  const [params] = useSearchParams();
  const [person, code] = [params.get('person') ?? '', params.get('code') ?? ''];
  const [password, setPassword] = useState('');
  const [wasTried, setTried] = useState(false);
  const reset = useMutation({
    mutationFn: async () => {
      await api.POST('/api/account/reset', { body: { person, code, password } });
      return true;
    },
  });
  const short = password.length >= shortestPassword ? undefined : t.passwordShort;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (!short) reset.mutate();
  };
  if (reset.isSuccess)
    return (
      <AuthPage title={t.resetDoneTitle}>
        <Text role="status">{t.resetDone}</Text>
        <Button component={Link} to="/sign-in" size="md" variant="gradient">
          {t.signIn}
        </Button>
      </AuthPage>
    );
  const isBad = reset.error instanceof ApiProblem && reset.error.code === 'bad_code';
  if (!person || !code || isBad)
    return (
      <AuthPage title={t.badLinkTitle}>
        <Text>{isBad ? t.forgotWhat : t.missingLink}</Text>
        <AddressForm action={t.forgotSend} done={t.forgotSent} path="/api/account/forgot" />
      </AuthPage>
    );
  return (
    <AuthPage title={t.resetTitle}>
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <Password
            isNew
            value={password}
            onChange={(e) => setPassword(e.currentTarget.value)}
            error={(wasTried ? short : undefined) ?? fieldProblem(reset.error, 'password')}
          />
          {reset.isError && !isOfField(reset.error, 'password') ? <Failure error={reset.error} /> : null}
          <Button type="submit" size="md" variant="gradient" loading={reset.isPending}>
            {t.resetSend}
          </Button>
        </Stack>
      </form>
    </AuthPage>
  );
}
