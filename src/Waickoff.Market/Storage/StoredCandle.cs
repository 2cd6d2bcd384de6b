using System.Data.Common;
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
