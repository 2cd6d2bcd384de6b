using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Evidence;
using Waickoff.Cli.Commands;
using Waickoff.Cli.Live;
using Waickoff.Market;
using Waickoff.Market.Feeds;

namespace Waickoff.Cli.Mcp;

/// <summary>
/// The analyses the tools answer from. Tools are often asked about one market in a row, so the last ones are kept.
/// </summary>
internal sealed class MarketLibrary(string? candles, bool isSimulated, long? atMs, Strings strings) : IDisposable
{
    private const int MostKept = 8;
    private static readonly Timeframe[] Usual = [Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1];

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly List<(string Key, AnalysedMarket Market)> kept = [];
    private ICandleFeed? feed;
    private Brought? brought;

    public Strings Strings => strings;

    /// <summary>The analysis of a symbol on 15m, 1h, 4h and 1d, and on one more where that is asked for.</summary>
    /// <exception cref="MarketInputException">There is no such symbol, nothing had closed by then, or its candles cannot be used.</exception>
    public async Task<AnalysedMarket> GetAsync(string symbol, Timeframe? more, string? at, CancellationToken cancel)
    {
        var time = CandleSource.ReadTime(at, strings) ?? atMs;
        var wanted = more is { } timeframe ? Usual.Append(timeframe).Distinct().Order().ToArray() : Usual;
        // A live market is another one when its next candle has closed.
        var close = IsLive ? LastClose() : 0;
        var key = FormattableString.Invariant($"{symbol.ToUpperInvariant()} {time} {close} {string.Join(' ', wanted)}");
        await gate.WaitAsync(cancel);
        try
        {
            var place = kept.FindIndex(k => k.Key == key);
            var market = place >= 0 ? kept[place].Market : await AnalyseAsync(symbol, wanted, time, cancel);
            if (place >= 0)
                kept.RemoveAt(place);
            kept.Insert(0, (key, market));
            if (kept.Count > MostKept)
                kept.RemoveAt(MostKept);
            return market;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    private bool IsLive => candles is null && !isSimulated;

    private async Task<AnalysedMarket> AnalyseAsync(
        string symbol,
        Timeframe[] wanted,
        long? time,
        CancellationToken cancel
    )
    {
        var (source, notes) = IsLive
            ? await LiveAsync(symbol, time, cancel)
            : (feed ??= CandleSource.Open(candles, symbol), []);
        var series = MarketData.Load(source, symbol, wanted, time);
        return new AnalysedMarket(series, series.Analyze(cancellation: cancel), notes);
    }

    /// <summary>The candles of a symbol up to the last close, asked for once; why something stands in for them is said in each answer.</summary>
    private async Task<(ICandleFeed Feed, IReadOnlyList<string> Notes)> LiveAsync(
        string symbol,
        long? time,
        CancellationToken cancel
    )
    {
        var key = FormattableString.Invariant($"{symbol.ToUpperInvariant()} {time} {LastClose()}");
        if (brought is not { } last || last.Key != key)
        {
            var notes = new List<string>();
            var live = await LiveSource.OpenAsync(symbol, time, LiveStrings.For(strings.Language), notes, cancel);
            last = brought = new Brought(key, live, notes);
        }
        return (last.Feed, last.Notes);
    }

    private static long LastClose() => Timeframe.M15.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    private sealed record Brought(string Key, ICandleFeed Feed, IReadOnlyList<string> Notes);
}

/// <summary>A market as it was loaded, and what was found in it.</summary>
/// <param name="Series">What was loaded.</param>
/// <param name="Analysis">What was found.</param>
/// <param name="Notes">Why something stands in for a live market.</param>
internal sealed record AnalysedMarket(MarketSeries Series, MarketAnalysis Analysis, IReadOnlyList<string> Notes)
{
    private readonly Lazy<MarketStudies> studies = new(() => MarketStudies.Of(Analysis));

    /// <summary>What was counted on the same candles, the first time it is asked for.</summary>
    public MarketStudies Studies => studies.Value;
}
