using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>What is stored of a series.</summary>
/// <param name="Name">Which.</param>
/// <param name="Count">How many candles.</param>
/// <param name="FirstMs">Open time of the first candle.</param>
/// <param name="LastMs">Open time of the last candle.</param>
/// <param name="Gaps">Every hole between them, oldest first.</param>
/// <param name="Corrections">How often the venue changed a candle after it was stored.</param>
/// <param name="ReceivedMs">When the newest of all these was received.</param>
/// <param name="Tick">The smallest price step as the venue last named it; 0 where it is not known.</param>
public sealed record StoredSeries(
    SeriesName Name,
    long Count,
    long FirstMs,
    long LastMs,
    ValueList<Gap> Gaps,
    long Corrections,
    long ReceivedMs,
    double Tick = 0
)
{
    /// <summary>How many candles are missing in all holes together.</summary>
    public long MissingCandles => Gaps.Sum(gap => (long)gap.Missing);

    /// <summary>Time from the close of the last candle to a moment: below one candle when the series is up to date.</summary>
    public long LagMs(long nowMs) => nowMs - (LastMs + Name.Timeframe.Milliseconds);
}
