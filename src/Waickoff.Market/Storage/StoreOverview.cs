using System.Data.Common;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>What there is and what is missing, counted by the database.</summary>
internal static class StoreOverview
{
    private const string Totals = """
        SELECT candle.venue, candle.symbol, candle.minutes,
               SUM(CASE WHEN revision = 0 THEN 1 ELSE 0 END), MIN(open_time_ms), MAX(open_time_ms),
               SUM(CASE WHEN revision > 0 THEN 1 ELSE 0 END), MAX(received_ms), MAX(tick)
        FROM candle
        LEFT JOIN series ON series.venue = candle.venue AND series.symbol = candle.symbol AND series.minutes = candle.minutes
        GROUP BY candle.venue, candle.symbol, candle.minutes
        """;

    private const string Times = """
        SELECT open_time_ms
        FROM candle
        WHERE venue = @venue AND symbol = @symbol AND minutes = @minutes
          AND open_time_ms >= @from AND open_time_ms < @to AND revision = 0
        ORDER BY open_time_ms
        """;

    /// <summary>Every series, by name. The connection is in a transaction that keeps all queries at one state.</summary>
    public static async Task<IReadOnlyList<StoredSeries>> ListAsync(DbConnection connection, CancellationToken cancel)
    {
        var totals = await TotalsAsync(connection, cancel);
        for (var i = 0; i < totals.Count; i++)
        {
            var (name, count, firstMs, lastMs, _, _, _, _) = totals[i];
            var step = name.Timeframe.Milliseconds;
            var whole = new TimeRange(firstMs, lastMs + step);
            // The times are read only where the count says that some are missing: most series have no hole.
            if (count == whole.CountOf(name.Timeframe))
                continue;
            var missing = await MissingAsync(connection, name, whole, cancel);
            var gaps = missing.Select(hole => new Gap(hole.FromMs - step, (int)hole.CountOf(name.Timeframe)));
            totals[i] = totals[i] with { Gaps = new ValueList<Gap>([.. gaps]) };
        }
        // Each database has an order of its own for text.
        return
        [
            .. totals
                .OrderBy(s => s.Name.Venue, StringComparer.Ordinal)
                .ThenBy(s => s.Name.Symbol, StringComparer.Ordinal)
                .ThenBy(s => s.Name.Timeframe),
        ];
    }

    /// <summary>The stretches of the grid that have no candle.</summary>
    public static async Task<IReadOnlyList<TimeRange>> MissingAsync(
        DbConnection connection,
        SeriesName series,
        TimeRange within,
        CancellationToken cancel
    )
    {
        var step = series.Timeframe.Milliseconds;
        var missing = new List<TimeRange>();
        var nextMs = within.FromMs;
        await using var command = connection.Command(Times).With(series);
        command.With("from", within.FromMs).With("to", within.ToMs);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var timeMs = reader.GetInt64(0);
            if (timeMs > nextMs)
                missing.Add(new TimeRange(nextMs, timeMs));
            nextMs = timeMs + step;
        }
        if (nextMs < within.ToMs)
            missing.Add(new TimeRange(nextMs, within.ToMs));
        return missing;
    }

    private static async Task<List<StoredSeries>> TotalsAsync(DbConnection connection, CancellationToken cancel)
    {
        var totals = new List<StoredSeries>();
        await using var command = connection.Command(Totals);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            totals.Add(
                new StoredSeries(
                    row.Series(),
                    Count: row.GetInt64(3),
                    FirstMs: row.GetInt64(4),
                    LastMs: row.GetInt64(5),
                    Gaps: new ValueList<Gap>([]),
                    Corrections: row.GetInt64(6),
                    ReceivedMs: row.GetInt64(7),
                    Tick: await row.IsDBNullAsync(8, cancel) ? 0 : row.GetDouble(8)
                )
            );
        return totals;
    }
}
