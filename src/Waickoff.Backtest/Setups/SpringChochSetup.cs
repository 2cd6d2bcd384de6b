using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Backtest.Setups;

/// <summary>A bullish change of character of the internal scale, 1 to 20 candles after a spring was confirmed. The last spring counts.</summary>
internal sealed class SpringChochSetup : SetupRule
{
    internal const int WithinCandles = 20;
    private int springIndex = -1;
    private double springLevel;

    public override MarketParts Parts => MarketParts.Wyckoff | MarketParts.Internal;

    protected override void Advance(MarketFold fold, int number, List<SetupSignal> found)
    {
        foreach (ref readonly var e in fold.Internal!.Confirmed)
        {
            var isInTime = springIndex >= 0 && e.Index <= springIndex + WithinCandles;
            if (e.Kind != StructureKind.Choch || e.Side != Side.Bullish || !isInTime)
                continue;
            found.Add(new SetupSignal(number, Side.Bullish, springLevel));
            springIndex = -1;
        }
        foreach (ref readonly var e in fold.Wyckoff!.Confirmed)
        {
            if (e.Type == WyckoffEventType.Spring)
                (springIndex, springLevel) = (e.ConfirmedIndex, e.Level);
        }
    }

    protected override void Forget() => springIndex = -1;
}
