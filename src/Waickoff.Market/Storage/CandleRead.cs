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
        var candles = new Parts();
        await using var command = connection.Command(StoreTables.ReadCandles).With(series);
        command.With("from", within.FromMs).With("to", within.ToMs).With("known", knownAtMs);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            candles.Take(StoredCandle.CandleFrom(row));
        try
        {
            return new CandleSeries(series.Timeframe, candles.ToArray());
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

    /// <summary>What was read so far, in parts: one list that grows would hold years of minutes three times over.</summary>
    private sealed class Parts
    {
        private const int Length = 16_384;
        private readonly List<Candle[]> parts = [];
        private int inLast = Length;

        /// <summary>Takes the next candle, or a later revision of the last one in its place.</summary>
        public void Take(in Candle candle)
        {
            if (parts.Count > 0 && parts[^1][inLast - 1].OpenTimeMs == candle.OpenTimeMs)
                inLast--;
            else if (inLast == Length)
            {
                parts.Add(new Candle[Length]);
                inLast = 0;
            }
            parts[^1][inLast++] = candle;
        }

        public Candle[] ToArray()
        {
            if (parts.Count == 0)
                return [];
            var all = new Candle[((parts.Count - 1) * Length) + inLast];
            for (var i = 0; i < parts.Count; i++)
                parts[i].AsSpan(0, Math.Min(Length, all.Length - (i * Length))).CopyTo(all.AsSpan(i * Length));
            return all;
        }
    }
}
