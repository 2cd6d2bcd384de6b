import { Button, Group, Text } from '@mantine/core';
import { useRegisterSW } from 'virtual:pwa-register/react';
import { useStrings } from '../shared/language/language';
import classes from './UpdatePrompt.module.css';
import { strings } from './strings';

const lookEveryMs = 60 * 60_000;

/** Says that there is a new version, and changes to it when the reader wants. */
export default function UpdatePrompt() {
  const t = useStrings(strings);
  const {
    needRefresh: [isNew, setNew],
    updateServiceWorker,
  } = useRegisterSW({
    onRegisteredSW: (_url, registration) => {
      if (registration) setInterval(() => void registration.update().catch(() => undefined), lookEveryMs);
    },
  });
  return (
    <div role="status" className={classes.place}>
      {isNew ? (
        <Group gap="sm" className={classes.prompt}>
          <Text size="sm">{t.newVersion}</Text>
          <Button size="xs" onClick={() => void updateServiceWorker(true)}>
            {t.update}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => setNew(false)}>
            {t.later}
          </Button>
        </Group>
      ) : null}
    </div>
  );
}
