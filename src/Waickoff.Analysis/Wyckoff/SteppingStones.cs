using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// Finds a range without a climax: when after a trend leg two confirmed turning points on each side lie within 20 % of the range's height.
/// </summary>
internal static class SteppingStones
{
    private const double TrendAtr = 6;
    private const double Nearness = 0.2;
    private const double LeastHeightAtr = 3;
    private const double MostHeightAtr = 30;
    private const int LeastTurns = 4;
    private const int MostTurns = 10;

    /// <summary>The range that the last turning point completes.</summary>
    /// <param name="turns">All turning points.</param>
    /// <param name="firstIndex">Earlier turning points do not count: they belong to another fold or to a range that ended.</param>
    /// <param name="found">Where the stopping turn lies in <paramref name="turns"/>, the trend before it, and the height.</param>
    public static bool TryFind(
        ReadOnlySpan<Turn> turns,
        int firstIndex,
        out (int First, PriorTrend Trend, double Height) found
    )
    {
        for (var first = Math.Max(1, turns.Length - MostTurns); first <= turns.Length - LeastTurns; first++)
        {
            if (turns[first].Index < firstIndex)
                continue;
            var facing = new Facing(turns[first].Side);
            var trend = PriorTrend.Into(turns[..first], facing, facing.Turn(turns[first].Level), firstIndex: 0);
            var atr = turns[first].Inputs.Atr;
            if (trend.Height < TrendAtr * atr)
                continue;
            var height = HeightOf(turns[first..], facing);
            if (height >= LeastHeightAtr * atr && height <= Math.Min(MostHeightAtr * atr, trend.Height))
            {
                found = (first, trend, height);
                return true;
            }
        }
        found = default;
        return false;
    }

    /// <summary>The height of the range the turns make, or 0 when they make none.</summary>
    private static double HeightOf(ReadOnlySpan<Turn> turns, Facing facing)
    {
        var (top, bottom) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (var turn in turns)
        {
            top = Math.Max(top, turn.Level);
            bottom = Math.Min(bottom, turn.Level);
        }
        var near = Nearness * (top - bottom);
        var (highs, lows) = (0, 0);
        foreach (var turn in turns)
        {
            highs += turn.Side == Side.Bearish && top - turn.Level <= near ? 1 : 0;
            lows += turn.Side == Side.Bullish && turn.Level - bottom <= near ? 1 : 0;
        }
        var stop = facing.IsUp ? turns[0].Level - bottom : top - turns[0].Level;
        return highs >= 2 && lows >= 2 && stop <= near ? top - bottom : 0;
    }
}
