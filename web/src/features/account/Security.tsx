import { Button, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useLeaving } from '../../shared/account/another';
import type { Me } from '../../shared/account/me';
import { api, dataOf } from '../../shared/api/client';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import classes from './Account.module.css';
import { addPasskey, canUsePasskeys, fieldProblem, isOfField, shortestPassword } from './accountApi';
import { Authenticator } from './Authenticator';
import { Password } from './fields';
import { strings } from './strings';

/** Who can sign in, and how. */
export function Security({ me }: { me: Me }) {
  const t = useStrings(strings);
  return (
    <>
      <Part title={t.password}>
        <ChangePassword />
      </Part>
      <Part title={t.passkeys} what={t.passkeysWhat}>
        <Passkeys />
      </Part>
      <Part title={t.authenticator} what={t.authenticatorWhat}>
        <Authenticator me={me} />
      </Part>
      <Part title={t.sessions} what={t.signOutAllWhat}>
        <SignOut />
      </Part>
    </>
  );
}

function Part({ title, what, children }: { title: string; what?: string; children: ReactNode }) {
  return (
    <div className={classes.part}>
      <Title order={3} size="h6">
        {title}
      </Title>
      {what ? (
        <Text size="sm" c="dimmed" mb="xs">
          {what}
        </Text>
      ) : null}
      {children}
    </div>
  );
}

function ChangePassword() {
  const t = useStrings(strings);
  const [isOpen, setOpen] = useState(false);
  const [form, setForm] = useState({ current: '', password: '' });
  const [wasTried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => api.POST('/api/account/password', { body: form }),
    onSuccess: () => {
      setOpen(false);
      setTried(false);
      setForm({ current: '', password: '' });
    },
  });
  const wrong = {
    current: form.current ? undefined : t.passwordMissing,
    password: form.password.length >= shortestPassword ? undefined : t.passwordShort,
  };
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (!wrong.current && !wrong.password) change.mutate();
  };
  if (!isOpen)
    return (
      <Group gap="sm">
        <Button
          variant="default"
          onClick={() => {
            change.reset();
            setOpen(true);
          }}
        >
          {t.changePassword}
        </Button>
        <Text size="sm" role="status">
          {change.isSuccess ? t.passwordChanged : ''}
        </Text>
      </Group>
    );
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm" mt="xs">
        <Password
          size="sm"
          label={t.currentPassword}
          value={form.current}
          onChange={(e) => setForm({ ...form, current: e.currentTarget.value })}
          error={(wasTried ? wrong.current : undefined) ?? fieldProblem(change.error, 'current')}
        />
        <Password
          isNew
          size="sm"
          value={form.password}
          onChange={(e) => setForm({ ...form, password: e.currentTarget.value })}
          error={(wasTried ? wrong.password : undefined) ?? fieldProblem(change.error, 'password')}
        />
        {change.isError && !isOfField(change.error, 'current', 'password') ? (
          <Failure error={change.error} />
        ) : null}
        <Group gap="xs">
          <Button type="submit" loading={change.isPending}>
            {t.change}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
            {t.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const passkeysKey = ['passkeys'];

function Passkeys() {
  const t = useStrings(strings);
  const format = useFormat();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: passkeysKey,
    queryFn: () => dataOf(api.GET('/api/account/passkeys')),
  });
  const remove = useMutation({
    mutationFn: (passkey: string) =>
      api.DELETE('/api/account/passkeys/{passkey}', { params: { path: { passkey } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: passkeysKey }),
  });
  return (
    <Stack gap="sm">
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data && data.length > 0 ? (
        <ul className={classes.list}>
          {data.map((key) => (
            <li key={key.id}>
              <div>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {key.name || t.passkeyUnnamed}
                </Text>
                <Text size="xs" c="dimmed">
                  {t.added(format.date(key.created))}
                </Text>
              </div>
              <Button
                size="xs"
                variant="default"
                title={t.removePasskey(key.name || t.passkeyUnnamed)}
                loading={remove.isPending && remove.variables === key.id}
                onClick={() => remove.mutate(key.id)}
              >
                {t.remove}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <Text size="sm">{data ? t.noPasskeys : ''}</Text>
      )}
      {remove.isError ? <Failure error={remove.error} /> : null}
      {canUsePasskeys() ? <AddPasskey /> : <Text size="sm">{t.passkeyUnsupported}</Text>}
    </Stack>
  );
}

function AddPasskey() {
  const t = useStrings(strings);
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: () => addPasskey(name.trim()),
    onSuccess: async (isAdded) => {
      if (!isAdded) return;
      setOpen(false);
      setName('');
      await queries.invalidateQueries({ queryKey: passkeysKey });
    },
  });
  return (
    <>
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => {
          add.reset();
          setOpen(true);
        }}
      >
        {t.addPasskey}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.addPasskey}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            add.mutate();
          }}
        >
          <Stack gap="sm">
            <TextInput
              label={t.passkeyName}
              description={t.passkeyNameHint}
              maxLength={100}
              data-autofocus
              value={name}
              onChange={(e) => setName(e.currentTarget.value)}
              error={fieldProblem(add.error, 'name')}
            />
            {add.data === false ? (
              <Text size="sm" role="status">
                {t.passkeyCancelled}
              </Text>
            ) : null}
            {add.isError && !isOfField(add.error, 'name') ? <Failure error={add.error} /> : null}
            <Group justify="flex-end" gap="xs">
              <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
                {t.cancel}
              </Button>
              <Button type="submit" loading={add.isPending}>
                {t.add}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

function SignOut() {
  const t = useStrings(strings);
  const leave = useLeaving();
  const signOut = useMutation({
    mutationFn: async (path: '/api/sign-in/out' | '/api/sign-in/out-everywhere') => {
      await api.POST(path);
      await leave('/');
    },
  });
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Button variant="default" onClick={() => signOut.mutate('/api/sign-in/out')}>
          {t.signOut}
        </Button>
        <Button variant="default" onClick={() => signOut.mutate('/api/sign-in/out-everywhere')}>
          {t.signOutAll}
        </Button>
      </Group>
      {signOut.isError ? <Failure error={signOut.error} /> : null}
    </Stack>
  );
}
