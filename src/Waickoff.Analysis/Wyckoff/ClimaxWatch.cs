using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>A climax that has reversed far enough to be one.</summary>
internal readonly record struct Climax(int Index, double Level, PriorTrend Trend, int PreliminaryIndex);

/// <summary>
/// Waits for a selling climax, or upside down for a buying climax, and for the preliminary support before it.
/// </summary>
/// <remarks>
/// Climax: at the end of a trend of at least 6 ATR the lowest low of the last 50 candles, volume z at least 2, range z at least 1.5,
/// close off the low (position at least 0.4); confirmed when price stands 2 ATR above it before a lower low. Preliminary support: the
/// last candle before it that closes up with volume z and range z of at least 1, once the trend measures 5 ATR.
/// </remarks>
internal sealed class ClimaxWatch(Facing facing, Tape tape, Legs legs, CandleHistory history)
{
    private const double TrendAtr = 6;
    private const double PreliminaryTrendAtr = 5;
    private const int LowestOfCandles = 50;
    private const double ReversalAtr = 2;

    private Climax? candidate;
    private int preliminaryIndex = -1;
    private int trendStart = -1;

    /// <summary>The last preliminary support candle of the trend that began at an index; -1 when there is none.</summary>
    public int PreliminaryOf(PriorTrend trend) => trendStart == trend.StartIndex ? preliminaryIndex : -1;

    /// <summary>Takes the candle the tape stands at; true when it confirms a climax.</summary>
    public bool Advance(in Candle candle, out Climax climax)
    {
        climax = default;
        var low = facing.Low(in candle);
        if (candidate is { } waiting)
        {
            if (low < waiting.Level)
            {
                candidate = null;
            }
            else if (tape.CanConfirm && facing.High(in candle) - waiting.Level >= ReversalAtr * tape.Atr)
            {
                candidate = null;
                climax = waiting with { Level = facing.Turn(waiting.Level) };
                return true;
            }
        }
        if (legs.Direction == facing.Side || !(tape.VolumeZ >= 1 && tape.RangeZ >= 1))
            return false;
        Consider(in candle, low);
        return false;
    }

    private void Consider(in Candle candle, double low)
    {
        var trend = PriorTrend.Into(legs.Log.Findings, facing, low, tape.StartIndex);
        if (trend.StartIndex != trendStart)
            (trendStart, preliminaryIndex) = (trend.StartIndex, -1);
        var isClimax =
            trend.Height >= TrendAtr * tape.Atr
            && tape.VolumeZ >= 2
            && tape.RangeZ >= 1.5
            && facing.ClosePosition(in candle) >= 0.4
            && IsLowest(low);
        if (isClimax)
            candidate = new Climax(tape.Index, low, trend, preliminaryIndex);
        else if (trend.Height >= PreliminaryTrendAtr * tape.Atr && facing.ClosesUp(in candle))
            preliminaryIndex = tape.Index;
    }

    private bool IsLowest(double low)
    {
        var first = Math.Max(tape.StartIndex, tape.Index - LowestOfCandles + 1);
        for (var i = first; i < tape.Index; i++)
        {
            if (facing.Low(history[i].Candle) <= low)
                return false;
        }
        return tape.Count >= LowestOfCandles;
    }
}
