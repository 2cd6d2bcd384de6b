using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Structure;

public sealed class SessionRangesTests
{
    [Fact]
    public void A_session_runs_while_it_is_open_and_is_completed_by_its_last_candle()
    {
        // Monday 2024-01-01, hourly from midnight: Tokyo is open from candle 0 to candle 8.
        var ranges = Run(new CandleBuilder(Timeframe.H1).Flat(3, 100).To(104).To(97).Flat(3, 100));
        var running = ranges.Running(Session.Asia)!.Value;
        (running.StartIndex, running.EndIndex).ShouldBe((0, 7));
        (running.High, running.HighIndex, running.Low, running.LowIndex).ShouldBe((104, 3, 97, 4));
        ranges.Completed(Session.Asia).ShouldBeNull();

        ranges = Run(new CandleBuilder(Timeframe.H1).Flat(3, 100).To(104).To(97).Flat(4, 100).To(120));
        ranges.Running(Session.Asia).ShouldBeNull();
        var completed = ranges.Completed(Session.Asia)!.Value;
        (completed.EndIndex, completed.High, completed.Low).ShouldBe((8, 104, 97));
        ranges.Running(Session.London)!.Value.StartIndex.ShouldBe(8);
    }

    [Fact]
    public void A_session_whose_last_candles_are_missing_is_completed_by_the_first_candle_behind_it()
    {
        var ranges = Run(new CandleBuilder(Timeframe.H1).Flat(3, 100).Hole(23).Flat(1, 101));

        // The hole reaches into Tuesday's session, which runs now.
        ranges.Completed(Session.Asia)!.Value.EndIndex.ShouldBe(2);
        (ranges.Running(Session.Asia)!.Value.StartIndex, ranges.Running(Session.Asia)!.Value.High).ShouldBe((3, 101));
    }

    [Fact]
    public void A_session_whose_start_was_not_seen_does_not_count()
    {
        var ranges = Run(new CandleBuilder(Timeframe.H1).Hole(1).Flat(12, 100));

        ranges.Running(Session.Asia).ShouldBeNull();
        ranges.Completed(Session.Asia).ShouldBeNull();
        ranges.Running(Session.London)!.Value.StartIndex.ShouldBe(7);
    }

    private static SessionRanges Run(CandleBuilder builder)
    {
        var series = builder.Build();
        var ranges = new SessionRanges(new Tape(series.Timeframe));
        foreach (var candle in series.Span)
            ranges.Add(in candle);
        return ranges;
    }
}
