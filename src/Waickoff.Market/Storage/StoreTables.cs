namespace Waickoff.Market.Storage;

/// <summary>The tables, and the statements both databases understand as they are.</summary>
internal static class StoreTables
{
    /// <summary>Raised with every change of the tables; a store that is newer is not touched.</summary>
    public const long Version = 1;

    /// <remarks>
    /// The checks mirror the rules of a candle. The greatest double is named, because every comparison with it also refuses
    /// infinity and, in PostgreSQL, NaN. A row of <c>series</c> counts the saves that changed something, so that a reader sees
    /// what is new without looking at the candles, and keeps the smallest price step as the venue last named it.
    /// </remarks>
    public const string Candle = """
        CREATE TABLE candle (
            venue TEXT NOT NULL,
            symbol TEXT NOT NULL,
            minutes BIGINT NOT NULL CHECK (minutes > 0),
            open_time_ms BIGINT NOT NULL,
            revision BIGINT NOT NULL CHECK (revision >= 0),
            open DOUBLE PRECISION NOT NULL,
            high DOUBLE PRECISION NOT NULL,
            low DOUBLE PRECISION NOT NULL,
            close DOUBLE PRECISION NOT NULL,
            volume DOUBLE PRECISION NOT NULL,
            taker_buy_volume DOUBLE PRECISION,
            received_ms BIGINT NOT NULL,
            PRIMARY KEY (venue, symbol, minutes, open_time_ms, revision),
            CHECK (open_time_ms >= 0 AND open_time_ms % (minutes * 60000) = 0),
            CHECK (low > 0 AND high <= 1.7976931348623157e308),
            CHECK (low <= open AND open <= high AND low <= close AND close <= high),
            CHECK (volume >= 0 AND volume <= 1.7976931348623157e308),
            CHECK (taker_buy_volume >= 0 AND taker_buy_volume <= volume)
        )
        """;

    public const string Series = """
        CREATE TABLE series (
            venue TEXT NOT NULL,
            symbol TEXT NOT NULL,
            minutes BIGINT NOT NULL,
            saves BIGINT NOT NULL,
            tick DOUBLE PRECISION CHECK (tick > 0),
            PRIMARY KEY (venue, symbol, minutes)
        )
        """;

    /// <summary>Every revision that counts, oldest first: of one candle the last row is the one that holds.</summary>
    public const string ReadCandles = """
        SELECT open_time_ms, open, high, low, close, volume, taker_buy_volume, revision, received_ms
        FROM candle
        WHERE venue = @venue AND symbol = @symbol AND minutes = @minutes
          AND open_time_ms >= @from AND open_time_ms < @to
          AND (revision = 0 OR received_ms <= @known)
        ORDER BY open_time_ms, revision
        """;

    public const string KeepTick = """
        INSERT INTO series (venue, symbol, minutes, saves, tick) VALUES (@venue, @symbol, @minutes, 0, @tick)
        ON CONFLICT (venue, symbol, minutes) DO UPDATE SET tick = excluded.tick
        """;

    public const string CountSave = """
        INSERT INTO series (venue, symbol, minutes, saves) VALUES (@venue, @symbol, @minutes, 1)
        ON CONFLICT (venue, symbol, minutes) DO UPDATE SET saves = series.saves + 1
        """;
}
