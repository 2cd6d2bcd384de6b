import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useStrings } from '../../shared/language/language';
import { AuthPage } from './AuthPage';
import { AddressForm } from './Mailed';
import { strings } from './strings';

/** Asks for a link to choose another password. */
export function Forgot() {
  const t = useStrings(strings);
  return (
    <AuthPage title={t.forgotTitle}>
      <Text c="dimmed">{t.forgotWhat}</Text>
      <AddressForm action={t.forgotSend} done={t.forgotSent} path="/api/account/forgot" />
      <Anchor
        component={Link}
        to="/sign-in"
        size="sm"
        underline="always"
        py={4}
        style={{ alignSelf: 'start' }}
      >
        {t.signIn}
      </Anchor>
    </AuthPage>
  );
}
