import { Anchor, CloseButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { creditsQuery } from '../../shared/account/credits';
import { useMe } from '../../shared/account/me';
import { useStrings } from '../../shared/language/language';
import classes from './Billing.module.css';
import { strings } from './strings';

/** Pages on which somebody looks around; at work nobody is told. */
const places = ['/', '/history', '/credits', '/account'];

/** Says to who has used sessions that the last one, or none, is left; once for each of the two. */
export function LowBalance() {
  const t = useStrings(strings);
  const me = useMe();
  const { pathname } = useLocation();
  const { data } = useQuery({ ...creditsQuery, enabled: !!me });
  const [dismissed, setDismissed] = useLocalStorage<string>({
    key: 'low-balance',
    defaultValue: '',
    getInitialValueInEffect: false,
  });
  if (!me || !data || data.credits > 1 || !places.includes(pathname)) return null;
  const had = data.lots.reduce((sum, lot) => sum + lot.credits, 0);
  const balance = `${me.id} ${data.credits} ${had}`;
  if (had === 0 || (had === 1 && data.credits > 0)) return null;
  if (dismissed === balance) return null;
  return (
    <div className={classes.low} role="status">
      <span>{t.low(data.credits)}</span>
      <Anchor component={Link} to="/packs" size="sm" underline="always" py={3}>
        {t.lowBuy}
      </Anchor>
      <CloseButton size="md" aria-label={t.dismiss} onClick={() => setDismissed(balance)} />
    </div>
  );
}
