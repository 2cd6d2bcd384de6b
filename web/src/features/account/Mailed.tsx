import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../../shared/api/client';
import { useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import { isEmail } from './accountApi';
import { EmailInput } from './fields';
import { strings } from './strings';

/** Word of a mail that has a link to open, with another one for the asking. */
export function Mailed({
  email,
  isInFolder,
  onOther,
}: {
  email: string;
  isInFolder: boolean;
  onOther: () => void;
}) {
  const t = useStrings(strings);
  const resend = useMutation({
    mutationFn: () => api.POST('/api/account/resend', { body: { email } }),
  });
  return (
    <Stack gap="md" role="status">
      <Text style={{ overflowWrap: 'anywhere' }}>{t.sent(email)}</Text>
      {isInFolder ? (
        <Alert color="gray" variant="light">
          {t.inFolder}
        </Alert>
      ) : null}
      <Text size="sm" c="dimmed">
        {t.notArrived}
      </Text>
      {resend.isError ? <Failure error={resend.error} /> : null}
      {resend.isSuccess ? <Text size="sm">{t.resent}</Text> : null}
      <Group gap="xs">
        <Button variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
          {t.resend}
        </Button>
        <Button variant="subtle" color="gray" onClick={onOther}>
          {t.otherAddress}
        </Button>
      </Group>
    </Stack>
  );
}

/** Asks for another confirmation mail where only the address is known. */
export function ResendForm() {
  const t = useStrings(strings);
  return <AddressForm action={t.needMail} done={t.sentTitle} path="/api/account/resend" />;
}

/** An address, and a mail to it; the answer is the same whether it has an account. */
export function AddressForm({
  action,
  done,
  path,
}: {
  action: string;
  done: string | ((email: string) => string);
  path: '/api/account/resend' | '/api/account/forgot';
}) {
  const t = useStrings(strings);
  const [email, setEmail] = useState('');
  const [isWrong, setWrong] = useState(false);
  const send = useMutation({ mutationFn: () => api.POST(path, { body: { email } }) });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    const wrong = !isEmail(email);
    setWrong(wrong);
    if (!wrong) send.mutate();
  };
  if (send.isSuccess)
    return (
      <Text role="status" style={{ overflowWrap: 'anywhere' }}>
        {typeof done === 'string' ? done : done(email)}
      </Text>
    );
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <EmailInput
          value={email}
          onChange={(e) => setEmail(e.currentTarget.value.trim())}
          error={isWrong ? t.emailWrong : undefined}
        />
        {send.isError ? <Failure error={send.error} /> : null}
        <Button type="submit" loading={send.isPending} style={{ alignSelf: 'flex-start' }}>
          {action}
        </Button>
      </Stack>
    </form>
  );
}
