using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Venues;

namespace Waickoff.Market.Live;

/// <summary>Reads candles of a venue so that a fault of the moment heals, and one that stays is refused or counted.</summary>
/// <remarks>
/// A hole in an answer, or a row in it that cannot be true, is asked for once more by itself: what is missing then is a hole of the venue.
/// An answer begins with candles that are known, where there are any. A venue may correct a candle, but the old and the new one have a price
/// in common; an answer in which none has is one for another symbol, is asked for once more, and is then refused.
/// </remarks>
internal sealed class CandleReader(IVenue venue)
{
    /// <summary>A known candle that lies further back than so many candles is not asked for again.</summary>
    private const int FarthestKnownCandles = 100;

    /// <summary>How far the last price may be from the last closed candle.</summary>
    private const double MostApartRatio = 2;

    private const int MostHoles = 10;
    private const int Tries = 2;

    /// <summary>One answer, its holes asked for once more. It may begin with known candles, which may have been corrected.</summary>
    /// <exception cref="VenueException">The venue cannot be asked, or answers for something else.</exception>
    public async Task<CandlePage> ReadAsync(
        string symbol,
        Timeframe timeframe,
        long fromMs,
        long toMs,
        IReadOnlyList<Candle> known,
        CancellationToken cancellation
    )
    {
        var page = await JoinedAsync(symbol, timeframe, fromMs, toMs, known, cancellation);
        var endMs = Math.Min(page.NextMs, timeframe.Floor(venue.Clock.NowMs));
        var holes = HolesOf(page.Candles, timeframe, fromMs, endMs).ToArray();
        if (holes.Length == 0)
            return page;
        // So many holes are no holes: the answer as a whole is asked for once more.
        if (holes.Length > MostHoles)
            holes = [(holes[0].FromMs, holes[^1].ToMs)];
        var candles = new SortedDictionary<long, Candle>(page.Candles.ToDictionary(c => c.OpenTimeMs));
        var rejected = new List<RejectedRow>();
        foreach (var (from, to) in holes)
        {
            for (var next = from; next < to; )
            {
                var joins = candles.TryGetValue(next - timeframe.Milliseconds, out var before) ? [before] : known;
                var again = await JoinedAsync(symbol, timeframe, next, to, joins, cancellation);
                foreach (var candle in again.Candles.Where(c => c.OpenTimeMs >= next))
                    candles.TryAdd(candle.OpenTimeMs, candle);
                rejected.AddRange(again.Rejected);
                next = again.NextMs;
            }
        }
        return page with { Candles = [.. candles.Values], Rejected = rejected };
    }

    /// <summary>
    /// Where nothing is known that an answer has to join, the last closed candle is held against the last price of the symbol.
    /// </summary>
    /// <exception cref="VenueException">The venue cannot be asked, or the two are far apart.</exception>
    public async Task CheckSymbolAsync(string symbol, Timeframe timeframe, CancellationToken cancellation)
    {
        var price = (await venue.TickerAsync(symbol, cancellation)).LastPrice;
        // Where nothing was traded there is no price to compare with.
        for (var tries = 1; price > 0; tries++)
        {
            var to = timeframe.Floor(venue.Clock.NowMs);
            var page = await venue.CandlesAsync(symbol, timeframe, to - timeframe.Milliseconds, to, cancellation);
            if (page.Candles is not [.., var last])
                return;
            if (price <= last.High * MostApartRatio && price >= last.Low / MostApartRatio)
                return;
            if (tries == Tries)
                throw OtherSymbol(symbol, last.Close, price);
        }
    }

    /// <summary>One answer that joins what is known. It says to go on behind the start, or that there is no more.</summary>
    private async Task<CandlePage> JoinedAsync(
        string symbol,
        Timeframe timeframe,
        long fromMs,
        long toMs,
        IReadOnlyList<Candle> known,
        CancellationToken cancellation
    )
    {
        var farthest = fromMs - (FarthestKnownCandles * timeframe.Milliseconds);
        var start = known.Select(c => c.OpenTimeMs).Where(t => t >= farthest).Append(fromMs).Min();
        for (var tries = 1; ; tries++)
        {
            var page = await venue.CandlesAsync(symbol, timeframe, start, toMs, cancellation);
            var pairs = known.Join(page.Candles, k => k.OpenTimeMs, c => c.OpenTimeMs, (k, c) => (k, c)).ToArray();
            if (pairs.Length == 0 || pairs.Any(p => HaveCommonPrice(p.k, p.c)))
                return page.NextMs > fromMs ? page : page with { NextMs = toMs };
            if (tries == Tries)
                throw OtherSymbol(symbol, pairs[0].c.Close, pairs[0].k.Close);
        }
    }

    private static bool HaveCommonPrice(in Candle one, in Candle other) =>
        one.Low <= other.High && other.Low <= one.High;

    private VenueException OtherSymbol(string symbol, double found, double expected) =>
        new(
            venue.Name,
            VenueProblem.BadAnswer,
            LocalText.Of(
                $"its candles are not those of {symbol}: a price of {found} where it was {expected}",
                $"sus velas no son las de {symbol}: un precio de {found} donde era {expected}"
            )
        );

    private static IEnumerable<(long FromMs, long ToMs)> HolesOf(
        IReadOnlyList<Candle> candles,
        Timeframe timeframe,
        long fromMs,
        long toMs
    )
    {
        var step = timeframe.Milliseconds;
        var expected = timeframe.Floor(fromMs + step - 1);
        foreach (var candle in candles.Where(c => c.OpenTimeMs >= fromMs))
        {
            if (candle.OpenTimeMs > expected)
                yield return (expected, candle.OpenTimeMs);
            expected = candle.OpenTimeMs + step;
        }
        if (expected < toMs)
            yield return (expected, toMs);
    }
}
