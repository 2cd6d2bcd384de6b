using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;

namespace Waickoff.Market.Live;

/// <summary>How far a back-fill has come.</summary>
/// <param name="DoneMs">Market time that was answered, in milliseconds.</param>
/// <param name="AllMs">Market time that was missing at the start, in milliseconds.</param>
/// <param name="Added">Candles stored so far.</param>
public readonly record struct BackFillProgress(long DoneMs, long AllMs, int Added)
{
    /// <summary>0 to 1.</summary>
    public double Share => AllMs > 0 ? (double)DoneMs / AllMs : 1;
}

/// <summary>What a back-fill did.</summary>
/// <param name="Added">Candles stored.</param>
/// <param name="Rejected">Rows of the venue that could not be true, twice.</param>
/// <param name="Missing">Candles that the venue does not have.</param>
public sealed record BackFillResult(int Added, IReadOnlyList<RejectedRow> Rejected, int Missing);

/// <summary>
/// Brings what is missing in the store from a venue, page by page. Each page is stored before the next is asked for, so a back-fill that was
/// broken off goes on where it stood.
/// </summary>
/// <remarks>
/// A hole in an answer, or a row in it that cannot be true, is asked for once more by itself: a fault of the moment heals, a real hole of the
/// venue stays and is counted.
/// </remarks>
public sealed class BackFill(IVenue venue, CandleStore store)
{
    /// <summary>Stores the closed candles of a stretch of time that are not stored yet.</summary>
    /// <param name="symbol">The symbol as the venue spells it.</param>
    /// <param name="timeframe">The length of a candle.</param>
    /// <param name="fromMs">The first open time.</param>
    /// <param name="toMs">No longer an open time; candles that have not closed by the venue's clock are left for later.</param>
    /// <param name="progress">Told after each page; may be null.</param>
    /// <param name="cancellation">Ends it between two pages.</param>
    /// <exception cref="VenueException">The venue cannot be asked; what was stored until then stays.</exception>
    public async Task<BackFillResult> RunAsync(
        string symbol,
        Timeframe timeframe,
        long fromMs,
        long toMs,
        IProgress<BackFillProgress>? progress,
        CancellationToken cancellation
    )
    {
        var series = new SeriesName(venue.Name, symbol, timeframe);
        await venue.SynchronizeAsync(cancellation);
        var closedMs = timeframe.Floor(venue.Clock.NowMs);
        var ranges = await store.MissingAsync(series, fromMs, Math.Min(toMs, closedMs), cancellation);
        var all = ranges.Sum(r => r.ToMs - r.FromMs);
        var (done, added, missing) = (0L, 0, 0L);
        var rejected = new List<RejectedRow>();
        foreach (var range in ranges)
        {
            for (var from = range.FromMs; from < range.ToMs; )
            {
                var page = await ReadAsync(symbol, timeframe, from, range.ToMs, cancellation);
                if (page.Candles.Count > 0)
                    added += (await store.SaveAsync(series, page.Candles, cancellation)).Added;
                rejected.AddRange(page.Rejected);
                missing += ((page.NextMs - from) / timeframe.Milliseconds) - page.Candles.Count;
                done += page.NextMs - from;
                from = page.NextMs;
                progress?.Report(new BackFillProgress(done, all, added));
            }
        }
        return new BackFillResult(added, rejected, (int)missing);
    }

    /// <summary>One page, its holes asked for once more.</summary>
    public async Task<CandlePage> ReadAsync(
        string symbol,
        Timeframe timeframe,
        long fromMs,
        long toMs,
        CancellationToken cancellation
    )
    {
        var page = await venue.CandlesAsync(symbol, timeframe, fromMs, toMs, cancellation);
        var endMs = Math.Min(page.NextMs, timeframe.Floor(venue.Clock.NowMs));
        var holes = HolesOf(page.Candles, timeframe, fromMs, endMs).ToArray();
        if (holes.Length == 0)
            return page;
        var candles = new List<Candle>(page.Candles);
        var rejected = new List<RejectedRow>();
        foreach (var (from, to) in holes)
        {
            var again = await venue.CandlesAsync(symbol, timeframe, from, to, cancellation);
            candles.AddRange(again.Candles);
            rejected.AddRange(again.Rejected);
        }
        return page with { Candles = [.. candles.OrderBy(c => c.OpenTimeMs)], Rejected = rejected };
    }

    private static IEnumerable<(long FromMs, long ToMs)> HolesOf(
        IReadOnlyList<Candle> candles,
        Timeframe timeframe,
        long fromMs,
        long toMs
    )
    {
        var step = timeframe.Milliseconds;
        var expected = timeframe.Floor(fromMs + step - 1);
        foreach (var candle in candles)
        {
            if (candle.OpenTimeMs > expected)
                yield return (expected, candle.OpenTimeMs);
            expected = candle.OpenTimeMs + step;
        }
        if (expected < toMs)
            yield return (expected, toMs);
    }
}
