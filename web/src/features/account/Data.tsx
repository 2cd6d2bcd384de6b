import { Button, Checkbox, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLeaving } from '../../shared/account/another';
import { creditsQuery } from '../../shared/account/credits';
import { api } from '../../shared/api/client';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { AskPassword } from './Authenticator';
import { strings } from './strings';

/** What is kept of a person: to take along, and to have deleted. */
export function Data() {
  const t = useStrings(strings);
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t.exportWhat}</Text>
      <Button component="a" href="/api/account/export" download variant="default">
        {t.exportGet}
      </Button>
      <Button variant="subtle" color="red" px={0} mt="md" onClick={() => setOpen(true)}>
        {t.deleteTitle}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.deleteTitle}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <Delete />
      </Modal>
    </Stack>
  );
}

function Delete() {
  const t = useStrings(strings);
  const format = useFormat();
  const leave = useLeaving();
  const [isSure, setSure] = useState(false);
  const { data: credits } = useQuery(creditsQuery);
  const remove = useMutation({
    mutationFn: async (password: string) => {
      await api.POST('/api/account/delete', { body: { password } });
      await leave('/sign-in', { state: { isGone: true }, replace: true });
    },
  });
  return (
    <Stack gap="sm">
      <Text size="sm">{t.deleteWhat}</Text>
      {credits && credits.credits > 0 ? (
        <Text size="sm" fw={600}>
          {t.deleteCredits(credits.credits, format.whole(credits.credits))}
        </Text>
      ) : null}
      <Checkbox label={t.deleteSure} checked={isSure} onChange={(e) => setSure(e.currentTarget.checked)} />
      <AskPassword
        action={t.deleteDo}
        isDangerous
        isReady={isSure}
        error={remove.error}
        isPending={remove.isPending}
        onAnswer={remove.mutate}
      />
    </Stack>
  );
}
