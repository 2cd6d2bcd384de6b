import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { meQuery, type Me } from '../../shared/account/me';
import { api, dataOf } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import classes from './Account.module.css';
import { fieldProblem, isOfField } from './accountApi';
import { Password } from './fields';
import { strings } from './strings';

type Begun = components['schemas']['AuthenticatorBegun'];

/** The second step of signing in: on, off, and how many recovery codes are left. */
export function Authenticator({ me }: { me: Me }) {
  const t = useStrings(strings);
  const format = useFormat();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  const keep = async () => {
    await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    setOpen(false);
    setCodes(null);
  };
  return (
    <>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {me.hasAuthenticator ? t.isOn : t.isOff}
        </Text>
        {me.hasAuthenticator ? (
          <Text size="sm">{t.codesLeft(me.recoveryCodesLeft, format.whole(me.recoveryCodesLeft))}</Text>
        ) : null}
        <Button variant="default" onClick={() => setOpen(true)}>
          {me.hasAuthenticator ? t.turnOff : t.turnOn}
        </Button>
      </Group>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.authenticator}
        closeButtonProps={{ 'aria-label': t.close }}
        // The codes are shown once: only who says that they are kept closes them.
        withCloseButton={!codes}
        closeOnEscape={!codes}
        closeOnClickOutside={!codes}
      >
        {codes ? (
          <RecoveryCodes codes={codes} onKept={keep} />
        ) : me.hasAuthenticator ? (
          <TurnOff onDone={() => setOpen(false)} />
        ) : (
          <TurnOn onCodes={setCodes} />
        )}
      </Modal>
    </>
  );
}

function TurnOff({ onDone }: { onDone: () => void }) {
  const t = useStrings(strings);
  const queries = useQueryClient();
  const off = useMutation({
    mutationFn: (password: string) => api.POST('/api/account/authenticator/off', { body: { password } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      onDone();
    },
  });
  return <AskPassword action={t.turnOff} error={off.error} isPending={off.isPending} onAnswer={off.mutate} />;
}

/** Password, picture and key, the first code; what comes of it are the recovery codes. */
function TurnOn({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const t = useStrings(strings);
  const [code, setCode] = useState('');
  const begin = useMutation({
    mutationFn: (password: string) => dataOf(api.POST('/api/account/authenticator', { body: { password } })),
  });
  const confirm = useMutation({
    mutationFn: () => dataOf(api.POST('/api/account/authenticator/confirm', { body: { code } })),
    onSuccess: (made) => onCodes(made.recoveryCodes),
  });
  if (!begin.data)
    return (
      <AskPassword action={t.goOn} error={begin.error} isPending={begin.isPending} onAnswer={begin.mutate} />
    );
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (code.trim()) confirm.mutate();
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm">
        <Key begun={begin.data} />
        <TextInput
          label={t.typeCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          data-autofocus
          value={code}
          onChange={(e) => setCode(e.currentTarget.value)}
          error={fieldProblem(confirm.error, 'code')}
        />
        {confirm.isError && !isOfField(confirm.error, 'code') ? <Failure error={confirm.error} /> : null}
        <Button type="submit" loading={confirm.isPending}>
          {t.turnOn}
        </Button>
      </Stack>
    </form>
  );
}

function Key({ begun }: { begun: Begun }) {
  const t = useStrings(strings);
  return (
    <>
      <Text size="sm">{t.scan}</Text>
      <img
        className={classes.picture}
        src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.picture)}`}
        alt={t.picture}
      />
      <Text size="sm">
        {t.key}: <span className={classes.key}>{begun.key}</span>
      </Text>
    </>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useStrings(strings);
  const text = codes.join('\n');
  return (
    <Stack gap="sm">
      <Text fw={600}>{t.recoveryTitle}</Text>
      <Text size="sm">{t.recoveryWhat}</Text>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t.copied : t.copy}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download={t.recoveryFile}
        >
          {t.download}
        </Button>
        <Button onClick={onKept}>{t.recoveryKept}</Button>
      </Group>
    </Stack>
  );
}

/** What changes who can sign in asks for the password again. */
export function AskPassword({
  action,
  error,
  isPending,
  isDangerous,
  isReady = true,
  onAnswer,
}: {
  action: string;
  error: unknown;
  isPending: boolean;
  isDangerous?: boolean;
  /** Whether all else that has to be said is said. */
  isReady?: boolean;
  onAnswer: (password: string) => void;
}) {
  const t = useStrings(strings);
  const [password, setPassword] = useState('');
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (password && isReady) onAnswer(password);
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{t.askPassword}</Text>
        <Password
          size="sm"
          data-autofocus
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          error={fieldProblem(error, 'password')}
        />
        {error && !isOfField(error, 'password') ? <Failure error={error} /> : null}
        <Button
          type="submit"
          loading={isPending}
          disabled={!password || !isReady}
          {...(isDangerous ? { color: 'red' } : {})}
        >
          {action}
        </Button>
      </Stack>
    </form>
  );
}
