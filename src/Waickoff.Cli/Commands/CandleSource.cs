using System.CommandLine;
using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Sandbox;

namespace Waickoff.Cli.Commands;

/// <summary>Where the candles of a command come from: <c>--candles</c> names a folder or a file; without it a market is simulated.</summary>
internal static class CandleSource
{
    private const int SimulatedSeed = 1;

    /// <summary>A simulated market ends at a fixed moment, so that it is the same on every machine and every day.</summary>
    private static readonly long SimulatedEndMs = DateTimeOffset
        .Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture)
        .ToUnixTimeMilliseconds();

    /// <summary>What is analysed when nothing else is asked for.</summary>
    public static IReadOnlyList<Timeframe> UsualTimeframes { get; } = [Timeframe.M15, Timeframe.H1, Timeframe.H4];

    public static Option<string?> CandlesOption(Strings strings) =>
        new("--candles") { Description = strings.CandlesOption, HelpName = "DIR|FILE" };

    public static Option<string?> AtOption(Strings strings) =>
        new("--at") { Description = strings.AtOption, HelpName = "TIME" };

    /// <summary>The candles of a folder or file, or the simulated market where none is named.</summary>
    public static ICandleFeed Open(string? path, string? symbol = null) =>
        path is null ? Simulated() : CandleFolder.Open(path, symbol);

    /// <summary>The simulated market.</summary>
    public static ICandleFeed Simulated() => new SimulatedFeed(SimulatedSeed, SimulatedEndMs);

    /// <summary>Reads a moment: UTC milliseconds, or a date with or without a time, taken as UTC where it names no zone.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static long? ReadTime(string? text, Strings strings)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var timeMs))
            return timeMs;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw new UsageException(strings.BadTime(text));
    }

    /// <summary>Reads timeframes such as <c>15m,1h,4h</c>.</summary>
    /// <exception cref="UsageException">One of them is none.</exception>
    public static IReadOnlyList<Timeframe> ReadTimeframes(IEnumerable<string> texts, Strings strings) =>
        [
            .. texts
                .SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Select(t =>
                    Timeframe.TryParse(t, out var timeframe)
                        ? timeframe
                        : throw new UsageException(strings.BadTimeframe(t))
                ),
        ];
}
