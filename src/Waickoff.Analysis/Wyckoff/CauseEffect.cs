using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>A target by cause and effect: a projection, never a level that was traded.</summary>
/// <param name="Side">The side it points to.</param>
/// <param name="Columns">Columns of the horizontal count.</param>
/// <param name="Box">The box in price at the count: ATR(14).</param>
/// <param name="CountIndex">The candle the count starts from: the last point or the spring.</param>
/// <param name="Bottom">Lower edge of the target zone.</param>
/// <param name="Top">Upper edge of the target zone.</param>
public sealed record CauseEffect(Side Side, int Columns, double Box, int CountIndex, double Bottom, double Top)
{
    private const int ReversalBoxes = 3;

    /// <summary>
    /// The point-and-figure horizontal count of a range: from the last point of support or the spring back to the climax, box = ATR(14) at
    /// the count, three boxes reversal, in log price; the effect is columns * box * 3, laid onto the extreme of the range and onto the
    /// level of the count. Null while no spring, upthrust or last point stands.
    /// </summary>
    internal static CauseEffect? Count(CurrentRange current, WyckoffLog log, ReadOnlySpan<Candle> candles, double atr)
    {
        if (LastPointOf(current.Range.Id, log) is not { } from || atr <= 0)
            return null;
        var level = from.Level;
        var box = Math.Log(1 + (atr / level));
        var first = current.Range.Start;
        var columns = CountColumns(candles[first..(from.Index + 1)], box);
        var effect = columns * box * ReversalBoxes;
        var (low, high) = Extremes(candles[first..(from.Index + 1)]);
        return from.Side == Side.Bullish
            ? new CauseEffect(from.Side, columns, atr, from.Index, low * Math.Exp(effect), level * Math.Exp(effect))
            : new CauseEffect(from.Side, columns, atr, from.Index, level * Math.Exp(-effect), high * Math.Exp(-effect));
    }

    private static WyckoffEvent? LastPointOf(int rangeId, WyckoffLog log)
    {
        var events = log.Events.Findings;
        for (var i = events.Length - 1; i >= 0 && events[i].RangeId >= rangeId; i--)
        {
            var isCount = events[i].Type switch
            {
                WyckoffEventType.LPS or WyckoffEventType.BU or WyckoffEventType.LPSY => true,
                WyckoffEventType.Spring or WyckoffEventType.UT or WyckoffEventType.UTAD => log.Events.IsOpen(i),
                _ => false,
            };
            if (events[i].RangeId == rangeId && isCount)
                return events[i];
        }
        return null;
    }

    /// <summary>Columns of the chart: a column goes on by whole boxes and turns after three against it.</summary>
    private static int CountColumns(ReadOnlySpan<Candle> candles, double box)
    {
        var (columns, isRising) = (1, true);
        var extreme = Math.Log(candles[0].Close);
        foreach (ref readonly var candle in candles[1..])
        {
            var (high, low) = (Math.Log(candle.High), Math.Log(candle.Low));
            var (forward, back) = isRising ? (high - extreme, extreme - low) : (extreme - low, high - extreme);
            if (forward >= box)
            {
                extreme += Math.Floor(forward / box) * box * (isRising ? 1 : -1);
            }
            else if (back >= ReversalBoxes * box)
            {
                extreme -= Math.Floor(back / box) * box * (isRising ? 1 : -1);
                isRising = !isRising;
                columns++;
            }
        }
        return columns;
    }

    private static (double Low, double High) Extremes(ReadOnlySpan<Candle> candles)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (ref readonly var candle in candles)
            (low, high) = (Math.Min(low, candle.Low), Math.Max(high, candle.High));
        return (low, high);
    }
}
