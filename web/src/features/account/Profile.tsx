import {
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { meQuery, type Me } from '../../shared/account/me';
import { api } from '../../shared/api/client';
import { useLanguage, useStrings, type Language } from '../../shared/language/language';
import { useColoursApart, useCompact } from '../../shared/ui/appearance';
import { Failure } from '../../shared/ui/States';
import { fieldProblem } from './accountApi';
import { strings } from './strings';

/** Every zone the browser knows, and the one of the account, which it may spell otherwise. */
const zonesWith = (zone: string) => [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();

/** Language and time zone; kept as soon as they are chosen. */
export function Profile({ me }: { me: Me }) {
  const t = useStrings(strings);
  const { setLanguage } = useLanguage();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: async (body: { language?: string; timeZone?: string }) => {
      await api.PUT('/api/account', { body });
      queries.setQueryData(meQuery.queryKey, { ...me, ...body });
      // What the server wrote is in the language before.
      if (body.language) await queries.invalidateQueries();
    },
  });
  return (
    <Stack gap="md">
      <Choice
        label={t.language}
        value={me.language}
        onChange={(language) => {
          setLanguage(language as Language);
          change.mutate({ language });
        }}
        data={[
          { value: 'es', label: t.spanish },
          { value: 'en', label: t.english },
        ]}
      />
      <Select
        label={t.timeZone}
        description={t.timeZoneHint}
        data={zonesWith(me.timeZone)}
        value={me.timeZone}
        onChange={(timeZone) => timeZone && change.mutate({ timeZone })}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t.noZone}
        limit={100}
        error={fieldProblem(change.error, 'timeZone')}
      />
      <Text size="sm" c="dimmed" role="status" mih={20}>
        {change.isSuccess ? t.saved : ''}
      </Text>
      {change.isError ? <Failure error={change.error} /> : null}
    </Stack>
  );
}

/** Colours and density; of this device, not of the account. */
export function Appearance() {
  const t = useStrings(strings);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isApart, setApart] = useColoursApart();
  const [isCompact, setCompact] = useCompact();
  return (
    <Stack gap="md">
      <Choice
        label={t.theme}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
        data={[
          { value: 'dark', label: t.dark },
          { value: 'light', label: t.light },
          { value: 'auto', label: t.system },
        ]}
      />
      <Switch
        size="md"
        label={t.coloursApart}
        checked={isApart}
        onChange={(e) => setApart(e.currentTarget.checked)}
      />
      <Switch
        size="md"
        label={t.compact}
        checked={isCompact}
        onChange={(e) => setCompact(e.currentTarget.checked)}
      />
      <Text size="sm" c="dimmed">
        {t.appearanceHint}
      </Text>
    </Stack>
  );
}

function Choice({
  label,
  ...control
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  data: { value: string; label: string }[];
}) {
  const id = useId();
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" fw={500} id={id}>
        {label}
      </Text>
      <SegmentedControl aria-labelledby={id} {...control} />
    </Stack>
  );
}
