using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Volume;

/// <summary>
/// The z-score of the volume. Crypto volume has a daily season, so once 20 days were fed the mean log volume of the same UTC
/// hour over the 20 days before is taken off first. At that moment the window is filled again with its values less the season,
/// so that no score compares the two kinds.
/// </summary>
internal sealed class VolumeScore
{
    private const int SeasonDays = 20;
    private const int Hours = 24;
    private const long HourMs = 3_600_000;
    private const long DayMs = Hours * HourMs;

    private readonly LogScore score = new();
    private readonly (double Sum, int Count)[] days = new (double, int)[Hours * SeasonDays];
    private readonly (double Sum, int Count)[] today = new (double, int)[Hours];
    private readonly (double Sum, int Count)[] season = new (double, int)[Hours];
    private readonly long[] dayOfHour = new long[Hours];
    private readonly Queue<(double Log, int Hour)> recent = new(LogScore.WindowCandles + 1);
    private long firstTimeMs = -1;
    private bool isSeasonal;

    public double Add(in Candle candle)
    {
        if (firstTimeMs < 0)
            firstTimeMs = candle.OpenTimeMs;
        var hour = (int)(candle.OpenTimeMs / HourMs % Hours);
        StartDay(hour, candle.OpenTimeMs / DayMs);
        if (!isSeasonal && candle.OpenTimeMs - firstTimeMs >= SeasonDays * DayMs)
            BecomeSeasonal();

        var log = LogScore.Log(candle.Volume);
        if (double.IsNaN(log))
            return double.NaN;
        today[hour] = (today[hour].Sum + log, today[hour].Count + 1);
        if (isSeasonal)
            return score.Add(log - Season(hour));
        recent.Enqueue((log, hour));
        if (recent.Count > LogScore.WindowCandles)
            recent.Dequeue();
        return score.Add(log);
    }

    private double Season(int hour) => season[hour].Count > 0 ? season[hour].Sum / season[hour].Count : 0;

    private void BecomeSeasonal()
    {
        isSeasonal = true;
        Span<double> logs = stackalloc double[recent.Count];
        var i = 0;
        foreach (var (log, hour) in recent)
            logs[i++] = log - Season(hour);
        score.Refill(logs);
        recent.Clear();
    }

    /// <summary>The first candle of an hour on a new day moves that hour's last day into its season.</summary>
    private void StartDay(int hour, long day)
    {
        if (dayOfHour[hour] == day)
            return;
        var slot = (hour * SeasonDays) + (int)(dayOfHour[hour] % SeasonDays);
        days[slot] = today[hour];
        dayOfHour[hour] = day;
        today[hour] = default;
        var (sum, count) = (0.0, 0);
        foreach (var (daySum, dayCount) in days.AsSpan(hour * SeasonDays, SeasonDays))
            (sum, count) = (sum + daySum, count + dayCount);
        season[hour] = (sum, count);
    }
}
