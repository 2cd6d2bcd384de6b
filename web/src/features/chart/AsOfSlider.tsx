import { ActionIcon, Button, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import classes from './Chart.module.css';
import { strings } from './strings';

/** How long the slider rests before the page follows: a drag asks for one chart and not for fifty. */
const restMs = 180;

/**
 * The moment the page shows, candle by candle. A plain range input: arrows move one candle, page keys a tenth, home and end to the
 * ends, and its value is said as a moment.
 */
export function AsOfSlider({
  firstAt,
  lastAt,
  step,
  at,
  isLive,
  onChange,
}: {
  firstAt: number;
  lastAt: number;
  /** The length of a candle in milliseconds. */
  step: number;
  at: number | null;
  /** That a venue feeds the market now. */
  isLive: boolean;
  onChange: (at: number | null) => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const count = Math.max(0, Math.round((lastAt - firstAt) / step));
  const settled = at === null ? count : Math.max(0, Math.min(count, Math.floor((at - firstAt) / step)));
  const [moving, setMoving] = useState<number | null>(null);
  const wait = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(wait.current), []);

  const place = moving ?? settled;
  const isNow = moving === null ? at === null : moving >= count;
  const moment = format.moment(firstAt + place * step);
  const text = isNow ? (isLive ? t.live : t.notLive) : t.asKnown(moment);

  function go(next: number, soon: boolean) {
    const to = Math.max(0, Math.min(count, next));
    clearTimeout(wait.current);
    const settle = () => {
      setMoving(null);
      onChange(to >= count ? null : firstAt + to * step);
    };
    if (soon) {
      settle();
      return;
    }
    setMoving(to);
    wait.current = setTimeout(settle, restMs);
  }

  return (
    <div className={classes.asOf} role="group" aria-label={t.asOf}>
      <ActionIcon
        variant="default"
        size="md"
        aria-label={t.candleBack}
        disabled={place <= 0}
        onClick={() => go(place - 1, true)}
      >
        <span aria-hidden="true">‹</span>
      </ActionIcon>
      <input
        className={classes.slider}
        type="range"
        min={0}
        max={count}
        step={1}
        value={place}
        aria-label={t.asOf}
        aria-valuetext={text}
        onChange={(event) => go(Number(event.currentTarget.value), false)}
      />
      <ActionIcon
        variant="default"
        size="md"
        aria-label={t.candleOn}
        disabled={isNow}
        onClick={() => go(place + 1, true)}
      >
        <span aria-hidden="true">›</span>
      </ActionIcon>
      <Text
        size="xs"
        className={classes.asOfText}
        data-now={isNow || undefined}
        data-live={(isNow && isLive) || undefined}
      >
        {text}
      </Text>
      {isNow ? null : (
        <Button size="compact-xs" variant="light" className={classes.small} onClick={() => go(count, true)}>
          {t.backToLive}
        </Button>
      )}
    </div>
  );
}
