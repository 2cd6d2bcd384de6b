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
/// <param name="Corrected">Stored candles that the venue has changed since, found where an answer begins with one.</param>
public sealed record BackFillResult(int Added, IReadOnlyList<RejectedRow> Rejected, int Missing, int Corrected = 0);

/// <summary>
/// Brings what is missing in the store from a venue, page by page. Each page is stored before the next is asked for, so a back-fill that was
/// broken off goes on where it stood.
/// </summary>
/// <remarks>A fault of the moment heals, a real hole of the venue stays and is counted: see <see cref="CandleReader"/>.</remarks>
/// <param name="venue">The venue.</param>
/// <param name="store">Where candles are kept.</param>
/// <param name="tick">The smallest price step, kept beside the candles; 0 where it is not known.</param>
public sealed class BackFill(IVenue venue, CandleStore store, double tick = 0)
{
    private const int MostRangesAlone = 10;
    private const int NearCandles = 500;

    private readonly CandleReader reader = new(venue);

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
        var endMs = Math.Min(toMs, closedMs);
        var ranges = Joined(await store.MissingAsync(series, fromMs, endMs, cancellation), timeframe);
        var all = ranges.Sum(r => r.ToMs - r.FromMs);
        var (done, added, corrected) = (0L, 0, 0);
        var rejected = new List<RejectedRow>();
        if (all == 0)
            await KeepTickAsync(series, cancellation);
        foreach (var range in ranges)
        {
            var known = await KnownBeforeAsync(series, range.FromMs, cancellation);
            if (known.Count == 0)
                await reader.CheckSymbolAsync(symbol, timeframe, cancellation);
            for (var from = range.FromMs; from < range.ToMs; )
            {
                var page = await reader.ReadAsync(symbol, timeframe, from, range.ToMs, known, cancellation);
                if (page.Candles.Count > 0)
                {
                    if (added == 0)
                        await KeepTickAsync(series, cancellation);
                    var saved = await store.SaveAsync(series, page.Candles, cancellation);
                    (added, corrected) = (added + saved.Added, corrected + saved.Corrected);
                    known = [page.Candles[^1]];
                }
                rejected.AddRange(page.Rejected);
                done += page.NextMs - from;
                from = page.NextMs;
                progress?.Report(new BackFillProgress(done, all, added));
            }
        }
        var missing = ranges.Count == 0 ? [] : await store.MissingAsync(series, fromMs, endMs, cancellation);
        return new BackFillResult(added, rejected, (int)missing.Sum(m => m.CountOf(timeframe)), corrected);
    }

    /// <summary>Not before there is something to keep it for: a venue that gives no candles leaves no trace.</summary>
    private Task KeepTickAsync(SeriesName series, CancellationToken cancellation) =>
        tick > 0 ? store.KeepTickAsync(series, tick, cancellation) : Task.CompletedTask;

    /// <summary>Many holes near each other are asked for in one piece: a request for each would be a storm.</summary>
    private static IReadOnlyList<TimeRange> Joined(IReadOnlyList<TimeRange> ranges, Timeframe timeframe)
    {
        if (ranges.Count <= MostRangesAlone)
            return ranges;
        var joined = new List<TimeRange> { ranges[0] };
        foreach (var range in ranges.Skip(1))
        {
            if (new TimeRange(joined[^1].ToMs, range.FromMs).CountOf(timeframe) < NearCandles)
                joined[^1] = joined[^1] with { ToMs = range.ToMs };
            else
                joined.Add(range);
        }
        return joined;
    }

    /// <summary>The stored candle in front of a hole, if there is one.</summary>
    private async Task<IReadOnlyList<Candle>> KnownBeforeAsync(
        SeriesName series,
        long fromMs,
        CancellationToken cancellation
    )
    {
        var before = Math.Max(0, fromMs - series.Timeframe.Milliseconds);
        return (await store.ReadAsync(series, before, fromMs, cancel: cancellation)).Span.ToArray();
    }
}
