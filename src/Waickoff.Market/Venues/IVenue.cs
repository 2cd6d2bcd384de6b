using Waickoff.Analysis.Candles;
using Waickoff.Market.Trades;

namespace Waickoff.Market.Venues;

/// <summary>
/// An exchange's public market data, in our words: closed candles, the stream of the running ones, trades, and what is listed there.
/// Each venue keeps its own limits and its own clock.
/// </summary>
/// <remarks>All calls throw <see cref="VenueException"/> when the venue cannot be asked or answers what it must not.</remarks>
public interface IVenue : IDisposable
{
    /// <summary>The first part of every id: <c>binance</c>, <c>bybit</c>, <c>bybit-perpetual</c>.</summary>
    string Name { get; }

    /// <summary>The name for readers: <c>Binance spot</c>.</summary>
    string Title { get; }

    /// <summary>The venue's time against ours.</summary>
    VenueClock Clock { get; }

    /// <summary>Measures the venue's time, unless that was done a moment ago.</summary>
    Task SynchronizeAsync(CancellationToken cancellation);

    /// <summary>A market as the venue lists it, trading or not.</summary>
    /// <exception cref="VenueException">It does not list it.</exception>
    Task<Instrument> InstrumentAsync(string symbol, CancellationToken cancellation);

    /// <summary>What the venue says of a market now.</summary>
    Task<Ticker> TickerAsync(string symbol, CancellationToken cancellation);

    /// <summary>
    /// The closed candles that open in [<paramref name="fromMs"/>, <paramref name="toMs"/>), oldest first, one answer of the venue: where there
    /// are more, the next call goes on at <see cref="CandlePage.NextMs"/>.
    /// </summary>
    Task<CandlePage> CandlesAsync(
        string symbol,
        Timeframe timeframe,
        long fromMs,
        long toMs,
        CancellationToken cancellation
    );

    /// <summary>The newest trades, oldest first: as many as the venue gives in one answer.</summary>
    Task<IReadOnlyList<Trade>> TradesAsync(string symbol, CancellationToken cancellation);

    /// <summary>
    /// One connection to the stream of candles, for as long as it holds: it ends with a <see cref="VenueException"/> when it breaks or falls
    /// silent, never by itself. The first item says that it is subscribed.
    /// </summary>
    IAsyncEnumerable<StreamItem> StreamAsync(
        IReadOnlyCollection<string> symbols,
        Timeframe timeframe,
        CancellationToken cancellation
    );
}

/// <summary>What comes out of a stream of candles.</summary>
/// <param name="Symbol">The market; empty when it is only said that the stream is subscribed.</param>
/// <param name="Candle">The candle so far, or whole.</param>
/// <param name="IsClosed">True when the venue says that no trade will be added.</param>
/// <param name="EventMs">When the venue said it, by its own clock.</param>
public readonly record struct StreamItem(string Symbol, Candle Candle, bool IsClosed, long EventMs)
{
    /// <summary>The stream is subscribed: nothing from here on is missed while it holds.</summary>
    public static readonly StreamItem Subscribed = new("", default, IsClosed: false, EventMs: 0);

    /// <summary>True for <see cref="Subscribed"/>.</summary>
    public bool IsSubscribed => Symbol.Length == 0;
}
