using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

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

    /// <summary>Refuses candles that are impossible, partial, off the grid or out of order.</summary>
    public static void Check(SeriesName series, IReadOnlyList<Candle> closed)
    {
        for (var i = 0; i < closed.Count; i++)
        {
            var candle = closed[i];
            var problem = candle.IsPartial
                ? new LocalText("a partial candle is never stored", "una vela parcial no se guarda nunca")
                : CandleRules.Problem(in candle, series.Timeframe, i == 0 ? null : closed[i - 1].OpenTimeMs);
            if (problem is not null)
                throw new CandleStoreException(
                    series.ToString(),
                    LocalText.Of($"candle {i}: {problem.English}", $"vela {i}: {problem.Spanish}")
                );
        }
    }

    /// <summary>Saves candles that keep the rules, in time order; at least one.</summary>
    public async Task<SaveResult> RunAsync(IReadOnlyList<Candle> closed, long nowMs, CancellationToken cancel)
    {
        var newest = await NewestAsync(closed[0].OpenTimeMs, closed[^1].OpenTimeMs, cancel);
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
            await WriteAsync(rows, cancel);
        return new SaveResult(added, closed.Count - rows.Count, rows.Count - added);
    }

    private async Task<Dictionary<long, StoredCandle>> NewestAsync(long firstMs, long lastMs, CancellationToken cancel)
    {
        var newest = new Dictionary<long, StoredCandle>();
        await using var command = connection.Command(StoreTables.ReadCandles).With(series);
        command.With("from", firstMs).With("to", lastMs + 1).With("known", long.MaxValue);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            newest[reader.GetInt64(0)] = StoredCandle.From(reader);
        return newest;
    }

    private async Task WriteAsync(List<StoredCandle> rows, CancellationToken cancel)
    {
        foreach (var sameSize in rows.Chunk(database.RowsPerInsert).GroupBy(chunk => chunk.Length))
        {
            await using var insert = connection.Command(InsertOf(sameSize.Key)).With(series);
            var parameters = ParametersOf(insert, sameSize.Key);
            await insert.PrepareAsync(cancel);
            foreach (var chunk in sameSize)
            {
                Fill(parameters, chunk);
                await insert.ExecuteNonQueryAsync(cancel);
            }
        }
        await using var count = connection.Command(StoreTables.CountSave).With(series);
        await count.ExecuteNonQueryAsync(cancel);
        await database.AnnounceAsync(connection, series, cancel);
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
