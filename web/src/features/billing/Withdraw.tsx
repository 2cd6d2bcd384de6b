import { Button, Container, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { ApiProblem } from '../../shared/api/problem';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { saveFile } from '../../shared/ui/saveFile';
import { Failure } from '../../shared/ui/States';
import { useTitle } from '../../shared/ui/useTitle';
import { withdraw, type Withdrawal } from './billingApi';
import classes from './Billing.module.css';
import { strings } from './strings';

type Asked = Parameters<typeof withdraw>[0];

/** The withdrawal from a contract, for everybody: number, address and name are enough. */
export function Withdraw() {
  const t = useStrings(strings);
  useTitle(t.withdrawTitle);
  const [params] = useSearchParams();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [order, setOrder] = useState(params.get('order') ?? '');
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const goTo = (field: string | undefined) =>
    form.current?.querySelector<HTMLInputElement>(`input[name="${field}"]`)?.focus();
  const asking = useMutation({
    mutationFn: withdraw,
    onError: (e) => {
      if (e instanceof ApiProblem) goTo(e.code === 'unknown_order' ? 'order' : (e.field ?? undefined));
    },
  });
  const wrong = {
    name: name.trim() ? null : t.nameMissing,
    email: /^\S+@\S+$/.test(email.trim()) ? null : t.emailWrong,
    order: order.trim() ? null : t.orderMissing,
  };
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    const first = Object.entries(wrong).find(([, text]) => text)?.[0];
    if (first) goTo(first);
    else asking.mutate({ name: name.trim(), email: email.trim(), order: order.trim() });
  };
  const refused = asking.error instanceof ApiProblem ? asking.error : null;
  const isOfField = !!refused?.field && refused.field in wrong;
  const errorOf = (field: keyof typeof wrong) =>
    (wasTried ? wrong[field] : null) ?? (refused?.field === field ? refused.detail : null);
  return (
    <Container size={420} py="xl" w="100%">
      <Stack gap="md">
        <Title order={1} size="h3">
          {t.withdrawTitle}
        </Title>
        {asking.data ? (
          <Confirmed asked={asking.variables} withdrawal={asking.data} />
        ) : (
          <form noValidate ref={form} onSubmit={send}>
            <Stack gap="md">
              <Text c="dimmed">{t.withdrawWhat}</Text>
              <TextInput
                label={t.name}
                name="name"
                autoComplete="name"
                maxLength={200}
                required
                withAsterisk={false}
                value={name}
                error={errorOf('name')}
                onChange={(e) => setName(e.currentTarget.value)}
              />
              <TextInput
                label={t.email}
                name="email"
                type="email"
                inputMode="email"
                autoComplete="email"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={254}
                required
                withAsterisk={false}
                value={email}
                error={errorOf('email')}
                onChange={(e) => setEmail(e.currentTarget.value)}
              />
              <TextInput
                label={t.orderNumber}
                name="order"
                description={t.orderHint}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={100}
                required
                withAsterisk={false}
                value={order}
                error={errorOf('order')}
                onChange={(e) => setOrder(e.currentTarget.value)}
              />
              {asking.error && !isOfField ? <Failure error={asking.error} /> : null}
              <Button type="submit" loading={asking.isPending}>
                {t.withdrawDo}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Container>
  );
}

/** What a buyer keeps: when it came, and what comes back. */
function Confirmed({ asked, withdrawal }: { asked: Asked; withdrawal: Withdrawal }) {
  const t = useStrings(strings);
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const when = new Intl.DateTimeFormat(format.locale, {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: format.timeZone,
  }).format(new Date(withdrawal.received));
  const lines = [
    t.withdrawnAt(when),
    t.withdrawnBy(asked.name, asked.email),
    t.withdrawnOrder(asked.order),
    t.withdrawnWhat(format.whole(withdrawal.sessions), format.money(withdrawal.amount, withdrawal.currency)),
  ];
  return (
    <div className={classes.receipt}>
      <Stack gap="sm" align="start">
        <Title order={2} size="h5" ref={heading} tabIndex={-1}>
          {t.withdrawn}
        </Title>
        {lines.map((line) => (
          <Text size="sm" key={line} className={classes.seller}>
            {line}
          </Text>
        ))}
        <Button
          variant="default"
          onClick={() =>
            saveFile(t.textFile, 'text/plain;charset=utf-8', [t.withdrawn, ...lines, ''].join('\n'))
          }
        >
          {t.saveText}
        </Button>
      </Stack>
    </div>
  );
}
