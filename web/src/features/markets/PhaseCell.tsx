import { Popover, Text, UnstyledButton } from '@mantine/core';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { SideMark } from '../../shared/ui/SideMark';
import type { Frame } from '../../shared/markets/markets';
import classes from './PhaseCell.module.css';
import { strings } from './strings';

/** The phase of one timeframe with its reading and weight; a tap says what would prove it wrong. */
export function PhaseCell({ frame, decimals }: { frame: Frame; decimals: number }) {
  const t = useStrings(strings);
  const format = useFormat();
  const weight = frame.weight ?? 0;
  return (
    <Popover width={280} position="bottom-start" withArrow withinPortal>
      <Popover.Target>
        <UnstyledButton
          className={classes.cell}
          aria-label={[
            frame.timeframe,
            frame.phase ? t.phase(frame.phase) : t.noPhase,
            frame.phase ? t.readingLong[frame.reading] : '',
          ].join(' ')}
        >
          <span className={classes.words}>
            <SideMark side={frame.bias} />
            {frame.phase ? (
              <>
                <b>{frame.phase}</b>
                <span className={classes.reading}>{t.reading[frame.reading]}</span>
              </>
            ) : (
              <span className={classes.reading}>{t.noPhase}</span>
            )}
          </span>
          <span className={classes.bar} aria-hidden>
            <span style={{ inlineSize: `${Math.round(weight * 100)}%` }} />
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600}>
          {frame.phase ? `${t.phase(frame.phase)}, ${t.readingLong[frame.reading]}` : t.noPhase}
        </Text>
        {frame.weight === null || frame.weight === undefined ? null : (
          <Text size="sm">{t.weight(format.percent(frame.weight))}</Text>
        )}
        {frame.falsifierBelow && frame.falsifierAbove ? (
          <Text size="sm" c="dimmed">
            {t.falsifier(
              format.price(frame.falsifierBelow, decimals),
              format.price(frame.falsifierAbove, decimals),
            )}
          </Text>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
