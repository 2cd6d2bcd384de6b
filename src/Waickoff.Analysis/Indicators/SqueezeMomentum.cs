using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Indicators;

/// <summary>Which way price leans while it is quiet, in price units.</summary>
/// <remarks>
/// Definition: the end value of the linear regression, over n candles, of the close less the mean of two middles: that of the highest
/// high and the lowest low of the last n candles (Donchian), and the simple mean of their closes. Above 0 it leans up.
/// Source: the momentum of the TTM squeeze (John Carter) in its published form. Warm-up: 2(n-1) candles, <c>NaN</c> before: n for the
/// middles, then n distances for the line. Holes are stepped over.
/// </remarks>
internal sealed class SqueezeMomentum
{
    private readonly RollingExtremes extremes;
    private readonly RollingLine line;

    public SqueezeMomentum(int length)
    {
        extremes = new RollingExtremes(length);
        line = new RollingLine(length);
    }

    /// <summary>Takes the next candle with the simple mean of the last n closes; <c>NaN</c> in warm-up.</summary>
    public double Add(in Candle closed, double mean)
    {
        extremes.Add(closed.High, closed.Low);
        if (double.IsNaN(mean))
            return double.NaN;
        var middle = (extremes.High + extremes.Low) / 2;
        return line.Add((closed.Close - middle + (closed.Close - mean)) / 2);
    }
}
