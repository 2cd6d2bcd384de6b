using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Backtest.Setups;

/// <summary>
/// A confirmed test, last point of support or last point of supply. A test is wrong beyond the false break it tests, a last point beyond
/// itself. A back-up counts as a last point of support, an upthrust before two tests as one after.
/// </summary>
internal sealed class WyckoffPointSetup(WyckoffEventType type, bool isBullish) : SetupRule
{
    private readonly Side side = isBullish ? Side.Bullish : Side.Bearish;

    public override MarketParts Parts => MarketParts.Wyckoff;

    protected override void Advance(MarketFold fold, int number, List<SetupSignal> found)
    {
        foreach (ref readonly var e in fold.Wyckoff!.Confirmed)
        {
            var isLastPoint = e.Type == WyckoffEventType.BU && type == WyckoffEventType.LPS;
            if (e.Side != side || (e.Type != type && !isLastPoint))
                continue;
            var stop = type == WyckoffEventType.Test ? FalseBreak(fold.Wyckoff, e.RangeId) : e.Level;
            if (!double.IsNaN(stop))
                found.Add(new SetupSignal(number, side, stop));
        }
    }

    private double FalseBreak(WyckoffEvents wyckoff, int rangeId)
    {
        var events = wyckoff.Log.Findings;
        for (var i = events.Length - 1; i >= 0 && events[i].RangeId >= rangeId; i--)
        {
            var isFalseBreak = isBullish
                ? events[i].Type == WyckoffEventType.Spring
                : events[i].Type is WyckoffEventType.UT or WyckoffEventType.UTAD;
            if (isFalseBreak && events[i].RangeId == rangeId)
                return events[i].Level;
        }
        return double.NaN;
    }
}
