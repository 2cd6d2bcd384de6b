using BenchmarkDotNet.Attributes;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;

namespace Waickoff.Bench;

/// <summary>
/// A year of 15m candles in the store of one file, and in PostgreSQL where <c>WAICKOFF_BENCH_POSTGRES</c> has the connection
/// string of an empty database.
/// </summary>
[MemoryDiagnoser]
public class StoreBenchmarks
{
    private const int Year = 35_040;

    private static readonly string? Postgres = Environment.GetEnvironmentVariable("WAICKOFF_BENCH_POSTGRES");

    private readonly SeriesName series = new("binance", "BTCUSDT", Timeframe.M15);
    private readonly SeriesName live = new("bybit", "BTCUSDT", Timeframe.M15);
    private readonly Candle[] year = BenchCandles.Of(Year).Span.ToArray();
    private DirectoryInfo? folder;
    private CandleStore store = null!;
    private long nextMs;

    public static IEnumerable<string> Databases => Postgres is null ? ["file"] : ["file", "PostgreSQL"];

    [ParamsSource(nameof(Databases))]
    public string Database { get; set; } = "";

    // The benchmark runner does not wait for a task here.
    [GlobalSetup]
    public void Fill() => FillAsync().GetAwaiter().GetResult();

    private async Task FillAsync()
    {
        folder = Directory.CreateTempSubdirectory("waickoff-bench-");
        var where = Database == "file" ? Path.Combine(folder.FullName, "candles.db") : Postgres!;
        store = await CandleStore.OpenAsync(where, TimeProvider.System);
        await store.SaveAsync(series, year);
    }

    [GlobalCleanup]
    public void Remove()
    {
        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        folder?.Delete(recursive: true);
    }

    [Benchmark]
    public Task<CandleSeries> ReadAYear() => store.ReadAsync(series);

    [Benchmark]
    public Task<SaveResult> SaveTheSameYear() => store.SaveAsync(series, year);

    [Benchmark]
    public Task<IReadOnlyList<StoredSeries>> List() => store.ListAsync();

    [Benchmark]
    public Task<SaveResult> SaveOneNewCandle()
    {
        nextMs += series.Timeframe.Milliseconds;
        return store.SaveAsync(live, [year[0] with { OpenTimeMs = nextMs }]);
    }
}
