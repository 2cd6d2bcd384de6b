import { Alert, Anchor, Button, Checkbox, Divider, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { becomeAnother } from '../../shared/account/another';
import { api } from '../../shared/api/client';
import { ApiProblem } from '../../shared/api/problem';
import { useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import { askForPasskey, canUsePasskeys, isEmail, placeAfter, signInWith } from './accountApi';
import classes from './Account.module.css';
import { AuthPage } from './AuthPage';
import { EmailInput, Password } from './fields';
import { ResendForm } from './Mailed';
import { strings } from './strings';

/** Once somebody is signed in: forgets who was before, and goes where they wanted to. */
function useArrival() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  return async () => {
    await becomeAnother(queries);
    await navigate(placeAfter(params), { replace: true });
  };
}

/** Signs in by password, by passkey, and with the code of an app where the account asks for it. */
export function SignIn() {
  const t = useStrings(strings);
  const [params] = useSearchParams();
  const { state } = useLocation() as { state: { isGone?: boolean } | null };
  const [remember, setRemember] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);
  if (needsCode) return <CodeStep remember={remember} onStartOver={() => setNeedsCode(false)} />;
  return (
    <AuthPage title={t.signIn}>
      {state?.isGone ? <Alert color="gray">{t.gone}</Alert> : null}
      {params.has('next') ? <Text c="dimmed">{t.signInFirst}</Text> : null}
      <PasswordStep remember={remember} onRemember={setRemember} onCode={() => setNeedsCode(true)} />
      {canUsePasskeys() ? (
        <>
          <Divider label={t.or} />
          <PasskeyButton />
        </>
      ) : null}
      <Text size="sm">
        {t.noAccount}{' '}
        <Anchor component={Link} to="/sign-up" size="sm" underline="always">
          {t.signUp}
        </Anchor>
      </Text>
    </AuthPage>
  );
}

function PasswordStep({
  remember,
  onRemember,
  onCode,
}: {
  remember: boolean;
  onRemember: (remember: boolean) => void;
  onCode: () => void;
}) {
  const t = useStrings(strings);
  const arrive = useArrival();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [wasTried, setTried] = useState(false);
  const signIn = useMutation({
    mutationFn: async () => {
      await api.POST('/api/sign-in', { body: { email, password, remember } });
      await arrive();
    },
    onError: (e) => {
      if (e instanceof ApiProblem && e.code === 'second_factor') onCode();
    },
  });
  const emailWrong = isEmail(email) ? undefined : t.emailWrong;
  const passwordWrong = password ? undefined : t.passwordMissing;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (!emailWrong && !passwordWrong) signIn.mutate();
  };
  const isWrong = signIn.error instanceof ApiProblem && signIn.error.code === 'wrong_sign_in';
  return (
    <>
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <EmailInput
            autoComplete="username webauthn"
            value={email}
            onChange={(e) => setEmail(e.currentTarget.value.trim())}
            error={wasTried ? emailWrong : undefined}
          />
          <Password
            value={password}
            onChange={(e) => setPassword(e.currentTarget.value)}
            error={wasTried ? passwordWrong : undefined}
          />
          <Checkbox
            label={t.remember}
            checked={remember}
            onChange={(e) => onRemember(e.currentTarget.checked)}
          />
          {signIn.isError ? <Failure error={signIn.error} /> : null}
          <Button type="submit" size="md" variant="gradient" loading={signIn.isPending}>
            {t.signIn}
          </Button>
          <Anchor
            component={Link}
            to="/forgot"
            size="sm"
            underline="always"
            py={4}
            style={{ alignSelf: 'start' }}
          >
            {t.forgot}
          </Anchor>
        </Stack>
      </form>
      {isWrong ? (
        <details>
          <summary className={classes.summary}>{t.needMail}</summary>
          <ResendForm />
        </details>
      ) : null}
    </>
  );
}

function PasskeyButton() {
  const t = useStrings(strings);
  const arrive = useArrival();
  const [isAsking, setAsking] = useState(false);
  const signIn = useMutation({
    mutationFn: async (offered: PublicKeyCredential | null) => {
      const passkey = offered ?? (await askForPasskey());
      if (!passkey) return false;
      await signInWith(passkey);
      await arrive();
      return true;
    },
    onSettled: () => setAsking(false),
  });
  const begin = (offered: PublicKeyCredential | null) => {
    setAsking(true);
    signIn.mutate(offered);
  };
  useOfferedPasskey(!isAsking, begin);
  return (
    <Stack gap="xs">
      <Button variant="default" size="md" loading={signIn.isPending} onClick={() => begin(null)}>
        {t.withPasskey}
      </Button>
      {signIn.data === false ? (
        <Text size="sm" c="dimmed" role="status">
          {t.passkeyCancelled}
        </Text>
      ) : null}
      {signIn.isError ? <Failure error={signIn.error} /> : null}
    </Stack>
  );
}

/** The browser offers passkeys among what it fills the address in with, as long as nothing else asks for one; nobody is asked anything. */
function useOfferedPasskey(isOn: boolean, onChosen: (passkey: PublicKeyCredential) => void) {
  useEffect(() => {
    if (!isOn) return;
    const end = new AbortController();
    const offer = async () => {
      if (!(await PublicKeyCredential.isConditionalMediationAvailable?.()) || end.signal.aborted) return;
      const passkey = await askForPasskey('conditional', end.signal);
      if (passkey && !end.signal.aborted) onChosen(passkey);
    };
    // Nobody asked for the offer: that there is none is said to nobody.
    offer().catch(() => undefined);
    return () => end.abort();
    // What was chosen is answered once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOn]);
}

function CodeStep({ remember, onStartOver }: { remember: boolean; onStartOver: () => void }) {
  const t = useStrings(strings);
  const arrive = useArrival();
  const [code, setCode] = useState('');
  const [wasTried, setTried] = useState(false);
  const signIn = useMutation({
    mutationFn: async () => {
      await api.POST('/api/sign-in/code', { body: { code, remember } });
      await arrive();
    },
  });
  const isWrong = signIn.error instanceof ApiProblem && signIn.error.code === 'wrong_sign_in';
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (code.trim()) signIn.mutate();
  };
  return (
    <AuthPage title={t.codeTitle}>
      <Text>{t.codeWhat}</Text>
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t.code}
            size="md"
            autoComplete="one-time-code"
            autoFocus
            maxLength={40}
            value={code}
            onChange={(e) => setCode(e.currentTarget.value)}
            error={wasTried && !code.trim() ? t.codeMissing : isWrong ? t.codeWrong : undefined}
          />
          {signIn.isError && !isWrong ? <Failure error={signIn.error} /> : null}
          <Button type="submit" size="md" variant="gradient" loading={signIn.isPending}>
            {t.signIn}
          </Button>
          <Button variant="subtle" color="gray" onClick={onStartOver}>
            {t.startOver}
          </Button>
        </Stack>
      </form>
    </AuthPage>
  );
}
