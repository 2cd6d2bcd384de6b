import { Kbd, Stack, Switch, Table, Title } from '@mantine/core';
import { Fragment } from 'react';
import { useStrings } from '../language/language';
import classes from './KeyTable.module.css';
import { useSingleKeys } from './singleKeys';
import { strings } from './strings';

/** Every key and what it does, and the switch for those that stand alone. */
export function KeyTable({ level }: { level: 2 | 3 }) {
  const t = useStrings(strings);
  const [areOn, setOn] = useSingleKeys();
  const groups = [
    {
      title: t.everywhere,
      keys: [
        { keys: [['Ctrl', 'K'], ['⌘', 'K'], ['/']], what: t.palette },
        { keys: [['?']], what: t.help },
        { keys: [[t.escape]], what: t.close },
      ],
    },
    {
      title: t.onMarket,
      keys: [
        {
          keys: [
            ['Alt', '1'],
            ['Alt', '4'],
          ],
          what: t.timeframe,
        },
        { keys: [[t.arrowsAcross]], what: t.candles },
        { keys: [[t.arrowsUp]], what: t.findings },
        { keys: [['+'], ['−']], what: t.zoom },
      ],
    },
    { title: t.inChat, keys: [{ keys: [[t.enter]], what: t.send }] },
  ];
  return (
    <Stack gap="md">
      {groups.map(({ title, keys }) => (
        <div key={title}>
          <Title order={level} size="h6" mb={4}>
            {title}
          </Title>
          <Table withRowBorders={false} verticalSpacing={4}>
            <Table.Tbody>
              {keys.map(({ keys: ways, what }) => (
                <Table.Tr key={what}>
                  <Table.Th scope="row" className={classes.keys}>
                    {ways.map((way, i) => (
                      <Fragment key={way.join()}>
                        {i > 0 ? ` ${t.or} ` : ''}
                        {way.map((one, j) => (
                          <Fragment key={one}>
                            {j > 0 ? ' + ' : ''}
                            <Kbd>{one}</Kbd>
                          </Fragment>
                        ))}
                      </Fragment>
                    ))}
                  </Table.Th>
                  <Table.Td>{what}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ))}
      <Switch label={t.single} checked={areOn} onChange={(e) => setOn(e.currentTarget.checked)} />
    </Stack>
  );
}
