import { Popover, Text } from '@mantine/core';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import type { Frame } from '../../shared/markets/markets';
import { PhaseFace } from './PhaseCell';
import { strings } from './strings';

/** A phase in words, its weight, and what would prove it wrong. */
export default function PhaseAbout({ frame, decimals }: { frame: Frame; decimals: number }) {
  const t = useStrings(strings);
  const format = useFormat();
  const { falsifierBelow: below, falsifierAbove: above } = frame;
  return (
    <Popover width={280} position="bottom-start" withArrow defaultOpened>
      <Popover.Target>
        <PhaseFace frame={frame} />
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600}>
          {frame.phase ? `${t.phase(frame.phase)}, ${t.readingLong[frame.reading]}` : t.noPhase}
        </Text>
        {frame.weight == null ? null : <Text size="sm">{t.weight(format.percent(frame.weight))}</Text>}
        {below != null && above != null ? (
          <Text size="sm" c="dimmed">
            {t.falsifier(format.price(below, decimals), format.price(above, decimals))}
          </Text>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
