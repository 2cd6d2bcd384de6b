using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>What makes the candle at which a trend stopped a climax, and a candle before it preliminary support.</summary>
internal static class ClimaxRule
{
    private const double VolumeZ = 1.5;
    private const double RangeZ = 1;
    private const double ClosePosition = 0.4;
    private const int LowestOfCandles = 50;

    private const double PreliminaryZ = 1;
    private const double PreliminaryClosePosition = 0.5;
    private const double PreliminaryTrendShare = 0.4;
    private const int NearestToClimax = 3;

    /// <summary>
    /// The lowest low of the last 50 candles, volume z at least 1.5, range z at least 1, and the close off the low.
    /// </summary>
    public static bool IsClimax(int index, Facing facing, CandleHistory history)
    {
        ref readonly var at = ref history[index];
        var candle = at.Candle;
        return at.VolumeZ >= VolumeZ
            && at.RangeZ >= RangeZ
            && facing.ClosePosition(in candle) >= ClosePosition
            && IsLowest(index, facing, history);
    }

    /// <summary>
    /// The busiest candle of a trend, once 40 % of it are done, that closes up in its upper half with volume z and range z of at least 1;
    /// -1 when there is none.
    /// </summary>
    public static int PreliminaryTo(int climax, Facing facing, PriorTrend trend, CandleHistory history)
    {
        var best = -1;
        var low = facing.Low(history[climax].Candle);
        for (var i = Math.Max(trend.StartIndex + 1, history.FirstIndex); i <= climax - NearestToClimax; i++)
        {
            ref readonly var at = ref history[i];
            var candle = at.Candle;
            var isLoud = at.VolumeZ >= PreliminaryZ && at.RangeZ >= PreliminaryZ;
            if (!isLoud || !facing.ClosesUp(in candle) || facing.ClosePosition(in candle) < PreliminaryClosePosition)
                continue;
            var toGo = (facing.High(in candle) - low) / trend.Height;
            if (1 - toGo >= PreliminaryTrendShare && (best < 0 || at.VolumeZ > history[best].VolumeZ))
                best = i;
        }
        return best;
    }

    private static bool IsLowest(int index, Facing facing, CandleHistory history)
    {
        var first = index - LowestOfCandles + 1;
        if (first < history.FirstIndex)
            return false;
        var low = facing.Low(history[index].Candle);
        for (var i = first; i < index; i++)
        {
            if (facing.Low(history[i].Candle) <= low)
                return false;
        }
        return true;
    }
}
