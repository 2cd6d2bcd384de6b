namespace Waickoff.Analysis.Volume;

/// <summary>Where a sum over candles begins anew.</summary>
public enum AnchorPeriod
{
    /// <summary>At the first candle, and never again.</summary>
    Start,

    /// <summary>At 00:00 UTC.</summary>
    Day,

    /// <summary>On Monday at 00:00 UTC.</summary>
    Week,

    /// <summary>On the first of the month at 00:00 UTC.</summary>
    Month,
}

/// <summary>Tells the first candle of each period. A candle that is missing there leaves it to the next.</summary>
internal struct AnchorClock(AnchorPeriod period)
{
    private const long DayMs = 86_400_000;
    private const long WeekMs = 7 * DayMs;

    /// <summary>1970-01-05, the first Monday of the time scale.</summary>
    private const long MondayMs = 4 * DayMs;

    private long nextStartMs = long.MinValue;

    /// <summary>True for the first candle of a period, and so for the first of all.</summary>
    public bool Starts(long openTimeMs)
    {
        if (openTimeMs < nextStartMs)
            return false;
        nextStartMs = End(openTimeMs);
        return true;
    }

    /// <summary>When the period began that a time lies in.</summary>
    public static long StartOf(AnchorPeriod period, long timeMs) =>
        period switch
        {
            AnchorPeriod.Start => long.MinValue,
            AnchorPeriod.Day => timeMs - (timeMs % DayMs),
            AnchorPeriod.Week => timeMs - ((timeMs - MondayMs + WeekMs) % WeekMs),
            AnchorPeriod.Month => StartOfMonth(timeMs).ToUnixTimeMilliseconds(),
        };

    private readonly long End(long timeMs) =>
        period switch
        {
            AnchorPeriod.Start => long.MaxValue,
            AnchorPeriod.Day => timeMs - (timeMs % DayMs) + DayMs,
            AnchorPeriod.Week => timeMs - ((timeMs - MondayMs + WeekMs) % WeekMs) + WeekMs,
            AnchorPeriod.Month => EndOfMonth(timeMs),
        };

    private static long EndOfMonth(long timeMs) => StartOfMonth(timeMs).AddMonths(1).ToUnixTimeMilliseconds();

    private static DateTimeOffset StartOfMonth(long timeMs)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
        return new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
