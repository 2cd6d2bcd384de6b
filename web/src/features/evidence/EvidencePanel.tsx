import { Badge, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useFormat } from '../../shared/language/format';
import { useLanguage, useStrings } from '../../shared/language/language';
import { SideMark } from '../../shared/ui/SideMark';
import { Failure } from '../../shared/ui/States';
import { Cases } from './Cases';
import classes from './Evidence.module.css';
import { evidenceQuery, inOrder, isBeingCounted, mainTarget, type Evidence, type Setup } from './evidenceApi';
import { Ranges } from './Ranges';
import { strings } from './strings';
import { Regimes, Targets } from './Targets';
import { useShares } from './useShares';

type Props = {
  symbol: string;
  timeframe: string;
  /** Close of a past candle; null is now. */
  at: number | null;
  priceDecimals: number;
  /** A moment is to be shown on the chart: open time of a candle in seconds. */
  onMoment: (time: number) => void;
};

/** What happened after each setup on this market and timeframe: counts, intervals, base rates, and what may be said of them. */
export function EvidencePanel(props: Props) {
  const t = useStrings(strings);
  const { language } = useLanguage();
  const { data, error, refetch, isPlaceholderData } = useQuery(
    evidenceQuery(props.symbol, props.timeframe, props.at, language),
  );
  return (
    <section className={classes.panel} aria-label={t.evidence} data-moving={isPlaceholderData || undefined}>
      {data ? (
        <Counted {...props} evidence={data} />
      ) : error && !isBeingCounted(error) ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Stack gap="sm">
          <Text size="sm" role="status">
            {error ? t.counting : t.loading}
          </Text>
          {[1, 2, 3, 4].map((n) => (
            <Skeleton key={n} height={96} />
          ))}
        </Stack>
      )}
    </section>
  );
}

function Counted({ evidence, timeframe, ...rest }: Props & { evidence: Evidence }) {
  const t = useStrings(strings);
  const format = useFormat();
  return (
    <Stack gap="lg">
      <div>
        <Text size="xs" c="dimmed">
          {t.counted(
            format.whole(evidence.candles),
            timeframe,
            format.date(evidence.from),
            format.moment(evidence.asOf),
          )}
        </Text>
        <Text size="xs" c="dimmed">
          {evidence.notice}
        </Text>
      </div>
      <div>
        <Title order={2} size="h6" mb={4}>
          {t.setups(timeframe)}
        </Title>
        <Text size="xs" c="dimmed" mb="xs">
          {t.recipe}
        </Text>
        <Stack gap="xs">
          {inOrder(evidence.setups).map((setup) => (
            <SetupCard key={setup.setup} setup={setup} {...rest} />
          ))}
        </Stack>
      </div>
      <Ranges readings={evidence.readings} all={evidence.ranges} timeframe={timeframe} />
      <Text size="xs" c="dimmed">
        {t.version(evidence.ruleVersion, evidence.dataHash.slice(0, 12), format.moment(evidence.countedAt))}
      </Text>
    </Stack>
  );
}

function SetupCard({
  setup,
  priceDecimals,
  onMoment,
}: {
  setup: Setup;
  priceDecimals: number;
  onMoment: (time: number) => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const shares = useShares();
  const [isOpen, setOpen] = useState(false);
  const details = useId();
  const main = mainTarget(setup);
  const { live, probability } = setup;
  return (
    <article className={classes.setup} data-live={!!live || undefined}>
      <header className={classes.head}>
        <Title order={3} size="sm">
          {live ? <SideMark side={live.side} /> : null} {setup.label}
        </Title>
        {live ? <Badge variant="default">{t.live(live.age)}</Badge> : null}
      </header>
      {!main || setup.count === 0 ? (
        <Text size="sm">{t.none}</Text>
      ) : (
        <>
          <Text size="sm" fw={600}>
            {t.verdicts[main.verdict]}
          </Text>
          <dl className={classes.facts}>
            <Fact name={t.reached('2')} value={shares.share(main.hits, setup.count, main.hitInterval)} />
            <Fact
              name={t.base}
              value={
                main.baseRate == null
                  ? t.unknown
                  : shares.rate(main.baseRate, main.baseInterval, main.baseCount)
              }
            />
            <Fact
              name={t.expectancy}
              value={shares.inR(main.expectancy, main.expectancyInterval)}
              hint={t.afterCosts}
            />
            <Fact name={t.probability} value={shares.likely(probability, setup.count)} />
          </dl>
          {live ? <Text size="sm">{t.wrongBeyond(format.price(live.stop, priceDecimals))}</Text> : null}
          <Cases cases={setup.last} priceDecimals={priceDecimals} onMoment={onMoment} />
          <Button
            size="compact-xs"
            variant="default"
            className={classes.small}
            aria-expanded={isOpen}
            aria-controls={details}
            aria-label={isOpen ? t.lessOf(setup.label) : t.moreOf(setup.label)}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? t.less : t.more}
          </Button>
          <div id={details} hidden={!isOpen}>
            {isOpen ? (
              <Stack gap="xs" mt="xs">
                <Targets setup={setup} />
                <Regimes setup={setup} />
                <Text size="xs" c="dimmed">
                  {t.leftOut(
                    format.whole(setup.skipped),
                    format.whole(setup.tooNear),
                    format.whole(setup.passed),
                    format.whole(setup.pending),
                  )}
                </Text>
              </Stack>
            ) : null}
          </div>
        </>
      )}
    </article>
  );
}

function Fact({ name, value, hint }: { name: string; value: string; hint?: string }) {
  return (
    <div>
      <dt>
        {name}
        {hint ? <span className={classes.hint}> {hint}</span> : null}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
