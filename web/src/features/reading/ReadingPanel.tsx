import { Button, Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState, type ReactNode } from 'react';
import { useFormat } from '../../shared/language/format';
import { useLanguage, useStrings } from '../../shared/language/language';
import { SideMark } from '../../shared/ui/SideMark';
import { Failure } from '../../shared/ui/States';
import table from '../../shared/ui/table.module.css';
import { confluencesOf, sectionsOf, sourceOf, type Reading, type Scenario, type Sentence } from './reading';
import classes from './ReadingPanel.module.css';
import { readingQuery } from './readingApi';
import { strings } from './strings';

type Props = {
  symbol: string;
  /** The timeframe whose scenarios and confluences are told. */
  timeframe: string;
  /** Close of a past candle; null is now. */
  at: number | null;
  priceDecimals: number;
  /** What is framed on the chart. */
  selected: string | null;
  /** Something is to be shown on the chart. */
  onShow: (timeframe: string, source: string) => void;
  /** Sentences with their numbers, as the page writes them; what does it may still be on its way. */
  words: (sentences: Sentence[], reading: Reading) => ReactNode;
};

/** What a market is doing, what would have to happen next and where that would be wrong, in the words of the engine. */
export function ReadingPanel(props: Props) {
  const t = useStrings(strings);
  const { language } = useLanguage();
  const { data, error, refetch, isPlaceholderData } = useQuery(
    readingQuery(props.symbol, props.at, language),
  );
  return (
    <section className={classes.panel} aria-label={t.reading} data-moving={isPlaceholderData || undefined}>
      {data ? (
        <Suspense fallback={<Loading />}>
          <Told {...props} reading={data} />
        </Suspense>
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </section>
  );
}

function Loading() {
  const t = useStrings(strings);
  return (
    <Stack gap="sm" role="status" aria-label={t.loading}>
      <Skeleton height={14} width="70%" />
      {[96, 88, 92, 60, 90, 84].map((width) => (
        <Skeleton key={width} height={12} width={`${width}%`} />
      ))}
      <Skeleton height={110} />
      <Skeleton height={110} />
    </Stack>
  );
}

function Told({ reading, timeframe, priceDecimals, selected, onShow, words }: Props & { reading: Reading }) {
  const t = useStrings(strings);
  const format = useFormat();
  const [isWhole, setWhole] = useState(false);
  const sections = sectionsOf(reading.sentences);
  const scenarios = reading.scenarios.find((s) => s.timeframe === timeframe)?.items ?? [];
  const confluences = confluencesOf(reading.evidence, timeframe);
  return (
    <Stack gap="lg">
      <Text size="xs" c="dimmed">
        {t.asOf(format.moment(reading.asOf))}
      </Text>
      <div>
        <Title order={2} size="h6" mb={4}>
          {t.words}
        </Title>
        {words(isWhole ? reading.sentences : (sections[0] ?? []), reading)}
        {sections.length > 1 ? (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => setWhole(!isWhole)}
            aria-expanded={isWhole}
          >
            {isWhole ? t.readLess : t.readAll}
          </Button>
        ) : null}
      </div>
      <div>
        <Title order={2} size="h6" mb={4}>
          {t.scenarios(timeframe)}
        </Title>
        {scenarios.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t.noScenarios(timeframe)}
          </Text>
        ) : (
          <Stack gap="xs">
            {scenarios.map((scenario) => (
              <ScenarioCard
                key={scenario.side}
                scenario={scenario}
                price={(value) => format.price(value, priceDecimals)}
                source={sourceOf(scenario, timeframe, reading.evidence)}
                selected={selected}
                onShow={(source) => onShow(timeframe, source)}
              />
            ))}
          </Stack>
        )}
      </div>
      {confluences.length === 0 ? null : (
        <div>
          <Title order={2} size="h6" mb={4}>
            {t.confluences(timeframe)}
          </Title>
          <Stack gap={4}>
            {confluences.map((c) => (
              <UnstyledButton
                key={c.source}
                className={classes.row}
                aria-pressed={c.source === selected}
                title={t.show}
                onClick={() => onShow(timeframe, c.source)}
              >
                {t.confluence(c.bottom, c.top, c.score)}
              </UnstyledButton>
            ))}
          </Stack>
        </div>
      )}
      <Frames reading={reading} />
    </Stack>
  );
}

function ScenarioCard({
  scenario,
  price,
  source,
  selected,
  onShow,
}: {
  scenario: Scenario;
  price: (value: number) => string;
  source: string | null;
  selected: string | null;
  onShow: (source: string) => void;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  return (
    <article className={classes.scenario} data-chosen={(source !== null && source === selected) || undefined}>
      <Title order={3} size="sm">
        <SideMark side={scenario.side} /> {t[scenario.side]}
      </Title>
      <dl className={classes.facts}>
        <Fact name={t.zone} value={`${price(scenario.bottom)} – ${price(scenario.top)}`} />
        {scenario.confirmation == null ? null : (
          <Fact name={t.confirmation} value={price(scenario.confirmation)} />
        )}
        <Fact name={t.invalidation} value={price(scenario.invalidation)} />
        {scenario.targets.map((target, i) => (
          <Fact
            key={i}
            name={t.target(format.whole(i + 1))}
            value={[
              price(target.price),
              ...(target.reward == null ? [] : [t.reward(format.price(target.reward, 1))]),
              ...(target.isProjection ? [t.projection] : []),
            ].join(' · ')}
          />
        ))}
      </dl>
      {source === null ? null : (
        <Button size="compact-xs" variant="default" className={classes.small} onClick={() => onShow(source)}>
          {t.show}
        </Button>
      )}
    </article>
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

/** Which timeframes pull to which side. */
function Frames({ reading }: { reading: Reading }) {
  const t = useStrings(strings);
  const { agreement } = reading;
  return (
    <div>
      <Title order={2} size="h6" mb={4}>
        {t.frames}
      </Title>
      <Text size="sm">{agreement.isAgreed ? t.agreed : t.disagreed}</Text>
      <table className={`${table.table} ${classes.frames}`}>
        <thead>
          <tr>
            {[t.timeframe, t.internal, t.swing, t.wyckoff, t.together].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {agreement.views.map((view) => (
            <tr key={view.timeframe}>
              <th scope="row">{view.timeframe}</th>
              {([view.internal, view.swing, view.wyckoff, view.side] as const).map((side, i) => (
                <td key={i}>
                  <SideMark side={side} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
