using System.Globalization;

namespace Waickoff.Analyst;

/// <summary>Times as both languages read them without doubt.</summary>
internal static class TimeText
{
    public static string Minute(long timeMs) => Write(timeMs, "yyyy-MM-dd HH:mm 'UTC'");

    public static string Day(long timeMs) => Write(timeMs, "yyyy-MM-dd");

    private static string Write(long timeMs, string format) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString(format, CultureInfo.InvariantCulture);
}
