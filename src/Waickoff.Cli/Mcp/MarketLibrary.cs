using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Cli.Commands;
using Waickoff.Market;
using Waickoff.Market.Feeds;

namespace Waickoff.Cli.Mcp;

/// <summary>
/// The analyses the tools answer from. Tools are often asked about one market in a row, so the last ones are kept.
/// </summary>
internal sealed class MarketLibrary(string? candles, long? atMs, Strings strings)
{
    private const int MostKept = 8;
    private static readonly Timeframe[] Usual = [Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1];

    private readonly Lock gate = new();
    private readonly List<(string Key, AnalysedMarket Market)> kept = [];
    private ICandleFeed? feed;

    public Strings Strings => strings;

    /// <summary>The analysis of a symbol on 15m, 1h, 4h and 1d, and on one more where that is asked for.</summary>
    /// <exception cref="MarketDataException">There is no such symbol, or nothing had closed by then.</exception>
    /// <exception cref="CandleFileException">Its candles cannot be used.</exception>
    public AnalysedMarket Get(string symbol, Timeframe? more, string? at, CancellationToken cancel)
    {
        var time = CandleSource.ReadTime(at, strings) ?? atMs;
        var wanted = more is { } timeframe ? Usual.Append(timeframe).Distinct().Order().ToArray() : Usual;
        var key = FormattableString.Invariant($"{symbol.ToUpperInvariant()} {time} {string.Join(' ', wanted)}");
        lock (gate)
        {
            var place = kept.FindIndex(k => k.Key == key);
            var market = place >= 0 ? kept[place].Market : Analyse(symbol, wanted, time, cancel);
            if (place >= 0)
                kept.RemoveAt(place);
            kept.Insert(0, (key, market));
            if (kept.Count > MostKept)
                kept.RemoveAt(MostKept);
            return market;
        }
    }

    private AnalysedMarket Analyse(string symbol, Timeframe[] wanted, long? time, CancellationToken cancel)
    {
        var source = feed ??= CandleSource.Open(candles, symbol);
        var series = MarketData.Load(source, symbol, wanted, time);
        return new AnalysedMarket(series, series.Analyze(cancellation: cancel));
    }
}

/// <summary>A market as it was loaded, and what was found in it.</summary>
internal sealed record AnalysedMarket(MarketSeries Series, MarketAnalysis Analysis);
