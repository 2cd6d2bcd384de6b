using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>Where a trend became a range.</summary>
/// <param name="Stop">The extreme at which the trend stopped.</param>
/// <param name="Reaction">The extreme of the automatic reaction: the other edge.</param>
/// <param name="NextTurn">The place behind the reaction in the list of turning points.</param>
/// <param name="Trend">The trend before.</param>
/// <param name="IsClimax">True when the candle of the stop meets the rule of a climax.</param>
internal readonly record struct RangeStart(Turn Stop, Turn Reaction, int NextTurn, PriorTrend Trend, bool IsClimax)
{
    /// <summary>Between the two edges, in price.</summary>
    public double Height => Math.Abs(Stop.Level - Reaction.Level);
}

/// <summary>
/// Finds where a trend has become a range: a trend of at least 6 ATR stops, reacts by at least 25 % of the trend, and the first return to
/// the stop holds within a quarter of the height. Where the stop is no climax, one more turning point near the reaction is asked for, so
/// that each edge was met twice.
/// </summary>
/// <remarks>
/// A climax alone starts nothing: of the reversals after a climax most are V-turns, and a range that is named there is withdrawn
/// later. So the climax, the reaction and what came before are confirmed together with the return.
/// </remarks>
internal static class RangeSearch
{
    private const double TrendAtr = 6;
    private const double LeastHeightAtr = 4;
    private const double MostHeightAtr = 30;
    private const double LeastReactionShare = 0.15;
    private const double ReturnShare = 0.25;
    private const double LeastSecondReachShare = 0.6;
    private const double MostSecondReachShare = 1.25;
    private const int MostTurns = 10;

    /// <summary>The earliest range that the newest turning point completes.</summary>
    /// <param name="turns">All turning points.</param>
    /// <param name="firstIndex">A stop before this candle belongs to another fold or to a range that ended.</param>
    /// <param name="history">The candles; must reach back to the stop.</param>
    /// <param name="found">The range.</param>
    public static bool TryFind(ReadOnlySpan<Turn> turns, int firstIndex, CandleHistory history, out RangeStart found)
    {
        for (var stop = Math.Max(1, turns.Length - MostTurns); stop <= turns.Length - 3; stop++)
        {
            if (turns[stop].Index >= firstIndex && IsStart(turns, stop, history, out found))
                return true;
        }
        found = default;
        return false;
    }

    private static bool IsStart(ReadOnlySpan<Turn> turns, int stopAt, CandleHistory history, out RangeStart found)
    {
        found = default;
        var stop = turns[stopAt];
        var facing = new Facing(stop.Side);
        var low = facing.Turn(stop.Level);
        var trend = PriorTrend.Into(turns[..stopAt], facing, low, history.FirstIndex);
        // The climax itself widens the ATR; the trend and the range are measured by the one before it.
        var atr = history[Math.Max(history.FirstIndex, stop.Index - 1)].Atr;
        if (trend.Height < TrendAtr * atr || !TryFindReturn(turns, stopAt, out var reactionAt, out var returnAt))
            return false;

        var high = facing.Turn(turns[reactionAt].Level);
        var height = high - low;
        var isHighEnough = height >= Math.Max(LeastHeightAtr * atr, LeastReactionShare * stop.Height);
        if (!isHighEnough || height > Math.Min(MostHeightAtr * atr, trend.Height))
            return false;
        var isClimax = ClimaxRule.IsClimax(stop.Index, facing, history);
        if (!isClimax && !IsReachedAgain(turns[(returnAt + 1)..], facing, low, height))
            return false;
        found = new RangeStart(stop, turns[reactionAt], reactionAt + 1, trend, isClimax);
        return true;
    }

    /// <summary>The first return to the stop and the highest high before it; none when the stop is undercut.</summary>
    private static bool TryFindReturn(ReadOnlySpan<Turn> turns, int stopAt, out int reactionAt, out int returnAt)
    {
        (reactionAt, returnAt) = (stopAt + 1, -1);
        var facing = new Facing(turns[stopAt].Side);
        var low = facing.Turn(turns[stopAt].Level);
        for (var i = stopAt + 1; i < turns.Length; i++)
        {
            var level = facing.Turn(turns[i].Level);
            var high = facing.Turn(turns[reactionAt].Level);
            if (level < low)
                return false;
            if (returnAt >= 0)
                continue;
            if (turns[i].Side == facing.Side)
                returnAt = level - low <= ReturnShare * (high - low) ? i : -1;
            else if (level > high)
                reactionAt = i;
        }
        return returnAt >= 0;
    }

    /// <summary>The first high behind the return reaches about as far as the reaction did.</summary>
    private static bool IsReachedAgain(ReadOnlySpan<Turn> later, Facing facing, double low, double height)
    {
        foreach (var turn in later)
        {
            if (turn.Side == facing.Side)
                continue;
            var reach = (facing.Turn(turn.Level) - low) / height;
            return reach is >= LeastSecondReachShare and <= MostSecondReachShare;
        }
        return false;
    }
}
