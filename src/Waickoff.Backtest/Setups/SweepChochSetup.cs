using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;

namespace Waickoff.Backtest.Setups;

/// <summary>A change of character of the internal scale, 1 to 20 candles after a pool was swept for the same side.</summary>
internal sealed class SweepChochSetup : SetupRule
{
    private (int Confirmed, int First) low = (-1, -1);
    private (int Confirmed, int First) high = (-1, -1);

    public override MarketParts Parts => MarketParts.Liquidity | MarketParts.Internal;

    protected override void Advance(MarketFold fold, int number, List<SetupSignal> found)
    {
        foreach (ref readonly var e in fold.Internal!.Confirmed)
        {
            if (e.Kind != StructureKind.Choch)
                continue;
            ref var swept = ref e.Side == Side.Bullish ? ref low : ref high;
            if (swept.Confirmed < 0 || e.Index > swept.Confirmed + SpringChochSetup.WithinCandles)
                continue;
            found.Add(new SetupSignal(number, e.Side, fold.ExtremeSince(e.Side, swept.First)));
            swept = (-1, -1);
        }
        foreach (ref readonly var e in fold.Liquidity!.Confirmed)
        {
            if (e.Kind != LiquidityKind.Sweep)
                continue;
            if (e.Side == Side.Bullish)
                low = (e.ConfirmedIndex, e.Index);
            else
                high = (e.ConfirmedIndex, e.Index);
        }
    }

    protected override void Forget() => (low, high) = ((-1, -1), (-1, -1));
}
