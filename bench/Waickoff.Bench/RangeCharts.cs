using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Bench.Charts;
using Waickoff.Market;
using Waickoff.Market.Feeds;

namespace Waickoff.Bench;

/// <summary>Draws what is read of the well-known ranges of recorded candles, for the docs: <c>-- ranges CANDLES OUTPUT</c>.</summary>
internal static class RangeCharts
{
    private static readonly (string Symbol, Timeframe Timeframe, string From, string To)[] WellKnown =
    [
        ("BTCUSDT", Timeframe.D1, "2021-01-01", "2022-01-31"),
        ("BTCUSDT", Timeframe.H4, "2021-02-01", "2021-06-15"),
        ("BTCUSDT", Timeframe.H4, "2021-10-01", "2022-01-15"),
        ("BTCUSDT", Timeframe.D1, "2022-05-01", "2023-02-15"),
        ("BTCUSDT", Timeframe.H4, "2022-06-01", "2022-09-15"),
        ("BTCUSDT", Timeframe.H4, "2022-11-01", "2023-01-31"),
        ("BTCUSDT", Timeframe.D1, "2024-02-01", "2024-12-15"),
        ("BTCUSDT", Timeframe.H4, "2025-09-15", "2025-10-31"),
        ("ETHUSDT", Timeframe.H4, "2022-06-01", "2022-09-15"),
        ("ETHUSDT", Timeframe.D1, "2022-05-01", "2023-02-15"),
        ("ETHUSDT", Timeframe.H4, "2025-09-15", "2025-10-31"),
        ("SOLUSDT", Timeframe.H4, "2022-11-01", "2023-01-31"),
        ("SOLUSDT", Timeframe.D1, "2024-02-01", "2024-12-15"),
    ];

    public static async Task DrawAsync(string candles, string output)
    {
        Directory.CreateDirectory(output);
        foreach (var (symbol, timeframe, from, to) in WellKnown)
        {
            var analysis = Analyse(candles, symbol, timeframe, Ms(to));
            var (first, last) = (IndexAt(analysis, Ms(from)), analysis.Count - 1);
            var name = $"{symbol.ToLowerInvariant()}-{timeframe}-{from[..7]}";
            var svg = new RangeChart(analysis, first, last).Draw($"{symbol} {timeframe}, {from} – {to}");
            await File.WriteAllTextAsync(Path.Combine(output, name + ".svg"), svg);
            Print(analysis, first, name);
        }
    }

    private static TimeframeAnalysis Analyse(string candles, string symbol, Timeframe timeframe, long atMs)
    {
        var feed = CandleFolder.Open(candles, symbol);
        var market = MarketData.Load(feed, symbol, [timeframe], atMs);
        return market.Analyze()[timeframe]!;
    }

    private static int IndexAt(TimeframeAnalysis analysis, long timeMs)
    {
        var index = 0;
        while (index < analysis.Count - 1 && analysis.Candles.Span[index].OpenTimeMs < timeMs)
            index++;
        return index;
    }

    /// <summary>The ranges of the picture as rows of a table: when, what it was read as at its end, how it ended, its events.</summary>
    private static void Print(TimeframeAnalysis analysis, int first, string name)
    {
        Console.WriteLine($"### {name}");
        var wyckoff = analysis.Wyckoff;
        foreach (var range in wyckoff.Ranges.ToArray().Where(r => r.ConfirmedIndex >= first))
        {
            var end = wyckoff
                .Ends.ToArray()
                .Where(e => e.RangeId == range.Id)
                .Select(e => (int?)e.End)
                .FirstOrDefault();
            var exit = wyckoff
                .Ends.ToArray()
                .Where(e => e.RangeId == range.Id)
                .Select(e => $"{e.State} {e.Exit}")
                .FirstOrDefault("in force");
            var readings = wyckoff
                .Phases.ToArray()
                .Where(p => p.RangeId == range.Id)
                .Select(p => $"{p.Phase}:{p.Reading}");
            var events = wyckoff
                .Events.Span.ToArray()
                .Where(e => e.RangeId == range.Id)
                .Select(e => $"{e.Kind} {Day(analysis, e.Index)}");
            Console.WriteLine(
                $"- {Day(analysis, range.Start)} to {(end is { } e ? Day(analysis, e) : "now")}, {exit}; {string.Join(" ", readings)}; {string.Join(", ", events)}"
            );
        }
    }

    private static string Day(TimeframeAnalysis analysis, int index) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(analysis.Candles.Span[index].OpenTimeMs)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static long Ms(string date) =>
        DateTimeOffset
            .Parse(date + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture)
            .ToUnixTimeMilliseconds();
}
