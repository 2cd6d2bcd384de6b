using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>A candle as it lies in the store.</summary>
internal readonly record struct StoredCandle(Candle Candle, long Revision, long ReceivedMs)
{
    /// <summary>
    /// What has to be kept of a candle the venue gives now, or null when nothing is new. An unknown taker volume does not replace
    /// a known one, unless the volume fell below it: then nobody knows it.
    /// </summary>
    public static StoredCandle? Next(StoredCandle? newest, Candle given, long nowMs)
    {
        if (newest is not var (stored, revision, receivedMs))
            return new StoredCandle(given, 0, nowMs);
        if (given.IsDeltaEstimated && stored.TakerBuyVolume <= given.Volume)
            given = given with { TakerBuyVolume = stored.TakerBuyVolume };
        // A record compares NaN as equal to NaN.
        return given == stored ? null : new StoredCandle(given, revision + 1, Math.Max(nowMs, receivedMs));
    }

    public static StoredCandle From(DbDataReader row) => new(CandleFrom(row), row.GetInt64(7), row.GetInt64(8));

    public static Candle CandleFrom(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetDouble(1),
            row.GetDouble(2),
            row.GetDouble(3),
            row.GetDouble(4),
            row.GetDouble(5),
            row.IsDBNull(6) ? double.NaN : row.GetDouble(6)
        );
}

/// <summary>One save: compares what is offered with what is there and writes the difference, in a transaction of the caller.</summary>
internal sealed class CandleSave(StoreDatabase database, DbConnection connection, SeriesName series)
{
    private static readonly string[] Columns =
    [
        "open_time_ms",
        "revision",
        "open",
        "high",
        "low",
        "close",
        "volume",
        "taker_buy_volume",
        "received_ms",
    ];

    /// <summary>Saves candles that keep the rules, in time order; at least one.</summary>
    public async Task<SaveResult> RunAsync(IReadOnlyList<Candle> closed, long nowMs, CancellationToken cancel)
    {
        var newest = await NewestAsync(closed[0].OpenTimeMs, closed[^1].OpenTimeMs, cancel).ConfigureAwait(false);
        var rows = new List<StoredCandle>();
        var added = 0;
        foreach (var candle in closed)
        {
            StoredCandle? stored = newest.TryGetValue(candle.OpenTimeMs, out var found) ? found : null;
            if (StoredCandle.Next(stored, WithoutMinusZero(candle), nowMs) is not { } row)
                continue;
            rows.Add(row);
            added += row.Revision == 0 ? 1 : 0;
        }
        if (rows.Count > 0)
            await WriteAsync(rows, cancel).ConfigureAwait(false);
        return new SaveResult(added, closed.Count - rows.Count, rows.Count - added);
    }

    private async Task<Dictionary<long, StoredCandle>> NewestAsync(long firstMs, long lastMs, CancellationToken cancel)
    {
        var newest = new Dictionary<long, StoredCandle>();
        await using var command = connection.Command(StoreTables.ReadCandles).With(series);
        command.With("from", firstMs).With("to", lastMs + 1).With("known", long.MaxValue);
        await using var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
            newest[reader.GetInt64(0)] = StoredCandle.From(reader);
        return newest;
    }

    private async Task WriteAsync(List<StoredCandle> rows, CancellationToken cancel)
    {
        foreach (var sameSize in rows.Chunk(database.RowsPerInsert).GroupBy(chunk => chunk.Length))
        {
            await using var insert = connection.Command(InsertOf(sameSize.Key)).With(series);
            var parameters = ParametersOf(insert, sameSize.Key);
            await insert.PrepareAsync(cancel).ConfigureAwait(false);
            foreach (var chunk in sameSize)
            {
                Fill(parameters, chunk);
                await insert.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
            }
        }
        await using var count = connection.Command(StoreTables.CountSave).With(series);
        await count.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
        await database.AnnounceAsync(connection, series, cancel).ConfigureAwait(false);
    }

    private static string InsertOf(int rows)
    {
        var text = new StringBuilder("INSERT INTO candle (venue, symbol, minutes, ")
            .AppendJoin(", ", Columns)
            .Append(") VALUES ");
        for (var i = 0; i < rows; i++)
        {
            text.Append(i == 0 ? "(" : ", (").Append("@venue, @symbol, @minutes, ");
            text.AppendJoin(", ", Columns.Select(column => Named(column, i))).Append(')');
        }
        return text.ToString();
    }

    private static DbParameter[] ParametersOf(DbCommand insert, int rows)
    {
        var parameters = new List<DbParameter>();
        for (var i = 0; i < rows; i++)
        {
            foreach (var column in Columns)
            {
                var isWhole = column is "open_time_ms" or "revision" or "received_ms";
                parameters.Add(
                    insert.Parameter(Named(column, i), isWhole ? DbType.Int64 : DbType.Double, DBNull.Value)
                );
            }
        }
        return [.. parameters];
    }

    private static void Fill(DbParameter[] parameters, StoredCandle[] rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var (candle, revision, receivedMs) = rows[i];
            var row = parameters.AsSpan(i * Columns.Length, Columns.Length);
            row[0].Value = candle.OpenTimeMs;
            row[1].Value = revision;
            row[2].Value = candle.Open;
            row[3].Value = candle.High;
            row[4].Value = candle.Low;
            row[5].Value = candle.Close;
            row[6].Value = candle.Volume;
            row[7].Value = candle.IsDeltaEstimated ? DBNull.Value : candle.TakerBuyVolume;
            row[8].Value = receivedMs;
        }
    }

    private static string Named(string column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"@{column}{row}");

    /// <summary>SQLite keeps no sign of zero, so none is stored anywhere.</summary>
    private static Candle WithoutMinusZero(Candle candle) =>
        candle with
        {
            Volume = candle.Volume + 0.0,
            TakerBuyVolume = candle.TakerBuyVolume + 0.0,
        };
}
