using Waickoff.Analysis.Candles;

namespace Waickoff.Market;

/// <summary>The closed candles an analysis stands on, and where they come from.</summary>
/// <param name="Venue">Where the prices were made.</param>
/// <param name="Symbol">The market, as its venue spells it.</param>
/// <param name="Source">Where the candles lie, for the reader.</param>
/// <param name="IsSimulated">True when no market made these prices; said wherever they are shown.</param>
/// <param name="NowMs">The moment it all stands at: the close of the last base candle.</param>
/// <param name="Base">The stream that feeds every timeframe.</param>
/// <param name="Timeframes">The timeframes that were asked for and can be analysed, shortest first.</param>
/// <param name="Notices">What the reader has to know about it.</param>
public sealed record MarketSeries(
    string Venue,
    string Symbol,
    string Source,
    bool IsSimulated,
    long NowMs,
    CandleSeries Base,
    IReadOnlyList<TimeframeSeries> Timeframes,
    IReadOnlyList<MarketNotice> Notices
);

/// <summary>One timeframe of a market: recorded candles first, and from where the base stream begins, built ones.</summary>
/// <param name="Name">What it is cited as.</param>
/// <param name="Recorded">The candles before the first whole one of the base stream; often none.</param>
/// <param name="Candles">All candles at <see cref="MarketSeries.NowMs"/>: the recorded, then the built.</param>
/// <param name="Facts">What these candles are like.</param>
public sealed record TimeframeSeries(SeriesName Name, CandleSeries Recorded, CandleSeries Candles, SeriesFacts Facts)
{
    /// <summary>The length of a candle.</summary>
    public Timeframe Timeframe => Name.Timeframe;
}
