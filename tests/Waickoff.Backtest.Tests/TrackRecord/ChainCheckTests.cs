using Waickoff.Backtest.TrackRecord;

namespace Waickoff.Backtest.Tests.TrackRecord;

public class ChainCheckTests
{
    private static readonly ScenarioOutcome Hit = new(ScenarioVerdict.Hit, 1, 1, 2, 2, CandleDigest.Of([]), 1);

    [Fact]
    public void A_record_that_nobody_touched_is_whole()
    {
        var chain = new Chain();
        chain.Publish(0);
        chain.Publish(1);
        chain.Grade(1);
        chain.Publish(Scenarios.Horizon);

        var check = chain.Check(chain.Head);
        check.Fault.ShouldBeNull();
        (check.Scenarios, check.Grades, check.Head).ShouldBe((3, 1, chain.Head));
    }

    [Fact]
    public void A_second_grade_and_one_of_nothing_are_found()
    {
        var twice = new Chain();
        twice.Publish(0);
        twice.Grade(1);
        twice.Grade(1);
        twice
            .Check()
            .Fault!.ShouldSatisfyAllConditions(f => f.Number.ShouldBe(3), f => f.Kind.ShouldBe(ChainFaultKind.Grade));

        var other = new Chain();
        other.Publish(0);
        other.Grade(1, hash: RecordChain.Start);
        other.Check().Fault!.Kind.ShouldBe(ChainFaultKind.Grade);
    }

    [Fact]
    public void One_put_in_later_than_its_place_in_time_is_found()
    {
        var chain = new Chain();
        chain.Publish(5, isApart: true);
        chain.Publish(4);

        chain
            .Check()
            .Fault!.ShouldSatisfyAllConditions(f => f.Number.ShouldBe(2), f => f.Kind.ShouldBe(ChainFaultKind.Order));
    }

    [Fact]
    public void One_that_says_wrongly_that_it_is_apart_is_found()
    {
        var chain = new Chain();
        chain.Publish(0);
        chain.Publish(1, isApart: true);

        chain.Check().Fault!.Kind.ShouldBe(ChainFaultKind.Order);
    }

    [Fact]
    public void A_waiting_list_that_leaves_one_out_or_has_one_too_many_is_found()
    {
        var chain = new Chain();
        chain.Publish(0);
        chain.Publish(1);
        chain.Grade(1);

        chain
            .Check(waiting: [])
            .Fault!.ShouldSatisfyAllConditions(f => f.Number.ShouldBe(2), f => f.Kind.ShouldBe(ChainFaultKind.Waiting));
        chain.Check(waiting: [1, 2]).Fault!.Number.ShouldBe(1);
    }

    [Fact]
    public void A_noted_head_that_the_record_does_not_have_is_found()
    {
        var chain = new Chain();
        chain.Publish(0);
        var noted = chain.Head;
        chain.Publish(1);
        chain.Check(noted: noted).Fault.ShouldBeNull();

        var another = new Chain();
        another.Publish(2);
        another.Check(noted: noted).Fault!.Kind.ShouldBe(ChainFaultKind.Noted);
        new Chain().Check(noted: noted).Fault!.Kind.ShouldBe(ChainFaultKind.Noted);
    }

    [Fact]
    public void A_scenario_repeats_another_while_that_runs_and_no_price_differs()
    {
        var one = Scenarios.Bullish;
        var later = one with { MadeMs = one.DueMs - 1, CandleCount = 401, DataHash = RecordChain.Start, Close = 99 };

        one.IsRepeatedBy(later).ShouldBeTrue();
        one.IsRepeatedBy(later with { MadeMs = one.DueMs }).ShouldBeFalse();
        one.IsRepeatedBy(later with { Top = 99.5 }).ShouldBeFalse();
        one.IsRepeatedBy(later with { Targets = default }).ShouldBeFalse();
        one.IsRepeatedBy(later with { Confirmation = null }).ShouldBeFalse();
    }

    [Fact]
    public void Undecided_ones_are_no_hits_and_unconfirmed_ones_are_not_counted_in_the_rate()
    {
        var figures = default(RecordFigures)
            .With(ScenarioVerdict.Hit, 3)
            .With(ScenarioVerdict.Invalidated, 4)
            .With(ScenarioVerdict.Undecided, 1)
            .With(ScenarioVerdict.NeverConfirmed, 9)
            .With(ScenarioVerdict.Unknown, 2);

        (figures.Graded, figures.Confirmed, figures.HitRate).ShouldBe((19, 8, 3 / 8.0));
        figures.HitRateInterval.Covers(3 / 8.0).ShouldBeTrue();
        double.IsNaN(default(RecordFigures).HitRate).ShouldBeTrue();
    }

    private sealed class Chain
    {
        private readonly List<RecordRow> rows = [];
        private readonly Dictionary<long, ScenarioEntry> scenarios = [];
        private readonly List<long> waiting = [];

        public RecordHead Head => rows.Count == 0 ? RecordHead.Empty : new(rows.Count, rows[^1].Hash);

        public void Publish(int candle, bool? isApart = null)
        {
            var made = Scenarios.Bullish with
            {
                MadeMs = Scenarios.Bullish.MadeMs + (candle * Scenarios.Bullish.Timeframe.Milliseconds),
            };
            var entry = new ScenarioEntry(rows.Count + 1, 1, made, isApart ?? candle % Scenarios.Horizon == 0);
            scenarios[entry.Number] = entry;
            waiting.Add(entry.Number);
            rows.Add(RecordRow.Of(entry, Head.Hash));
        }

        public void Grade(long number, string? hash = null)
        {
            var entry = new GradeEntry(rows.Count + 1, 1, number, hash ?? rows[(int)number - 1].Hash, Hit);
            waiting.Remove(number);
            rows.Add(RecordRow.Of(entry, scenarios[number], Head.Hash));
        }

        public ChainCheck Check(RecordHead? noted = null, IEnumerable<long>? waiting = null)
        {
            var check = new ChainCheck(noted);
            if (rows.TrueForAll(check.Add))
                check.End(Head, waiting ?? this.waiting);
            return check;
        }
    }
}
