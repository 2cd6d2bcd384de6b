using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// The trend that led to an extreme: the leg before it, joined with the legs before that as long as their highs and lows run the
/// same way.
/// </summary>
/// <param name="StartIndex">The turning point it began at; -1 when there is none.</param>
/// <param name="Height">From there to the extreme, in price, always positive; 0 when there is none.</param>
internal readonly record struct PriorTrend(int StartIndex, double Height)
{
    private const int MostLegs = 9;

    /// <summary>The trend that falls, as <paramref name="facing"/> sees it, into <paramref name="low"/>.</summary>
    /// <param name="turns">The turning points before the low, the last of them a high as the side sees it.</param>
    /// <param name="facing">The side.</param>
    /// <param name="low">The extreme, as the side sees it.</param>
    /// <param name="firstIndex">Turning points before this candle belong to an earlier fold.</param>
    public static PriorTrend Into(ReadOnlySpan<Turn> turns, Facing facing, double low, int firstIndex)
    {
        var high = turns.Length - 1;
        if (high < 0 || turns[high].Side != facing.Side.Opposite() || turns[high].Index < firstIndex)
            return new PriorTrend(-1, 0);
        var lowest = low;
        for (var legs = 1; legs < MostLegs && high >= 2 && turns[high - 2].Index >= firstIndex; legs += 2)
        {
            var lowBefore = facing.Turn(turns[high - 1].Level);
            var highBefore = facing.Turn(turns[high - 2].Level);
            if (!(lowBefore > lowest && highBefore > facing.Turn(turns[high].Level)))
                break;
            lowest = lowBefore;
            high -= 2;
        }
        return new PriorTrend(turns[high].Index, facing.Turn(turns[high].Level) - low);
    }
}
