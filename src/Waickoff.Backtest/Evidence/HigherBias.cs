using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Evidence;

/// <summary>The bias of the next higher timeframe as of each base candle: that of its candles that have closed.</summary>
internal sealed class HigherBias
{
    private static readonly Timeframe[] Ladder =
    [
        Timeframe.M1,
        Timeframe.M5,
        Timeframe.M15,
        Timeframe.H1,
        Timeframe.H4,
        Timeframe.D1,
    ];

    private readonly Resampler? resampler;
    private readonly MarketFold? fold;

    public HigherBias(Timeframe timeframe)
    {
        foreach (var higher in Ladder)
        {
            if (higher <= timeframe || !Resampler.CanBuild(timeframe, higher))
                continue;
            resampler = new Resampler(timeframe, higher);
            fold = new MarketFold(higher, MarketParts.Internal);
            return;
        }
    }

    /// <summary>Takes the next base candle and returns the bias; none above a day.</summary>
    public Side Add(in Candle closed)
    {
        if (resampler is null)
            return Side.None;
        foreach (ref readonly var candle in resampler.Add(in closed))
            fold!.Add(in candle);
        return fold!.Internal!.Bias;
    }
}
