using System.Data.Common;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>What there is and what is missing, counted by the database.</summary>
internal static class StoreOverview
{
    private const string Totals = """
        SELECT venue, symbol, minutes,
               SUM(CASE WHEN revision = 0 THEN 1 ELSE 0 END), MIN(open_time_ms), MAX(open_time_ms),
               SUM(CASE WHEN revision > 0 THEN 1 ELSE 0 END), MAX(received_ms)
        FROM candle
        GROUP BY venue, symbol, minutes
        """;

    private const string Holes = """
        SELECT venue, symbol, minutes, before_ms, open_time_ms
        FROM (
            SELECT venue, symbol, minutes, open_time_ms,
                   LAG(open_time_ms) OVER (PARTITION BY venue, symbol, minutes ORDER BY open_time_ms) AS before_ms
            FROM candle
            WHERE revision = 0
        ) AS steps
        WHERE open_time_ms - before_ms > minutes * 60000
        ORDER BY venue, symbol, minutes, open_time_ms
        """;

    private const string Times = """
        SELECT open_time_ms
        FROM candle
        WHERE venue = @venue AND symbol = @symbol AND minutes = @minutes
          AND open_time_ms >= @from AND open_time_ms < @to AND revision = 0
        ORDER BY open_time_ms
        """;

    /// <summary>Every series, by name. The connection is in a transaction that keeps both queries at one state.</summary>
    public static async Task<IReadOnlyList<StoredSeries>> ListAsync(DbConnection connection, CancellationToken cancel)
    {
        var holes = await HolesAsync(connection, cancel).ConfigureAwait(false);
        var list = new List<StoredSeries>();
        await using var command = connection.Command(Totals);
        await using var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
        {
            var name = reader.Series();
            list.Add(
                new StoredSeries(
                    name,
                    reader.GetInt64(3),
                    reader.GetInt64(4),
                    reader.GetInt64(5),
                    new ValueList<Gap>([.. holes[name]]),
                    reader.GetInt64(6),
                    reader.GetInt64(7)
                )
            );
        }
        // Each database has an order of its own for text.
        return
        [
            .. list.OrderBy(s => s.Name.Venue, StringComparer.Ordinal)
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
        await using var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
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

    private static async Task<ILookup<SeriesName, Gap>> HolesAsync(DbConnection connection, CancellationToken cancel)
    {
        var holes = new List<(SeriesName Name, Gap Gap)>();
        await using var command = connection.Command(Holes);
        await using var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
        {
            var (name, before, after) = (reader.Series(), reader.GetInt64(3), reader.GetInt64(4));
            holes.Add((name, new Gap(before, CandleRules.Missing(before, after, name.Timeframe))));
        }
        return holes.ToLookup(hole => hole.Name, hole => hole.Gap);
    }
}
