import { Anchor, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import { Listing } from './Listing';
import classes from './Operators.module.css';
import { actionsQuery } from './operatorsApi';
import { strings } from './strings';

/** What operators did; nobody can change it. */
export function Actions() {
  const t = useStrings(strings);
  const format = useFormat();
  const found = useInfiniteQuery(actionsQuery);
  const actions = found.data?.pages.flatMap((p) => p.actions);
  return (
    <Listing
      list={found}
      rows={actions?.map((action, i) => ({ ...action, key: i }))}
      caption={t.actionsCaption}
      columns={[t.date, t.who, t.what, t.target, t.reason]}
      empty={t.noActions}
    >
      {(action) => (
        <Table.Tr key={action.key}>
          <Table.Td className={classes.once}>{format.moment(action.at)}</Table.Td>
          <Table.Td>{action.operator ?? t.gone}</Table.Td>
          <Table.Td>{t.kinds[action.kind]}</Table.Td>
          <Table.Td className={classes.id}>
            {action.target.startsWith('usr_') ? (
              <Anchor
                component={Link}
                to={`/operators/people/${action.target}`}
                underline="always"
                inherit
                py={5}
              >
                {action.target}
              </Anchor>
            ) : (
              action.target
            )}
          </Table.Td>
          <Table.Td>{action.detail || '–'}</Table.Td>
        </Table.Tr>
      )}
    </Listing>
  );
}
