using System.Globalization;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;

namespace Waickoff.Market;

/// <summary>
/// The way in: a symbol and the timeframes wanted, at a time, to the closed candles an analysis stands on.
/// </summary>
/// <remarks>
/// The shortest recorded series that covers the wanted time is the base and feeds all longer ones, so that they are of one
/// piece. Where it begins later than a longer recorded series, that one is used up to the first candle the base builds whole.
/// A series whose last 1,000 candles miss more than 2 % is refused and the next longer one becomes the base. Whatever could
/// not be given, and why, stands in the notices.
/// </remarks>
public static class MarketData
{
    /// <summary>
    /// Without a time asked for, a series that ends this much before the newest candle of the symbol is history and no base.
    /// </summary>
    public const int LongestLagDays = 30;

    /// <summary>Loads what an analysis needs.</summary>
    /// <param name="feed">Where the candles come from.</param>
    /// <param name="symbol">The symbol, in upper or lower case.</param>
    /// <param name="wanted">The timeframes to analyse.</param>
    /// <param name="atMs">Only candles that had closed by then are used; null for all there are.</param>
    /// <exception cref="MarketDataException">There is nothing to analyse.</exception>
    /// <exception cref="CandleFileException">A file cannot be used.</exception>
    public static MarketSeries Load(ICandleFeed feed, string symbol, IReadOnlyList<Timeframe> wanted, long? atMs = null)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentException.ThrowIfNullOrEmpty(symbol);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentOutOfRangeException.ThrowIfZero(wanted.Count, nameof(wanted));
        var known =
            feed.Symbols.FirstOrDefault(s => s.Equals(symbol, StringComparison.OrdinalIgnoreCase))
            ?? throw new MarketDataException(
                MarketDataProblem.UnknownSymbol,
                LocalText.Of(
                    $"unknown symbol '{symbol}' in {feed.Source}; allowed: {string.Join(' ', feed.Symbols)}",
                    $"símbolo desconocido '{symbol}' en {feed.Source}; permitidos: {string.Join(' ', feed.Symbols)}"
                )
            );
        return new MarketLoading(feed, known, [.. wanted.Distinct().Order()], atMs).Load();
    }

    internal static string Shown(long timeMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        + " UTC";
}
