using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// Waits for a spring, or upside down for an upthrust: a wick under support by 0.1 ATR to 25 % of the height opens a candidate; the first
/// close inside within three more candles confirms it at the lowest candle so far. Deeper, or four closes outside: none. After a
/// confirmed one only a lower low is a new candidate.
/// </summary>
internal sealed class FalseBreakWatch(Facing facing)
{
    private const double LeastDepthAtr = 0.1;
    private const double MostDepthShare = 0.25;
    private const int MostClosesOutside = 3;

    private int startIndex = -1;
    private int closesOutside;
    private bool isVoid;
    private double lowest = double.PositiveInfinity;

    /// <summary>The lowest candle of the excursion under way or just confirmed.</summary>
    public int LowIndex { get; private set; } = -1;

    /// <summary>Its low, as the side sees it.</summary>
    public double Low { get; private set; } = double.PositiveInfinity;

    /// <summary>True from the first candle outside until the close that ends the excursion.</summary>
    public bool IsOpen => startIndex >= 0;

    /// <summary>Takes a candle; true when it confirms a false break.</summary>
    /// <param name="candle">The candle.</param>
    /// <param name="index">Its index.</param>
    /// <param name="support">Support at this candle by the version of the close before, as the side sees it.</param>
    /// <param name="height">The height of the range, in price.</param>
    /// <param name="atr">ATR(14), in price.</param>
    public bool Advance(in Candle candle, int index, double support, double height, double atr)
    {
        var low = facing.Low(in candle);
        var isInside = facing.Close(in candle) >= support;
        if (!IsOpen)
        {
            if (!(low < support - (LeastDepthAtr * atr) && low < lowest))
                return false;
            (startIndex, LowIndex, Low, closesOutside, isVoid) = (index, index, low, 0, false);
        }
        else if (low < Low)
        {
            (LowIndex, Low) = (index, low);
        }
        closesOutside += isInside ? 0 : 1;
        isVoid |= support - Low > MostDepthShare * height || closesOutside > MostClosesOutside;
        if (!isInside)
            return false;
        startIndex = -1;
        if (isVoid || candle.IsPartial)
            return false;
        lowest = Low;
        return true;
    }
}
