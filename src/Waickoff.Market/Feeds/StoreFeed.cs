using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;

namespace Waickoff.Market.Feeds;

/// <summary>The stored candles of one market at one venue, as they were known at a time.</summary>
public sealed class StoreFeed : ICandleFeed
{
    private readonly string symbol;
    private readonly SortedDictionary<Timeframe, CandleSeries> series;

    private readonly double tick;

    private StoreFeed(
        string venue,
        string symbol,
        double tick,
        string source,
        SortedDictionary<Timeframe, CandleSeries> series
    )
    {
        (Venue, this.symbol, this.tick, Source, this.series) = (venue, symbol, tick, source, series);
    }

    /// <inheritdoc />
    public string Venue { get; }

    /// <inheritdoc />
    public string Source { get; }

    /// <inheritdoc />
    public bool IsSimulated => false;

    /// <inheritdoc />
    public IReadOnlyList<string> Symbols => series.Count > 0 ? [symbol] : [];

    /// <summary>Reads all stored series of a market.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="venue">The venue.</param>
    /// <param name="symbol">The symbol as the venue spells it.</param>
    /// <param name="source">What readers are told of where the candles come from.</param>
    /// <param name="knownAtMs">Corrections that were received later are left out.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="range">Only candles that open in it; null for all.</param>
    /// <param name="shortest">Series of shorter candles are left out; null for none.</param>
    public static async Task<StoreFeed> ReadAsync(
        CandleStore store,
        string venue,
        string symbol,
        string source,
        long knownAtMs,
        CancellationToken cancellation,
        TimeRange? range = null,
        Timeframe? shortest = null
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        var within = range ?? new TimeRange(0, long.MaxValue);
        var read = new SortedDictionary<Timeframe, CandleSeries>();
        var tick = 0.0;
        foreach (var stored in await store.ListAsync(cancellation))
        {
            var name = stored.Name;
            if (name.Venue != venue || name.Symbol != symbol || name.Timeframe < shortest)
                continue;
            var candles = await store.ReadAsync(name, within.FromMs, within.ToMs, knownAtMs, cancellation);
            if (candles.Count > 0)
                read[name.Timeframe] = candles;
            tick = Math.Max(tick, stored.Tick);
        }
        return new StoreFeed(venue, symbol, tick, source, read);
    }

    /// <inheritdoc />
    public double TickOf(string symbol) => symbol == this.symbol ? tick : 0;

    /// <inheritdoc />
    public IReadOnlyList<Timeframe> TimeframesOf(string symbol) => symbol == this.symbol ? [.. series.Keys] : [];

    /// <inheritdoc />
    public CandleSeries Read(string symbol, Timeframe timeframe) =>
        symbol == this.symbol && series.TryGetValue(timeframe, out var candles)
            ? candles
            : throw new ArgumentException($"There is no series {symbol} {timeframe} in {Source}.", nameof(timeframe));
}
