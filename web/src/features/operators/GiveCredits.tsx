import { Button, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { newKey } from '../../shared/api/client';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Failure } from '../../shared/ui/States';
import { giveCredits, operatorsKey } from './operatorsApi';
import { strings } from './strings';

const most = 100;
const longestReason = 300;

/** Gives credits by an entry of the ledger with a reason; pressed twice, or sent again, it gives once. */
export function GiveCredits({ person }: { person: string }) {
  const t = useStrings(strings);
  const format = useFormat();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [key, setKey] = useState('');
  const [credits, setCredits] = useState<number | string>(1);
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const giving = useMutation({
    mutationFn: (amount: number) => giveCredits({ person, credits: amount, reason: reason.trim(), key }),
    onSuccess: () => setOpen(false),
    onSettled: () => queries.invalidateQueries({ queryKey: operatorsKey }),
  });
  const open = () => {
    giving.reset();
    // Each time it is opened is another wish.
    setKey(newKey().replaceAll('-', ''));
    setCredits(1);
    setReason('');
    setTried(false);
    setOpen(true);
  };
  const isAmount =
    typeof credits === 'number' && Number.isInteger(credits) && credits >= 1 && credits <= most;
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (isAmount && reason.trim()) giving.mutate(credits);
  };
  return (
    <Group gap="sm">
      <Button variant="default" onClick={open}>
        {t.give}
      </Button>
      <Text size="sm" role="status">
        {giving.isSuccess ? t.given(giving.variables, format.whole(giving.variables)) : ''}
      </Text>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.give}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <form noValidate onSubmit={send}>
          <Stack gap="sm">
            <Text size="sm">{t.giveWhat}</Text>
            <NumberInput
              label={t.howMany}
              value={credits}
              onChange={setCredits}
              allowDecimal={false}
              allowNegative={false}
              hideControls
              error={wasTried && !isAmount ? t.howManyWrong : null}
            />
            <Textarea
              label={t.reason}
              description={t.reasonHint}
              maxLength={longestReason}
              value={reason}
              onChange={(e) => setReason(e.currentTarget.value)}
              error={wasTried && !reason.trim() ? t.reasonMissing : null}
            />
            {giving.error ? <Failure error={giving.error} /> : null}
            <Group justify="flex-end" gap="xs">
              <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
                {t.cancel}
              </Button>
              <Button type="submit" loading={giving.isPending}>
                {t.giveDo}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Group>
  );
}
