using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;

namespace Waickoff.Backtest.Setups;

/// <summary>The release of squeeze A or B with a side. Both at once are one.</summary>
internal sealed class SqueezeReleaseSetup : SetupRule
{
    public override MarketParts Parts => MarketParts.Squeezes;

    protected override void Advance(MarketFold fold, int number, List<SetupSignal> found)
    {
        foreach (ref readonly var e in fold.Squeezes!.Confirmed)
        {
            if (e.Kind is not (SqueezeKind.ReleaseA or SqueezeKind.ReleaseB) || e.Side == Side.None)
                continue;
            found.Add(new SetupSignal(number, e.Side, fold.ExtremeSince(e.Side, e.StartIndex)));
            return;
        }
    }
}
