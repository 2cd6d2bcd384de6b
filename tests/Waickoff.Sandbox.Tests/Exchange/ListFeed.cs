using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;

namespace Waickoff.Sandbox.Tests.Exchange;

/// <summary>Candles of a test, written by hand.</summary>
internal sealed class ListFeed(params (string Symbol, CandleSeries Series)[] series) : ICandleFeed
{
    public string Venue => "test";

    public string Source => "a test";

    public bool IsSimulated => true;

    public IReadOnlyList<string> Symbols => [.. series.Select(s => s.Symbol).Distinct()];

    public IReadOnlyList<Timeframe> TimeframesOf(string symbol) =>
        [.. series.Where(s => s.Symbol == symbol).Select(s => s.Series.Timeframe).Order()];

    public CandleSeries Read(string symbol, Timeframe timeframe) =>
        series.Single(s => s.Symbol == symbol && s.Series.Timeframe == timeframe).Series;
}
