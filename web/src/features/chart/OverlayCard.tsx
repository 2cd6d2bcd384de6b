import { Badge, Button, CloseButton, Group, ScrollArea, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { SideMark } from '../../shared/ui/SideMark';
import type { Chart, Line, Overlay } from './chart';
import classes from './Chart.module.css';
import { strings } from './strings';

/** What one finding is: its name, its rule, the numbers that make it true, since when it is known, and its life so far. */
export function OverlayCard({
  overlay,
  chart,
  ask,
  onClose,
}: {
  overlay: Overlay;
  chart: Chart;
  /** What leads to a question about it. */
  ask: ReactNode;
  onClose: () => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const moment = (time: number) => format.moment(time * 1000);
  const price = (value: number) => format.price(value, chart.priceDecimals);
  const isLevel = overlay.top != null && overlay.top === overlay.bottom;
  return (
    <Card title={overlay.label} family={overlay.family} side={overlay.side} onClose={onClose} ask={ask}>
      <Group gap="xs">
        <Badge variant="default" size="sm" tt="none">
          {overlay.state || (overlay.isStanding ? t.standing : t.ended)}
        </Badge>
        <Text size="xs" c="dimmed">
          {overlay.side === 'none' ? t.noSide : t[overlay.side]}
        </Text>
      </Group>
      <Text size="sm">{overlay.rule}</Text>
      <dl className={classes.facts}>
        {overlay.top == null || overlay.bottom == null ? null : (
          <Fact
            name={isLevel ? t.levelAt : t.range}
            value={isLevel ? price(overlay.top) : `${price(overlay.bottom)} – ${price(overlay.top)}`}
          />
        )}
        <Fact name={t.from} value={moment(overlay.from)} />
        <Fact name={t.known} value={moment(overlay.known)} />
      </dl>
      {overlay.numbers.length === 0 ? null : (
        <>
          <Title order={3} size="xs" c="dimmed">
            {t.numbers}
          </Title>
          <dl className={classes.facts}>
            {overlay.numbers.map((n) => (
              <Fact key={n.what} name={n.label} value={n.text} />
            ))}
          </dl>
        </>
      )}
      {overlay.life.length === 0 ? null : (
        <>
          <Title order={3} size="xs" c="dimmed">
            {t.life}
          </Title>
          <dl className={classes.facts}>
            {overlay.life.map((l, i) => (
              <Fact key={i} name={l.label} value={moment(l.time)} />
            ))}
          </dl>
        </>
      )}
    </Card>
  );
}

/** A line at the candle that was clicked. */
export function LineCard({
  line,
  chart,
  index,
  onClose,
}: {
  line: Line;
  chart: Chart;
  index: number;
  onClose: () => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const value = line.values[index];
  const time = chart.candles.time[index];
  return (
    <Card title={line.label} family={line.family} side="none" onClose={onClose} ask={null}>
      <dl className={classes.facts}>
        {time === undefined ? null : <Fact name={t.time} value={format.moment(time * 1000)} />}
        {value === null || value === undefined ? null : (
          <Fact name={t.value} value={format.price(value, chart.priceDecimals)} />
        )}
      </dl>
    </Card>
  );
}

function Card({
  title,
  family,
  side,
  children,
  ask,
  onClose,
}: {
  title: string;
  family: string;
  side: Overlay['side'];
  children: ReactNode;
  ask: ReactNode;
  onClose: () => void;
}) {
  const t = useStrings(strings);
  return (
    <Stack gap="xs">
      <Group gap="xs" wrap="nowrap">
        <span className={classes.hue} data-layer={family} aria-hidden="true" />
        <Title order={2} size="sm" className={classes.cardTitle}>
          {title} {side === 'none' ? null : <SideMark side={side} />}
        </Title>
        <CloseButton size="sm" aria-label={t.dismiss} onClick={onClose} />
      </Group>
      <ScrollArea.Autosize mah={320} tabIndex={0} viewportProps={{ tabIndex: -1 }}>
        <Stack gap="xs">{children}</Stack>
      </ScrollArea.Autosize>
      {ask}
    </Stack>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

export function AskButton({ onAsk }: { onAsk: () => void }) {
  const t = useStrings(strings);
  return (
    <Button size="xs" variant="light" onClick={onAsk}>
      {t.ask}
    </Button>
  );
}
