using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Setups;

/// <summary>
/// After one or more closes beyond the band 2 sigma below (above) the volume-weighted price, the first close inside again, still below
/// (above) that price.
/// </summary>
internal sealed class VwapReversionSetup : SetupRule
{
    private const double Sigmas = 2;
    private int below = -1;
    private int above = -1;

    public override MarketParts Parts => MarketParts.Vwap;

    protected override void Advance(MarketFold fold, int number, List<SetupSignal> found)
    {
        var period = fold.Vwap!.Period;
        Follow(fold, Side.Bullish, ref below, period.Band(-Sigmas), period.Value.Vwap, number, found);
        Follow(fold, Side.Bearish, ref above, period.Band(Sigmas), period.Value.Vwap, number, found);
    }

    private static void Follow(
        MarketFold fold,
        Side side,
        ref int since,
        double band,
        double middle,
        int number,
        List<SetupSignal> found
    )
    {
        var (sign, close) = (side.Sign(), fold.Tape.Current.Close);
        if (double.IsNaN(band))
        {
            since = -1;
            return;
        }
        if (sign * (close - band) < 0)
        {
            since = since < 0 ? fold.Tape.Index : since;
            return;
        }
        if (since >= 0 && sign * (close - middle) < 0)
            found.Add(new SetupSignal(number, side, fold.ExtremeSince(side, since)));
        since = -1;
    }

    protected override void Forget() => (below, above) = (-1, -1);
}
