using System.Data.Common;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>One read of a series: of each candle the last revision that counts.</summary>
internal static class CandleRead
{
    public static async Task<CandleSeries> RunAsync(
        DbConnection connection,
        SeriesName series,
        TimeRange within,
        long knownAtMs,
        CancellationToken cancel
    )
    {
        var candles = new List<Candle>();
        await using var command = connection.Command(StoreTables.ReadCandles).With(series);
        command.With("from", within.FromMs).With("to", within.ToMs).With("known", knownAtMs);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var candle = StoredCandle.CandleFrom(row);
            if (candles.Count > 0 && candles[^1].OpenTimeMs == candle.OpenTimeMs)
                candles[^1] = candle;
            else
                candles.Add(candle);
        }
        try
        {
            return new CandleSeries(series.Timeframe, [.. candles]);
        }
        catch (ArgumentException e)
        {
            // Nothing like this was ever saved.
            throw new CandleStoreException(
                series.ToString(),
                LocalText.Of($"the store is damaged ({e.Message})", $"el almacén está dañado ({e.Message})"),
                e
            );
        }
    }
}
