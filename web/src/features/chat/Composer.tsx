import { ActionIcon, Group, Menu, NativeSelect, Switch, Text, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Icon } from '../../shared/ui/Icon';
import classes from './Composer.module.css';
import { strings } from './strings';
import type { Draft } from './useDraft';

const longest = 4_000;

/** How answers are wanted. */
export type Wish = { model: string | null; isShort: boolean };

/** Where questions are written: one line that grows, what it will cost, send and stop in one place. */
export function Composer({
  draft,
  onDraft,
  onSend,
  onStop,
  isRunning,
  isStopping,
  blocked,
  cost,
  suggestions,
  models,
  meter,
  inputRef,
}: {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onSend: (wish: Wish) => void;
  onStop: () => void;
  isRunning: boolean;
  isStopping: boolean;
  /** Why nothing can be asked now; null when it can. */
  blocked: string | null;
  cost: number | null;
  suggestions: readonly string[];
  models: readonly string[];
  meter: ReactNode;
  inputRef: RefObject<HTMLTextAreaElement | null>;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const [wish, setWish] = useState<Wish>({ model: null, isShort: false });
  const [isSuggesting, setSuggesting] = useState(false);
  const isNarrow = useMediaQuery('(max-width: 30em)', false, { getInitialValueInEffect: false });
  const firstSuggestion = useRef<HTMLButtonElement>(null);
  const isTooLong = draft.text.length > longest;
  const canSend = !isRunning && !blocked && !isTooLong && draft.text.trim() !== '';

  const suggest = (isOpen: boolean) => {
    setSuggesting(isOpen);
    if (isOpen) requestAnimationFrame(() => firstSuggestion.current?.focus());
  };
  const onKeyDown = (e: KeyboardEvent<HTMLTextAreaElement>) => {
    if (e.nativeEvent.isComposing) return;
    if (e.key === 'Enter' && !e.shiftKey) {
      e.preventDefault();
      if (canSend) onSend(wish);
    } else if (e.key === '/' && draft.text === '' && suggestions.length > 0) {
      e.preventDefault();
      suggest(true);
    } else if (e.key === 'Escape' && isRunning) {
      onStop();
    }
  };

  return (
    <form
      className={classes.composer}
      onSubmit={(e) => {
        e.preventDefault();
        if (canSend) onSend(wish);
      }}
    >
      {draft.replaces ? (
        <Group justify="space-between" gap="xs" className={classes.editing}>
          <Text size="xs">{t.editing}</Text>
          <button
            type="button"
            className={classes.quiet}
            onClick={() => onDraft({ text: '', replaces: null })}
          >
            {t.cancelEdit}
          </button>
        </Group>
      ) : null}
      <div className={classes.line}>
        <Textarea
          ref={inputRef}
          className={classes.input}
          aria-label={t.ask}
          placeholder={isNarrow ? t.placeholderShort : t.placeholder}
          rows={1}
          classNames={{ input: classes.field }}
          value={draft.text}
          error={isTooLong ? t.tooLong(format.whole(longest)) : undefined}
          onChange={(e) => onDraft({ ...draft, text: e.currentTarget.value })}
          onKeyDown={onKeyDown}
          enterKeyHint="send"
        />
        {isRunning ? (
          <ActionIcon
            size={36}
            variant="default"
            aria-label={isStopping ? t.stopping : t.stop}
            disabled={isStopping}
            onClick={onStop}
          >
            <Icon name="stop" />
          </ActionIcon>
        ) : (
          <ActionIcon size={36} type="submit" variant="filled" aria-label={t.send} disabled={!canSend}>
            <Icon name="send" />
          </ActionIcon>
        )}
      </div>
      <div className={classes.foot}>
        <Menu opened={isSuggesting} onChange={suggest} position="top-start" width={320} trapFocus returnFocus>
          <Menu.Target>
            <ActionIcon
              size={28}
              variant="subtle"
              color="gray"
              aria-label={t.openSuggestions}
              disabled={suggestions.length === 0}
            >
              <span aria-hidden>/</span>
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t.suggested}</Menu.Label>
            {suggestions.map((question, i) => (
              <Menu.Item
                key={question}
                ref={i === 0 ? firstSuggestion : undefined}
                onClick={() => {
                  onDraft({ ...draft, text: question });
                  requestAnimationFrame(() => inputRef.current?.focus());
                }}
              >
                {question}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Switch
          size="xs"
          label={t.shortAnswer}
          checked={wish.isShort}
          onChange={(e) => setWish({ ...wish, isShort: e.currentTarget.checked })}
        />
        {models.length > 1 ? (
          <NativeSelect
            size="xs"
            aria-label={t.model}
            className={classes.model}
            value={wish.model ?? ''}
            onChange={(e) => setWish({ ...wish, model: e.currentTarget.value || null })}
            data={[{ value: '', label: t.modelAuto }, ...models.map((m) => ({ value: m, label: m }))]}
          />
        ) : null}
        <Text size="xs" c="dimmed" className={classes.cost}>
          {blocked ?? (cost === null ? t.nextUnknown : t.nextCost(format.whole(cost)))}
        </Text>
        {meter}
      </div>
    </form>
  );
}
