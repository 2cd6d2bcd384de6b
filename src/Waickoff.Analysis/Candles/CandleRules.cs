namespace Waickoff.Analysis.Candles;

/// <summary>What makes a candle possible and how it may follow another. The one place that says so.</summary>
public static class CandleRules
{
    /// <summary>A hole of more candles than this restarts every fold behind it.</summary>
    public const int LongestHoleCandles = 20;

    /// <summary>
    /// What is wrong with a candle, as the end of a sentence with the values that are allowed, or null when nothing is.
    /// </summary>
    public static string? Problem(in Candle candle, Timeframe timeframe, long? previousOpenTimeMs)
    {
        var (time, open, high, low, close, volume, taker) = candle;
        // Behind a candle on the grid the next one is on it too: the usual case is spared the division.
        var isNext = time - previousOpenTimeMs == timeframe.Milliseconds;
        if (!isNext && (time < 0 || time % timeframe.Milliseconds != 0))
            return FormattableString.Invariant($"open time {time} is not a multiple of {timeframe}");
        if (previousOpenTimeMs >= time)
            return FormattableString.Invariant(
                $"open time {time} must be later than {previousOpenTimeMs}, that of the candle before it"
            );
        if (!(double.IsFinite(open) && double.IsFinite(high) && double.IsFinite(low) && double.IsFinite(close)))
            return FormattableString.Invariant($"prices must be finite numbers, not {open}, {high}, {low}, {close}");
        if (low <= 0)
            return FormattableString.Invariant($"low {low} must be above 0");
        if (high < low)
            return FormattableString.Invariant($"high {high} is below low {low}");
        if (high < Math.Max(open, close) || low > Math.Min(open, close))
            return FormattableString.Invariant(
                $"open {open} and close {close} must lie between low {low} and high {high}"
            );
        if (!double.IsFinite(volume) || volume < 0)
            return FormattableString.Invariant($"volume {volume} must be 0 or more");
        if (double.IsInfinity(taker) || taker < 0 || taker > volume)
            return FormattableString.Invariant($"taker buy volume {taker} must lie between 0 and the volume {volume}");
        return null;
    }

    /// <summary>How many candles are missing between two open times; 0 when they are neighbours.</summary>
    public static int Missing(long earlierOpenTimeMs, long laterOpenTimeMs, Timeframe timeframe) =>
        (int)((laterOpenTimeMs - earlierOpenTimeMs) / timeframe.Milliseconds) - 1;
}
