using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Setups;

/// <summary>
/// The first candle into an order block or a gap whose side is that of the internal structure at its close. Of several in one candle the
/// one known longest counts.
/// </summary>
internal sealed class ZoneTouchSetup(bool ofGaps) : SetupRule
{
    public override MarketParts Parts => ofGaps ? MarketParts.Gaps | MarketParts.Internal : MarketParts.OrderBlocks;

    protected override void Advance(MarketFold fold, int number, List<SetupSignal> found)
    {
        var bias = fold.Internal!.Bias;
        foreach (ref readonly var e in ofGaps ? fold.GapEvents : fold.BlockEvents)
        {
            if (e.State != FindingState.Touched)
                continue;
            var (side, bottom, top) = ofGaps ? Gap(fold, e.Finding) : Block(fold, e.Finding);
            if (side != bias)
                continue;
            found.Add(new SetupSignal(number, side, side == Side.Bullish ? bottom : top));
            return;
        }
    }

    private static (Side Side, double Bottom, double Top) Gap(MarketFold fold, int finding)
    {
        ref readonly var gap = ref fold.Gaps!.Log[finding];
        return (gap.Side, gap.Bottom, gap.Top);
    }

    private static (Side Side, double Bottom, double Top) Block(MarketFold fold, int finding)
    {
        ref readonly var block = ref fold.OrderBlocks!.Log[finding];
        return (block.Side, block.Bottom, block.Top);
    }
}
