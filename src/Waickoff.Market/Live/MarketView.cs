using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Live;

/// <summary>A market at one moment: what its readers see. It never changes; the next moment is another.</summary>
/// <param name="Venue">Where the prices are made.</param>
/// <param name="Symbol">The market.</param>
/// <param name="Analysis">The analysis of every closed candle; null before the first.</param>
/// <param name="Forming">The candle that is still forming; shown and never analysed. Null while unknown.</param>
/// <param name="IsRunning">False while the feed is broken or not yet up.</param>
/// <param name="Notices">What the reader has to know about the data.</param>
public sealed record MarketView(
    string Venue,
    string Symbol,
    MarketAnalysis? Analysis,
    Candle? Forming,
    bool IsRunning,
    ValueList<MarketNotice> Notices
)
{
    /// <summary>True when the data are so old that nothing new is to be said from them.</summary>
    public bool IsTooOld => Notices.Any(n => n.Kind == MarketNoticeKind.TooOld);
}
