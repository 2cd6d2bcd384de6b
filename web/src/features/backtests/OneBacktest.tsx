import { Alert, Anchor, Button, Container, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { ApiProblem } from '../../shared/api/problem';
import { useFormat } from '../../shared/language/format';
import { useLanguage, useStrings } from '../../shared/language/language';
import { Empty, Failure } from '../../shared/ui/States';
import { useTitle } from '../../shared/ui/useTitle';
import { Advance } from './Backtests';
import { backtestQuery, backtestsKey, cancel, isUnderWay, remove, type Answer } from './backtestsApi';
import { EquityChart } from './EquityChart';
import { FigureTable } from './FigureTable';
import { PriceChart } from './PriceChart';
import { strings } from './strings';
import { SweepTables } from './SweepTables';
import { Trades } from './Trades';

/** A backtest: how far it is, and what it brought. */
export function OneBacktest({ id }: { id: string }) {
  const t = useStrings(strings);
  const { data, error, refetch } = useQuery(backtestQuery(id));
  const title = data ? `${data.backtest.name}: ${data.backtest.symbols.join(', ')}` : t.title;
  useTitle(title);
  const isUnknown = error instanceof ApiProblem && error.status === 404;
  return (
    <Container size="lg" py="md" w="100%">
      <Stack gap="md">
        <div>
          <Anchor component={Link} to="/backtests" size="sm" py={4} display="inline-block">
            {t.all}
          </Anchor>
          <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
        </div>
        {isUnknown ? (
          <Empty>{t.unknown}</Empty>
        ) : data ? (
          <>
            {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
            <Standing answer={data} />
            {data.result ? <OfOne answer={data} /> : null}
            {data.sweep ? <SweepTables sweep={data.sweep} timeframe={data.backtest.timeframe} /> : null}
            <Assumed answer={data} />
          </>
        ) : error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={240} role="status" aria-label={t.loading} />
        )}
      </Stack>
    </Container>
  );
}

function Standing({ answer: { backtest: item } }: { answer: Answer }) {
  const t = useStrings(strings);
  const format = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const changed = () => queries.invalidateQueries({ queryKey: backtestsKey });
  const ending = useMutation({ mutationFn: () => cancel(item.id), onSettled: changed });
  const removing = useMutation({
    mutationFn: () => remove(item.id),
    onSuccess: async () => {
      await navigate('/backtests');
      await changed();
    },
  });
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {item.timeframe},{' '}
        {item.from ? t.period(format.date(item.from), format.date(item.to)) : t.upTo(format.date(item.to))}
      </Text>
      <Text size="sm" role="status">
        {t.states[item.state]}
        {isUnderWay(item) && item.points > 1
          ? `: ${t.advance(format.whole(item.done), format.whole(item.points))}`
          : ''}
      </Text>
      {isUnderWay(item) ? <Advance item={item} /> : null}
      {item.state === 'failed' ? (
        <Alert
          color="red"
          variant="light"
          title={t.failures[item.failure ?? 'failed'] ?? t.failures.failed}
        />
      ) : null}
      {ending.error ? <Failure error={ending.error} /> : null}
      {removing.error ? <Failure error={removing.error} /> : null}
      <Group gap="xs">
        {isUnderWay(item) ? (
          <Button variant="default" size="xs" loading={ending.isPending} onClick={() => ending.mutate()}>
            {t.cancel}
          </Button>
        ) : (
          <Button
            variant="default"
            size="xs"
            loading={removing.isPending}
            onClick={() => {
              if (window.confirm(t.removeSure)) removing.mutate();
            }}
          >
            {t.remove}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function OfOne({ answer }: { answer: Answer }) {
  const t = useStrings(strings);
  const format = useFormat();
  const { backtest: item, result } = answer;
  if (!result) return null;
  return (
    <>
      {result.isSimulated ? <Alert color="yellow">{t.simulated}</Alert> : null}
      <Text size="sm" c="dimmed">
        {result.isSimulated
          ? t.simulatedSource(format.moment(result.first), format.moment(result.last))
          : t.source(result.source, format.moment(result.first), format.moment(result.last))}
        {result.missingCandles > 0
          ? ` ${t.missing(result.missingCandles, format.whole(result.missingCandles))}`
          : ''}{' '}
        {result.hasFiner ? t.finer : t.noFiner}
      </Text>
      <EquityChart equity={result.equity} start={answer.assumptions.initialEquity} />
      <FigureTable figures={result.figures} />
      {result.price ? <PriceChart price={result.price} trades={result.trades} /> : null}
      <Trades
        trades={result.trades}
        all={result.figures.trades}
        symbol={item.symbols[0]!}
        timeframe={item.timeframe}
      />
    </>
  );
}

/** What the simulation assumes, and what every result is to be read with. */
function Assumed({ answer }: { answer: Answer }) {
  const t = useStrings(strings);
  const format = useFormat();
  const { language } = useLanguage();
  const a = answer.assumptions;
  return (
    <section aria-label={t.assumptions}>
      <Title order={2} size="h5" mb={4}>
        {t.assumptions}
      </Title>
      <Text size="sm">
        {t.assumed(
          format.whole(a.initialEquity),
          format.tenths(a.feeShare),
          format.change(a.slippageShare),
          format.whole(a.positions),
        )}
      </Text>
      <Text size="sm" fw={600} mt="xs">
        {answer.notice[language]}
      </Text>
    </section>
  );
}
