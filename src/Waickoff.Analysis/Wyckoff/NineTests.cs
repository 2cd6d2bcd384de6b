using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>One of Wyckoff's nine buying or selling tests.</summary>
/// <param name="Number">1 to 9, in the order of the course.</param>
/// <param name="Type">What it asks.</param>
/// <param name="IsMet">Whether it is met; null where it cannot be measured.</param>
/// <param name="Value">The number behind the answer, as the type says; <c>NaN</c> where there is none.</param>
public readonly record struct WyckoffTest(int Number, WyckoffTestType Type, bool? IsMet, double Value);

/// <summary>What each test asks, said for buying; for selling upside down.</summary>
public enum WyckoffTestType
{
    /// <summary>The objective of the move before was reached. Not measured: it needs the count of the range that move came from.</summary>
    ObjectiveReached,

    /// <summary>Preliminary support, selling climax and secondary test are there; value: how many of the three.</summary>
    StoppingAction,

    /// <summary>Volume grows on rallies and shrinks on reactions; value: volume per candle of the waves up over the waves down.</summary>
    Activity,

    /// <summary>The trend of the move before is broken; value: level of the break.</summary>
    TrendBroken,

    /// <summary>Lows rise; value: the last low.</summary>
    HigherLows,

    /// <summary>Highs rise; value: the last high.</summary>
    HigherHighs,

    /// <summary>Stronger than the market as a whole. Not measured: no market is at hand to compare with.</summary>
    RelativeStrength,

    /// <summary>A base has formed; value: its length in candles.</summary>
    Base,

    /// <summary>Profit in sight is at least three times the risk; value: the ratio.</summary>
    RewardToRisk,
}

/// <summary>Takes the nine tests.</summary>
internal static class NineTests
{
    private const int LeastBaseCandles = 30;
    private const double LeastReward = 3;

    /// <summary>For the side that leads by its weights; buying where none does.</summary>
    public static ValueList<WyckoffTest> Take(
        CurrentRange current,
        AnalyzerTrackers trackers,
        CauseEffect? target,
        double close
    )
    {
        var facing = current.Weights is { } w && w.Bearish > w.Bullish ? Facing.Down : Facing.Up;
        var range = current.Range;
        var stops = Stops(trackers.Wyckoff.Log.Findings, range.Id, facing);
        var waves = LegVolumes.Since(trackers.Legs.Log.Findings, range.Start);
        var activity = facing.IsUp ? waves.UpPerCandle / waves.DownPerCandle : waves.DownPerCandle / waves.UpPerCandle;
        var structure = trackers.InternalStructure;
        var isBroken = structure.LastBreak is { } last && last.Side == facing.Side && last.Index > range.Start;
        var (lows, highs) = (LastTwo(trackers, facing.Side), LastTwo(trackers, facing.Side.Opposite()));
        var length = trackers.Tape.Index - range.Start;
        var reward = Reward(current, facing, target, close);
        return new ValueList<WyckoffTest>([
            new(1, WyckoffTestType.ObjectiveReached, null, double.NaN),
            new(2, WyckoffTestType.StoppingAction, stops >= 2, stops),
            new(3, WyckoffTestType.Activity, waves.IsKnown ? activity > 1 : null, activity),
            new(4, WyckoffTestType.TrendBroken, isBroken, isBroken ? structure.LastBreak!.Value.Level : double.NaN),
            new(5, WyckoffTestType.HigherLows, IsHigher(lows, facing), lows.Last),
            new(6, WyckoffTestType.HigherHighs, IsHigher(highs, facing), highs.Last),
            new(7, WyckoffTestType.RelativeStrength, null, double.NaN),
            new(8, WyckoffTestType.Base, length >= LeastBaseCandles, length),
            new(9, WyckoffTestType.RewardToRisk, double.IsNaN(reward) ? null : reward >= LeastReward, reward),
        ]);
    }

    private static int Stops(ReadOnlySpan<WyckoffEvent> events, int rangeId, Facing facing)
    {
        var (preliminary, climax, test) = (0, 0, 0);
        for (var i = events.Length - 1; i >= 0 && events[i].RangeId >= rangeId; i--)
        {
            if (events[i].RangeId != rangeId || events[i].Side != facing.Side)
                continue;
            switch (events[i].Type)
            {
                case WyckoffEventType.PS or WyckoffEventType.PSY:
                    preliminary = 1;
                    break;
                case WyckoffEventType.SC or WyckoffEventType.BC:
                    climax = 1;
                    break;
                case WyckoffEventType.ST:
                    test = 1;
                    break;
            }
        }
        return preliminary + climax + test;
    }

    private static (double Before, double Last) LastTwo(AnalyzerTrackers trackers, Side side)
    {
        var (before, last) = (double.NaN, double.NaN);
        var turns = trackers.Legs.Log.Findings;
        for (var i = turns.Length - 1; i >= 0 && double.IsNaN(before); i--)
        {
            if (turns[i].Side != side)
                continue;
            if (double.IsNaN(last))
                last = turns[i].Level;
            else
                before = turns[i].Level;
        }
        return (before, last);
    }

    private static bool? IsHigher((double Before, double Last) pair, Facing facing) =>
        double.IsNaN(pair.Before) ? null : facing.Turn(pair.Last) > facing.Turn(pair.Before);

    /// <summary>From the close to the nearer end of the target, against the close to the falsifier of the side.</summary>
    private static double Reward(CurrentRange current, Facing facing, CauseEffect? target, double close)
    {
        if (target is null || target.Side != facing.Side)
            return double.NaN;
        var nearer = facing.IsUp ? target.Bottom : target.Top;
        var stop = current.Falsifiers.First(f => f.Side == facing.Side).Price;
        var (reward, risk) = (facing.Turn(nearer) - facing.Turn(close), facing.Turn(close) - facing.Turn(stop));
        return reward > 0 && risk > 0 ? reward / risk : double.NaN;
    }
}
