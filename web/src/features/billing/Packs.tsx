import {
  Alert,
  Anchor,
  Badge,
  Button,
  Checkbox,
  Container,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { meQuery } from '../../shared/account/me';
import { newKey } from '../../shared/api/client';
import { ApiProblem } from '../../shared/api/problem';
import { useFormat } from '../../shared/language/format';
import { useLanguage, useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import { useTitle } from '../../shared/ui/useTitle';
import {
  buy,
  nameOf,
  packFor,
  packsQuery,
  type Pack,
  type Packs as Offer,
  type Purchase,
} from './billingApi';
import classes from './Billing.module.css';
import { strings } from './strings';

/** What is sold, what it costs, and the way to pay it. */
export function Packs() {
  const t = useStrings(strings);
  useTitle(t.packsTitle);
  const { language } = useLanguage();
  const { data, error, refetch } = useQuery(packsQuery(language));
  // What there is to agree to depends on who is there: it does not come later and move the packs.
  const { isPending: isWhoOpen } = useQuery(meQuery);
  return (
    <Container size="lg" py="md" w="100%">
      <Stack gap="lg">
        <Title order={1} size="h3">
          {t.packsTitle}
        </Title>
        {data && !isWhoOpen ? (
          <Offered offer={data} />
        ) : error && !data ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Stack gap="lg" role="status" aria-label={t.loading}>
            <Skeleton height={54} />
            <Skeleton height={24} />
            <div className={classes.packs}>
              {[1, 2, 3, 4, 5].map((n) => (
                <Skeleton key={n} height={224} />
              ))}
            </div>
          </Stack>
        )}
      </Stack>
    </Container>
  );
}

function Offered({ offer }: { offer: Offer }) {
  const t = useStrings(strings);
  const format = useFormat();
  const { data: me } = useQuery(meQuery);
  const consent = useRef<HTMLInputElement>(null);
  const [isAgreed, setAgreed] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const isPaying = useRef(false);
  const buying = useMutation({
    mutationFn: purchase,
    onSuccess: (made) => window.location.assign(made.url!),
    onError: () => (isPaying.current = false),
  });
  const chosen = buying.isPending || buying.isSuccess ? buying.variables : null;
  const { reset } = buying;
  useEffect(() => {
    // Gone back to from the pay page, the browser may show this page as it was left.
    const shown = (e: PageTransitionEvent) => {
      if (!e.persisted) return;
      isPaying.current = false;
      reset();
    };
    window.addEventListener('pageshow', shown);
    return () => window.removeEventListener('pageshow', shown);
  }, [reset]);
  const fitting = packFor(offer.packs, offer.opened30Days);
  const pay = (pack: Pack) => {
    if (!isAgreed) {
      setAsked(true);
      consent.current?.focus();
    } else if (!isPaying.current) {
      isPaying.current = true;
      buying.mutate(pack.name);
    }
  };
  return (
    <>
      <Stack gap={4}>
        <Text c="dimmed">
          {t.packsWhat(format.whole(offer.sessionHours), format.whole(offer.sessionTokens))}
        </Text>
        <Text c="dimmed">{t.refundRule(format.whole(offer.refundDays))}</Text>
      </Stack>
      {!offer.isOpen ? (
        <Alert color="gray" variant="light" role="note">
          {t.closedPacks}
        </Alert>
      ) : null}
      {offer.isOpen && offer.isTest ? (
        <Alert color="yellow" variant="light" role="note">
          {t.test}
        </Alert>
      ) : null}
      {offer.isOpen && me !== null ? (
        <Checkbox
          ref={consent}
          checked={isAgreed}
          onChange={(e) => setAgreed(e.currentTarget.checked)}
          label={offer.consent}
          error={isAsked && !isAgreed ? t.consentMissing : null}
          aria-required
          aria-invalid={isAsked && !isAgreed}
        />
      ) : null}
      {buying.error ? <Failure error={buying.error} /> : null}
      <ul className={classes.packs}>
        {offer.packs.map((pack) => {
          const price = format.money(pack.price, pack.currency);
          return (
            <li key={pack.name} className={classes.pack} data-fits={pack.name === fitting || undefined}>
              <div className={classes.name}>
                <Title order={2} size="h5">
                  {nameOf(pack.name)}
                </Title>
                {pack.name === fitting ? <Badge variant="outline">{t.fits}</Badge> : null}
              </div>
              <div>
                <div className={classes.figure}>
                  {format.money(pack.price / pack.sessions, pack.currency)}
                </div>
                <Text size="sm" c="dimmed">
                  {t.each}
                </Text>
              </div>
              <Text size="sm">{t.sessions(format.whole(pack.sessions))}</Text>
              <Text size="sm" c="dimmed">
                {offer.taxIsAdded ? t.totalTax(price) : t.total(price)}
              </Text>
              {pack.name === fitting && offer.opened30Days ? (
                <Text size="xs" c="dimmed">
                  {t.fitsWhy(offer.opened30Days, format.whole(offer.opened30Days))}
                </Text>
              ) : null}
              {!offer.isOpen ? null : me === null ? (
                <Button component={Link} to="/sign-in?next=%2Fpacks" variant="default" mt="auto">
                  {t.signInToBuy}
                </Button>
              ) : (
                <Button
                  variant={pack.name === fitting ? 'gradient' : 'default'}
                  mt="auto"
                  disabled={!!chosen && chosen !== pack.name}
                  loading={chosen === pack.name}
                  onClick={() => pay(pack)}
                >
                  {offer.taxIsAdded ? t.payTax(price) : t.pay(price)}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Stack gap={4}>
        {offer.isOpen ? (
          <Text size="sm" c="dimmed">
            {t.toPayPage}
          </Text>
        ) : null}
        {offer.seller ? (
          <Text size="sm" c="dimmed" className={classes.seller}>
            {t.seller}: {offer.seller}
          </Text>
        ) : null}
        <Anchor component={Link} to="/withdraw" size="sm" underline="always" py={3} className={classes.alone}>
          {t.withdrawTitle}
        </Anchor>
      </Stack>
    </>
  );
}

/** The key of a wish outlives the page: whoever comes back to it goes on with the same pay page, until that is over. */
async function purchase(pack: string): Promise<Purchase> {
  const place = `buy ${pack}`;
  for (let isAgain = false; ; isAgain = true) {
    const key = (!isAgain && sessionStorage.getItem(place)) || newKey();
    sessionStorage.setItem(place, key);
    try {
      const made = await buy(pack, key);
      if (made.url) return made;
    } catch (e) {
      if (isAgain || !(e instanceof ApiProblem && e.code === 'purchase_over')) throw e;
    }
    if (isAgain) throw new Error(`The purchase of ${pack} has no pay page.`);
  }
}
