import { Button, Group, MultiSelect, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { newKey } from '../../shared/api/client';
import { ApiProblem } from '../../shared/api/problem';
import { useLanguage, useStrings } from '../../shared/language/language';
import { marketsQuery } from '../../shared/markets/markets';
import { isTimeframe, timeframes } from '../../shared/markets/timeframes';
import { Failure } from '../../shared/ui/States';
import classes from './Backtests.module.css';
import { backtestsKey, libraryQuery, start, type Wish } from './backtestsApi';
import { strings } from './strings';
import { isMistake, parametersOf, wishOf, type Draft, type Mistake } from './wish';

/** A strategy, markets, a time, and values to try; several of them make a sweep. */
export function StartForm() {
  const t = useStrings(strings);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const { data: library = [] } = useQuery(libraryQuery);
  const { data: markets = [] } = useQuery(marketsQuery);
  const [draft, setDraft] = useState<Draft>(() => ({
    strategy: params.get('strategy') ?? 'ema-cross',
    rule: null,
    symbols: [params.get('symbol') ?? 'BTCUSDT'],
    timeframe: isTimeframe(params.get('tf')) ? params.get('tf')! : '1h',
    from: '',
    to: '',
    grid: {},
  }));
  const [mistake, setMistake] = useState<Mistake | null>(null);
  // A wish that is sent again is the same one, until something in it changes.
  const [key, setKey] = useState(newKey);
  const starting = useMutation({
    mutationFn: (wish: Wish) => start(wish, key),
    onSuccess: async (item) => {
      void queries.invalidateQueries({ queryKey: backtestsKey });
      await navigate(`/backtests/${item.id}`);
    },
  });
  const change = (next: Partial<Draft>) => {
    setKey(newKey());
    setMistake(null);
    setDraft((before) => ({ ...before, ...next }));
  };
  const known = library.find((k) => k.name === draft.strategy);
  const isOwn = draft.rule !== null;
  const parameters = parametersOf(known);
  const send = (e: FormEvent) => {
    e.preventDefault();
    const wish = wishOf(draft);
    if (isMistake(wish)) setMistake(wish);
    else starting.mutate(wish);
  };
  const wrong = (field: string) => (mistake?.field === field ? t.mistakes[mistake.kind] : null);
  const refusal = starting.error;
  const isOfRule = refusal instanceof ApiProblem && refusal.code === 'invalid_rule';
  return (
    <form noValidate onSubmit={send} className={classes.form} aria-label={t.start}>
      <Stack gap="sm">
        <div className={classes.fields}>
          <NativeSelect
            label={t.strategy}
            value={draft.strategy}
            onChange={(e) => change({ strategy: e.currentTarget.value, rule: null, grid: {} })}
            data={library.length > 0 ? library.map((k) => k.name) : [draft.strategy]}
          />
          <MultiSelect
            label={t.symbols}
            value={draft.symbols}
            onChange={(symbols) => change({ symbols })}
            data={markets.length > 0 ? markets.map((m) => m.symbol) : draft.symbols}
            error={wrong('symbols')}
            hidePickedOptions
            classNames={{ pill: classes.pill! }}
          />
          <NativeSelect
            label={t.timeframe}
            value={draft.timeframe}
            onChange={(e) => change({ timeframe: e.currentTarget.value })}
            data={[...timeframes]}
          />
          <TextInput
            type="date"
            label={t.from}
            value={draft.from}
            onChange={(e) => change({ from: e.currentTarget.value })}
            error={wrong('period')}
          />
          <TextInput
            type="date"
            label={t.to}
            value={draft.to}
            onChange={(e) => change({ to: e.currentTarget.value })}
          />
          {isOwn
            ? null
            : Object.entries(parameters).map(([name, usual]) => (
                <TextInput
                  key={name}
                  label={t.parameter(name)}
                  description={t.parameterHint}
                  placeholder={String(usual)}
                  value={draft.grid[name] ?? ''}
                  onChange={(e) => change({ grid: { ...draft.grid, [name]: e.currentTarget.value } })}
                  error={wrong(name)}
                />
              ))}
        </div>
        {known ? (
          <Text size="sm" c="dimmed">
            {known.about[language]}
          </Text>
        ) : null}
        {isOwn ? (
          <Textarea
            label={t.rule}
            description={t.ruleHint}
            autosize
            minRows={6}
            maxRows={24}
            spellCheck={false}
            classNames={{ input: classes.code! }}
            value={draft.rule ?? ''}
            onChange={(e) => change({ rule: e.currentTarget.value })}
            error={wrong('rule') ?? (isOfRule ? refusal.detail : null)}
          />
        ) : null}
        {refusal && !isOfRule ? <Failure error={refusal} /> : null}
        <Group justify="space-between">
          {known ? (
            <Button
              variant="subtle"
              px={4}
              onClick={() =>
                change({ rule: isOwn ? null : JSON.stringify(known.strategy, null, 2), grid: {} })
              }
            >
              {isOwn ? t.asItIs : t.ownRule}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={starting.isPending}>
            {t.run}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
