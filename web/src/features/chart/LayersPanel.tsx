import { Button, Checkbox, Group, Popover, Stack, Text } from '@mantine/core';
import { startTransition, useState } from 'react';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { families } from './chart';
import classes from './Chart.module.css';
import { layerNames, type Layers } from './layers';
import { strings } from './strings';

/** Which families are drawn. The hue beside a name is the hue of the family everywhere. */
export function LayersPanel({ layers, onChange }: { layers: Layers; onChange: (layers: Layers) => void }) {
  const t = useStrings(strings);
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  // The press is answered at once; what opens is made in pieces.
  const open = (opened: boolean) => startTransition(() => setOpen(opened));
  const shown = families.filter((f) => layers.has(f)).length;
  return (
    <Popover
      opened={isOpen}
      onChange={open}
      position="bottom-end"
      width={300}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          onClick={() => open(!isOpen)}
          rightSection={<span className={classes.count}>{format.whole(shown)}</span>}
        >
          {t.layers}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6} component="fieldset" className={classes.layers}>
          <Text component="legend" size="sm" fw={600}>
            {t.layers}
          </Text>
          {layerNames.map((name) => (
            <Group key={name} gap="xs" wrap="nowrap">
              <span className={classes.hue} data-layer={name} aria-hidden="true" />
              <Checkbox
                className={classes.layer}
                label={t[name]}
                checked={layers.has(name)}
                onChange={(event) => {
                  const next = new Set(layers);
                  if (event.currentTarget.checked) next.add(name);
                  else next.delete(name);
                  onChange(next);
                }}
              />
            </Group>
          ))}
          <Text size="xs" c="dimmed">
            {t.layersHelp}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
