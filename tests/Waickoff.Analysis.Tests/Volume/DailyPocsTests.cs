using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Volume;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Volume;

public sealed class DailyPocsTests
{
    [Fact]
    public void A_day_has_its_control_at_the_close_of_its_last_candle()
    {
        Detect(Day(110, candles: 5).Build()).Count.ShouldBe(0, "five of six candles");

        var poc = Detect(Day(110).Build()).Findings.ToArray().ShouldHaveSingleItem();

        (poc.StartIndex, poc.Index, poc.ConfirmedIndex, poc.Side).ShouldBe((0, 5, 5, Side.None));
        poc.Level.ShouldBe(110, 0.3);
        poc.Inputs.Volume.ShouldBe(600);
    }

    [Fact]
    public void It_is_the_control_of_the_profile_of_the_day()
    {
        var series = RandomCandles.Walk(12, 3_000, holes: false);

        var found = Detect(series).Findings.ToArray();

        found.Length.ShouldBe(3_000 / 96);
        foreach (var poc in found)
        {
            var profile = VolumeProfile.Compute(series.Span[poc.StartIndex..(poc.Index + 1)]).ShouldNotBeNull();
            (poc.Level, poc.Inputs.Vah, poc.Inputs.Val).ShouldBe((profile.Poc, profile.Vah, profile.Val));
            (poc.Index - poc.StartIndex).ShouldBe(95);
        }
    }

    [Fact]
    public void It_is_naked_until_a_candle_trades_there()
    {
        var series = RandomCandles.Walk(12, 6_000, holes: false);
        var log = Detect(series);

        var traded = log.Events.ToArray().ToDictionary(e => e.Finding, e => e.Index);
        for (var number = 0; number < log.Count; number++)
        {
            var (from, level) = (log[number].ConfirmedIndex + 1, log[number].Level);
            var at = Array.FindIndex(series.Span.ToArray(), from, c => c.Low <= level && level <= c.High);
            traded.GetValueOrDefault(number, -1).ShouldBe(at, $"finding {number}");
        }
        traded.Count.ShouldBeInRange(1, log.Count - 1);
    }

    [Fact]
    public void A_candle_that_jumps_over_it_does_not_trade_there()
    {
        // Above the level, then below it, then back up to it.
        var series = Day(110).Add(118, 119, 117, 118).Add(104, 105, 103, 104).Add(104, 112, 104, 111).Build();

        Detect(series).Events.ToArray().ShouldBe([new LifeEvent(0, FindingState.Traded, 8)]);
    }

    [Fact]
    public void The_first_day_counts_only_when_seen_from_midnight()
    {
        var builder = new CandleBuilder(Timeframe.H4).Hole(1);
        for (var i = 0; i < 11; i++)
            builder.Add(100, 120, 100, 110);

        Detect(builder.Build()).Findings.ToArray().ShouldHaveSingleItem().StartIndex.ShouldBe(5);
    }

    [Fact]
    public void A_day_without_its_last_candle_is_known_with_the_next()
    {
        var series = Day(110, candles: 5).Hole(1).Add(118, 119, 117, 118).Build();

        var poc = Detect(series).Findings.ToArray().ShouldHaveSingleItem();

        (poc.Index, poc.ConfirmedIndex).ShouldBe((4, 5));
    }

    [Fact]
    public void A_level_traded_by_the_candle_that_confirms_it_is_told_so_with_the_next()
    {
        var series = Day(110, candles: 5).Hole(1).Add(118, 119, 109, 118).Add(118, 119, 117, 118).Build();

        Detect(series).Events.ToArray().ShouldBe([new LifeEvent(0, FindingState.Traded, 6)]);
    }

    [Fact]
    public void A_partial_last_candle_leaves_it_to_the_next()
    {
        var series = Day(110).Partial().Add(118, 119, 117, 118).Build();

        Detect(series).Findings.ToArray().ShouldHaveSingleItem().ConfirmedIndex.ShouldBe(6);
    }

    [Fact]
    public void Candles_of_a_day_say_nothing()
    {
        Detect(RandomCandles.Walk(1, 300, Timeframe.D1)).Count.ShouldBe(0);
    }

    /// <summary>Upside down the level differs: rows are aligned at multiples of their height, counted from 0.</summary>
    [Fact]
    public void They_obey_the_laws() =>
        DetectorLaws.Check<DailyPoc>((tape, log) => new DailyPocs(tape, log), isMirrored: _ => false);

    /// <summary>A day of 4h candles between 100 and 120 with most volume at a price.</summary>
    private static CandleBuilder Day(double poc, int candles = 6)
    {
        var builder = new CandleBuilder(Timeframe.H4);
        for (var i = 0; i < candles; i++)
            builder.Add(poc, i == 0 ? 120 : poc + 0.1, i == 0 ? 100 : poc, poc);
        return builder;
    }

    private static FindingLog<DailyPoc> Detect(CandleSeries series) =>
        Detection.Detect<DailyPoc>(series, (tape, log) => new DailyPocs(tape, log));
}
