import { Anchor, Button, Checkbox, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { api, dataOf } from '../../shared/api/client';
import { useLanguage, useStrings, type Language } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import { fieldProblem, isEmail, isOfField, shortestPassword } from './accountApi';
import { AuthPage } from './AuthPage';
import { EmailInput, Password } from './fields';
import { Mailed } from './Mailed';
import { strings } from './strings';

/** Opens an account: address, password, of age; then the mail to confirm it. */
export function SignUp() {
  const t = useStrings(strings);
  const { language, setLanguage, timeZone } = useLanguage();
  const [form, setForm] = useState({ email: '', password: '', isAdult: false });
  const [wasTried, setTried] = useState(false);
  const register = useMutation({
    mutationFn: async () =>
      await dataOf(api.POST('/api/account/register', { body: { ...form, language, timeZone } })),
  });
  const wrong = {
    email: isEmail(form.email) ? undefined : t.emailWrong,
    password: form.password.length >= shortestPassword ? undefined : t.passwordShort,
    isAdult: form.isAdult ? undefined : t.adultNeeded,
  };
  const problemOf = (field: keyof typeof wrong) =>
    (wasTried ? wrong[field] : undefined) ?? fieldProblem(register.error, field);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (!wrong.email && !wrong.password && !wrong.isAdult) register.mutate();
  };
  if (register.data)
    return (
      <AuthPage title={t.sentTitle}>
        <Mailed
          email={register.data.email}
          isInFolder={register.data.isMailInFolder}
          onOther={() => register.reset()}
        />
      </AuthPage>
    );
  return (
    <AuthPage title={t.signUp}>
      <Text c="dimmed">{t.signUpWhat}</Text>
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <EmailInput
            value={form.email}
            onChange={(e) => setForm({ ...form, email: e.currentTarget.value.trim() })}
            error={problemOf('email')}
          />
          <Password
            isNew
            label={t.password}
            value={form.password}
            onChange={(e) => setForm({ ...form, password: e.currentTarget.value })}
            error={problemOf('password')}
          />
          <Stack gap={4}>
            <Text size="md" fw={500} id="sign-up-language">
              {t.language}
            </Text>
            <SegmentedControl
              aria-labelledby="sign-up-language"
              value={language}
              onChange={(value) => setLanguage(value as Language)}
              data={[
                { value: 'es', label: t.spanish },
                { value: 'en', label: t.english },
              ]}
            />
          </Stack>
          <Checkbox
            label={t.adult}
            size="md"
            checked={form.isAdult}
            onChange={(e) => setForm({ ...form, isAdult: e.currentTarget.checked })}
            error={problemOf('isAdult')}
          />
          <Text size="sm" c="dimmed">
            {t.agree}{' '}
            <Anchor component={Link} to="/about" size="sm" underline="always">
              {t.notices}
            </Anchor>
            .
          </Text>
          {register.isError && !isOfField(register.error, 'email', 'password', 'isAdult') ? (
            <Failure error={register.error} />
          ) : null}
          <Button type="submit" size="md" variant="gradient" loading={register.isPending}>
            {t.signUp}
          </Button>
        </Stack>
      </form>
      <Text size="sm">
        {t.haveAccount}{' '}
        <Anchor component={Link} to="/sign-in" size="sm" underline="always">
          {t.signIn}
        </Anchor>
      </Text>
    </AuthPage>
  );
}
