using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Setups;

namespace Waickoff.Backtest.Tests.Evidence;

public class EvidenceSummaryTests
{
    private static readonly CandleSeries Walk = RandomWalk.Create(seed: 11, 3_000);

    [Fact]
    public void It_is_the_study_with_times_in_place_of_indexes()
    {
        var report = EventStudy.Run(Walk);
        var summary = EvidenceSummary.Of(Walk);
        summary.Setups.Select(s => s.Setup).ShouldBe(SetupNames.All);
        foreach (var (kept, whole) in summary.Setups.Zip(report.Setups))
        {
            (kept.Count, kept.Skipped, kept.TooNear, kept.Pending).ShouldBe(
                (whole.Count, whole.Skipped, whole.TooNear, whole.Pending)
            );
            kept.Targets.ShouldBe(whole.Targets);
            kept.Last.Count.ShouldBe(Math.Min(20, whole.Count));
            foreach (var (shown, found) in kept.Last.Zip(whole.Last))
            {
                var outcome = found.Outcome[SetupEvidence.MainTarget];
                shown.SignalMs.ShouldBe(Walk[found.Index].OpenTimeMs);
                shown.EntryMs.ShouldBe(Walk[found.Index + 1].OpenTimeMs);
                shown.EndMs.ShouldBe(Walk[found.Index + outcome.Candles].OpenTimeMs);
                (shown.IsHit, shown.R).ShouldBe((outcome.IsHit, outcome.R));
                Math.Abs(shown.Target - shown.Entry).ShouldBe(2 * Math.Abs(shown.Entry - shown.Stop), 1e-9);
                if (shown.IsHit)
                    Reaches(Walk[found.Index + outcome.Candles], shown.Side, shown.Target).ShouldBeTrue();
            }
        }
        summary.ToMs.ShouldBe(Walk[Walk.Count - 1].OpenTimeMs + Timeframe.H1.Milliseconds);
    }

    [Fact]
    public void A_signal_is_live_from_the_close_that_confirms_it_until_it_is_decided_or_old()
    {
        var (seen, gone) = (0, 0);
        var cases = EventStudy
            .Run(Walk)
            .Setups.SelectMany((s, place) => s.Cases.TakeLast(2).Select(c => (Place: place, Case: c)));
        foreach (var (place, found) in cases)
        {
            var known = Until(found.Index + 1).Setups[place].Live.ShouldNotBeNull(SetupNames.All[place]);
            (known.Side, known.Age, known.Stop).ShouldBe((found.Side, 0, found.Stop));
            known.SignalMs.ShouldBe(Walk[found.Index].OpenTimeMs);
            seen++;

            var decided = found.Index + found.Outcome[SetupEvidence.MainTarget].Candles;
            var last = Math.Min(decided, found.Index + LiveSignal.MostCandles + 1);
            var then = Until(last + 1).Setups[place].Live;
            (then?.SignalMs == known.SignalMs).ShouldBeFalse($"{SetupNames.All[place]} at {last}");
            gone++;
        }
        seen.ShouldBeGreaterThan(12);
        gone.ShouldBe(seen);
    }

    [Fact]
    public void The_same_candles_have_the_same_hash_and_others_another()
    {
        var hash = StudyVersion.HashOf(Walk, finer: null);
        StudyVersion.HashOf(new CandleSeries(Timeframe.H1, Walk.Span.ToArray()), finer: null).ShouldBe(hash);
        StudyVersion.HashOf(Walk, Walk).ShouldNotBe(hash, "finer candles decide as well");
        var candles = Walk.Span.ToArray();
        var last = candles[^1];
        foreach (
            var other in new[]
            {
                last with
                {
                    Volume = Math.BitIncrement(last.Volume),
                },
                last with
                {
                    Close = last.Open,
                },
                last with
                {
                    TakerBuyVolume = 0,
                },
                last with
                {
                    IsPartial = true,
                },
            }
        )
        {
            candles[^1] = other;
            StudyVersion.HashOf(new CandleSeries(Timeframe.H1, candles.ToArray()), finer: null).ShouldNotBe(hash);
        }
        StudyVersion.Rules.ShouldStartWith("setups 1, outcomes 1, ");
    }

    [Fact]
    public void A_reading_is_judged_against_how_all_ranges_ended()
    {
        var judged = 0;
        for (var seed = 0; seed < 3; seed++)
        {
            var summary = EvidenceSummary.Of(RandomWalk.Create(seed, 50_000));
            summary.Ranges.Count.ShouldBeGreaterThan(0);
            foreach (var reading in summary.Readings)
            {
                reading.Count.ShouldBeInRange(1, summary.Ranges.Count);
                reading.Upward.ShouldBeLessThanOrEqualTo(summary.Ranges.Upward);
                (reading.Verdict == Verdict.NotEnoughHistory).ShouldBe(reading.Count < SetupEvidence.FewestCases);
                reading.Verdict.ShouldNotBe(Verdict.Edge, "a random walk has none");
                judged += reading.Verdict == Verdict.NoMeasurableEdge ? 1 : 0;
            }
        }
        judged.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Without_candles_nothing_is_counted_and_nothing_is_thrown()
    {
        var summary = EvidenceSummary.Of(new CandleSeries(Timeframe.H1, []));
        summary.Setups.ShouldAllBe(s => s.Count == 0 && s.Live == null && double.IsNaN(s.Probability));
        summary.Readings.ShouldBeEmpty();
        summary.Ranges.ShouldBe(default);
    }

    private static EvidenceSummary Until(int count) =>
        EvidenceSummary.Of(new CandleSeries(Timeframe.H1, Walk.Span[..count].ToArray()));

    private static bool Reaches(in Candle candle, Side side, double price) =>
        side == Side.Bullish ? candle.High >= price : candle.Low <= price;
}
