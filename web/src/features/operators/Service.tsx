import { Alert, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Empty, Failure } from '../../shared/ui/States';
import { Sheet } from './Listing';
import classes from './Operators.module.css';
import { moneyQuery, operationQuery, type Operation } from './operatorsApi';
import { strings } from './strings';

/** How the service stands: its parts, what runs behind, the last audit, and what the accounts of money have. */
export function Service() {
  const t = useStrings(strings);
  const { data, error, refetch } = useQuery(operationQuery);
  return (
    <Stack gap="lg">
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <Parts now={data} />
          <Money />
          <Jobs jobs={data.jobs} />
        </>
      ) : error ? null : (
        <Skeleton height={240} role="status" aria-label={t.loading} />
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.card} aria-label={title}>
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Parts({ now }: { now: Operation }) {
  const t = useStrings(strings);
  const format = useFormat();
  const behind = now.markets.filter((m) => !m.isLive).map((m) => m.symbol);
  const live = now.markets.length - behind.length;
  return (
    <div className={classes.grid}>
      <Part title={t.audit}>
        <Audited audit={now.audit} />
      </Part>
      <Part title={t.health}>
        <dl className={classes.facts}>
          {now.health.map((item) => (
            <Fact key={item.name} name={item.name}>
              {t.healths[item.status] ?? item.status}
              {item.detail ? `: ${item.detail}` : ''}
            </Fact>
          ))}
        </dl>
      </Part>
      <Part title={t.markets}>
        <Text size="sm">{t.marketsLive(format.whole(live), format.whole(now.markets.length))}</Text>
        {behind.length > 0 ? <Text size="sm">{t.marketsBehind(behind.join(', '))}</Text> : null}
      </Part>
      <Part title={t.model}>
        <Text size="sm">
          {now.noModelSince ? t.modelAway(format.moment(now.noModelSince)) : t.modelAnswers}
        </Text>
      </Part>
      <Part title={t.mails}>
        <Text size="sm">
          {t.mailsWaiting(format.whole(now.mails.waiting))}
          {now.mails.oldestWaiting ? `, ${t.mailsSince(format.moment(now.mails.oldestWaiting))}` : ''}
        </Text>
        <Text size="sm">{t.mailsGivenUp(format.whole(now.mails.givenUpCount))}</Text>
        {now.mails.givenUp.map((mail) => (
          <Text size="xs" key={mail.id} mt={4}>
            {format.moment(mail.created)} <span className={classes.id}>{mail.person}</span>: {mail.reason}
          </Text>
        ))}
      </Part>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Audited({ audit }: { audit: Operation['audit'] }) {
  const t = useStrings(strings);
  const format = useFormat();
  if (!audit) return <Text size="sm">{t.auditNone}</Text>;
  const at = format.moment(audit.at);
  if (audit.broken.length === 0) return <Text size="sm">{t.auditFine(format.whole(audit.entries), at)}</Text>;
  return (
    <Alert
      color="red"
      variant="light"
      title={t.auditBroken(audit.broken.length, format.whole(audit.broken.length), at)}
    >
      {audit.broken.map((rule) => (
        <div key={rule.name}>
          <Text size="sm" fw={600}>
            {rule.name}
          </Text>
          <Text size="sm">{t.samples(format.whole(rule.count))}</Text>
          {rule.samples.map((sample) => (
            <div className={classes.id} key={sample}>
              {sample}
            </div>
          ))}
        </div>
      ))}
    </Alert>
  );
}

function Money() {
  const t = useStrings(strings);
  const format = useFormat();
  const { data, error, refetch } = useQuery(moneyQuery);
  return (
    <section aria-label={t.money}>
      <Title order={2} size="h5" mb="xs">
        {t.money}
      </Title>
      {!data ? (
        error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={96} role="status" aria-label={t.loading} />
        )
      ) : data.accounts.length === 0 ? (
        <Empty>{t.noMoney}</Empty>
      ) : (
        <Sheet caption={t.moneyCaption} columns={[t.account, { label: t.amount, isFigure: true }]}>
          {data.accounts.map((a) => (
            <Table.Tr key={`${a.account} ${a.currency}`}>
              <Table.Td>{t.accounts[a.account]}</Table.Td>
              <Table.Td className={classes.number}>{format.money(a.amount, a.currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Sheet>
      )}
    </section>
  );
}

function Jobs({ jobs }: { jobs: Operation['jobs'] }) {
  const t = useStrings(strings);
  const format = useFormat();
  const at = (moment: string | null | undefined) => (moment ? format.moment(moment) : t.never);
  return (
    <section aria-label={t.jobs}>
      <Title order={2} size="h5" mb="xs">
        {t.jobs}
      </Title>
      <Sheet caption={t.jobsCaption} columns={[t.job, t.state, t.last, t.next]}>
        {jobs.map((job) => (
          <Table.Tr key={job.name}>
            <Table.Td className={classes.id}>{job.name}</Table.Td>
            <Table.Td>{job.state}</Table.Td>
            <Table.Td className={classes.once}>{at(job.last)}</Table.Td>
            <Table.Td className={classes.once}>{at(job.next)}</Table.Td>
          </Table.Tr>
        ))}
      </Sheet>
    </section>
  );
}
