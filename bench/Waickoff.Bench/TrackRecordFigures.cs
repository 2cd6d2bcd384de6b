using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Market.Live;
using Waickoff.Sandbox;
using Waickoff.Server.Hosting;
using Waickoff.Server.TrackRecord;

namespace Waickoff.Bench;

/// <summary>What the track record costs: entries a day of one market, and the chain of many of them written, read and verified on SQLite.</summary>
internal static class TrackRecordFigures
{
    private const int Entries = 100_000;
    private const int AtOnce = 10;
    private const int Days = 4;
    private static readonly Timeframe[] Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.H4];

    public static async Task PrintAsync()
    {
        var shown = Shown();
        Console.WriteLine(Invariant($"one simulated market, 15m 1h 4h: {shown.Count / (double)Days:F0} entries a day"));
        var folder = Directory.CreateTempSubdirectory("waickoff record ");
        try
        {
            await ChainAsync(folder, shown[^1]);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What a market publishes in some days: each scenario that does not repeat the one before it.</summary>
    private static List<PublishedScenario> Shown()
    {
        var all = new SimulatedFeed(1, 1_760_000_400_000).Read("BTCUSDT", Timeframe.M15);
        var begin = all.Count - (Days * 1_440 / Timeframe.M15.Minutes);
        var history = new CandleSeries(Timeframe.M15, all.Span[..begin].ToArray());
        var market = new LiveMarket("simulated", "BTCUSDT", 0.01, Timeframes, history);
        var last = new Dictionary<string, PublishedScenario>(StringComparer.Ordinal);
        var shown = new List<PublishedScenario>();
        foreach (var candle in all.Span[begin..].ToArray())
        {
            market.Add(in candle);
            var analysis = market.Analysis!;
            foreach (var timeframe in analysis.Timeframes)
            foreach (var scenario in timeframe.Scenarios)
            {
                var made = PublishedScenario.Of(analysis.Data, timeframe, scenario);
                if (last.TryGetValue(made.Series, out var one) && (one.MadeMs >= made.MadeMs || one.IsRepeatedBy(made)))
                    continue;
                last[made.Series] = made;
                shown.Add(made);
            }
        }
        return shown;
    }

    private static async Task ChainAsync(DirectoryInfo folder, PublishedScenario like)
    {
        using var database = new Database(new ServerOptions { Data = folder.FullName });
        await using var connection = await database.OpenAsync(default);
        await RecordSchema.ApplyAsync(connection);
        var store = new RecordStore(database, TimeProvider.System);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Entries; i += AtOnce)
            await store.PublishAsync([.. Enumerable.Range(i, AtOnce).Select(n => At(like, n))], default);
        var written = watch.Elapsed;
        watch.Restart();
        var report = (await RecordAuditor.RunAsync(connection))!;
        var verified = watch.Elapsed;
        watch.Restart();
        await ReadTrackRecord.HandleAsync(database, default);
        var read = watch.Elapsed;
        var bytes = new FileInfo(Path.Combine(folder.FullName, "waickoff.db")).Length;
        Console.WriteLine(
            Invariant(
                $"{report.Scenarios} entries, whole: {report.IsWhole}; {Entries / written.TotalSeconds:F0} a second written in tens, {verified.TotalSeconds:F1} s verified, {read.TotalSeconds:F2} s for the figures, {bytes / (double)Entries:F0} bytes each"
            )
        );
    }

    private static PublishedScenario At(PublishedScenario like, int place) =>
        like with
        {
            MadeMs = like.MadeMs + (place * like.Timeframe.Milliseconds),
            Top = like.Top + (place / 1024.0),
        };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
