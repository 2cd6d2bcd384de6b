using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Exchange;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>
/// A sandbox exchange that all tests of a class share, and data folders of their own. The exchange begins somewhat before now, by its own
/// clock, so that there are candles to come which lie in the past of the program.
/// </summary>
public sealed class LiveSetting : IAsyncLifetime
{
    private const int UsualPast = 4_000;
    private const int UsualFuture = 1_000;
    private const string FileName = "candles.db";

    private readonly DirectoryInfo folders = Directory.CreateTempSubdirectory("waickoff live ");
    private int folderCount;

    public LiveSetting()
        : this(UsualPast, UsualFuture) { }

    /// <summary>An exchange with so many 15-minute candles before its start, and so many to come.</summary>
    internal LiveSetting(int past, int future)
    {
        var end = Timeframe.M15.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        StartMs = end - (future * Timeframe.M15.Milliseconds);
        Feed = new SimulatedFeed(1, end, past + future);
        // A feed is not for two readers at once, but for what it has drawn already.
        foreach (var symbol in Feed.Symbols)
            Feed.Read(symbol, Timeframe.M15);
    }

    /// <summary>When the exchange starts, at the close of a candle.</summary>
    public long StartMs { get; }

    /// <summary>What it is fed with.</summary>
    public SimulatedFeed Feed { get; }

    public SandboxExchange Exchange { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Exchange = await SandboxExchange.StartAsync(
            new SandboxExchangeOptions
            {
                Feed = Feed,
                StartMs = StartMs,
                Seed = 1,
                TradesPerCandle = 4,
                BinanceWeightLimit = 1_000_000,
            }
        );

    public async Task DisposeAsync()
    {
        await Exchange.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folders.Delete(recursive: true);
    }

    /// <summary>A data folder that does not exist yet.</summary>
    public string NewFolder() => Path.Combine(folders.FullName, $"{Interlocked.Increment(ref folderCount)}");

    /// <summary>The path of the store in a data folder.</summary>
    public static string StoreIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>Runs the program with this exchange as its venues.</summary>
    internal Task<CliResult> RunAsync(string folder, params string[] args) =>
        CliProcess.RunAsync("dotnet", [CliProcess.Program, .. args], environment: Environment(folder));

    /// <summary>Starts the program with this exchange as its venues.</summary>
    internal Process Start(string folder, params string[] args) =>
        CliProcess.Start("dotnet", [CliProcess.Program, .. args], environment: Environment(folder));

    /// <summary>What tells the program where the exchange is.</summary>
    public Dictionary<string, string> Environment(string folder) =>
        new()
        {
            ["WAICKOFF_DATA"] = folder,
            ["Market__HistoryDays"] = "20",
            ["Market__Venues__binance__Limit"] = "1000000",
            ["Market__Venues__binance__RestUrl"] = Exchange.BinanceRest.AbsoluteUri,
            ["Market__Venues__binance__StreamUrl"] = Exchange.BinanceStream.AbsoluteUri,
            ["Market__Venues__bybit__RestUrl"] = Exchange.BybitRest.AbsoluteUri,
            ["Market__Venues__bybit__StreamUrl"] = Exchange.BybitStream.AbsoluteUri,
        };

    /// <summary>The candles of the feed that open in a stretch of time.</summary>
    public Candle[] Candles(string symbol, long fromMs, long toMs) =>
        [.. Feed.Read(symbol, Timeframe.M15).Span.ToArray().Where(c => c.OpenTimeMs >= fromMs && c.OpenTimeMs < toMs)];

    /// <summary>The candles of the feed that have closed by the exchange's clock.</summary>
    public Candle[] Closed(string symbol) => Candles(symbol, 0, Exchange.Clock.NowMs - Timeframe.M15.Milliseconds + 1);

    public int KlineRequests => Exchange.Traffic.Requests.GetValueOrDefault("/api/v3/klines");

    /// <summary>Stores the newest closed candles of a symbol, as an earlier run of the program would have.</summary>
    public async Task<string> NewFilledFolderAsync(string symbol, int count)
    {
        var folder = NewFolder();
        await using var store = await CandleStore.OpenAsync(StoreIn(folder), TimeProvider.System);
        var series = new SeriesName("binance", symbol, Timeframe.M15);
        await store.SaveAsync(series, Closed(symbol)[^count..]);
        await store.KeepTickAsync(series, 0.01);
        return folder;
    }

    /// <summary>The stored candles of a series.</summary>
    public static async Task<Candle[]> StoredAsync(string folder, SeriesName series)
    {
        await using var store = await CandleStore.OpenAsync(StoreIn(folder), TimeProvider.System);
        return (await store.ReadAsync(series)).Span.ToArray();
    }

    /// <summary>Every row of every table as text; empty where there is no store.</summary>
    public static async Task<string> ContentAsync(string folder)
    {
        if (!File.Exists(StoreIn(folder)))
            return "";
        await using var connection = new SqliteConnection($"Data Source={StoreIn(folder)};Mode=ReadWrite");
        await connection.OpenAsync();
        var rows = new List<string>();
        foreach (var table in new[] { "candle", "series" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = table == "candle" ? "SELECT * FROM candle" : "SELECT * FROM series";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}")));
        }
        return string.Join('\n', rows);
    }

    /// <summary>A time as the command line takes it.</summary>
    public static string Ms(long timeMs) => timeMs.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
