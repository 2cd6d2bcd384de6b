using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Waickoff.Analysis.Candles;
using Waickoff.Market;
using Waickoff.Market.Feeds;
using Waickoff.Market.Live;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;
using Waickoff.Sandbox;

namespace Waickoff.Bench;

/// <summary>
/// The figures of live and stored markets in <c>docs/measurements.md</c>: <c>-- live</c>. Real time, because that is what a reader waits;
/// on a machine that does other work it is longer.
/// </summary>
internal static class LiveFigures
{
    private const long EndTimeMs = 1_767_225_600_000;
    private const int YearCandles = 35_040;
    private const int Candles = 90;

    /// <summary>A 15-minute candle every second.</summary>
    private const int ExchangeSpeed = 900;
    private const int Rounds = 9;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);
    private static readonly Timeframe[] Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.H4];

    public static async Task PrintAsync()
    {
        var folder = Directory.CreateTempSubdirectory("waickoff bench ");
        try
        {
            await DelayAsync(Path.Combine(folder.FullName, "live.db"));
            await YearAsync(Path.Combine(folder.FullName, "year.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// All ten markets close their candles at the same moment, as they do. The exchange is another process that gives way: the real one does
    /// not work on this machine.
    /// </summary>
    private static async Task DelayAsync(string path)
    {
        using var exchange = await StartExchangeAsync();
        var time = TimeProvider.System;
        await using var store = await CandleStore.OpenAsync(path, time);
        using var venue = new Binance(
            new VenueOptions
            {
                RestUrl = new Uri(exchange.Settings["Market__Venues__binance__RestUrl"]),
                StreamUrl = new Uri(exchange.Settings["Market__Venues__binance__StreamUrl"]),
            },
            time
        );
        var symbols = MarketOptions.UsualSymbols;
        var markets = new LiveMarkets(
            new MarketOptions { HistoryDays = 90 },
            symbols,
            Timeframes,
            store,
            [venue],
            time,
            NullLogger.Instance
        );
        var (delays, works) = (new List<double>(), new List<double>());
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name.StartsWith("waickoff.market.analysis.", StringComparison.Ordinal))
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>(
            (i, ms, _, _) => (i.Name.EndsWith("delay", StringComparison.Ordinal) ? delays : works).Add(ms)
        );
        listener.Start();
        using var stop = new CancellationTokenSource();
        var running = markets.RunAsync(stop.Token);
        while (!symbols.All(s => markets[s] is { IsRunning: true }))
            await Task.Delay(50);
        var before = delays.Count;
        var (seen, since) = (before, time.GetTimestamp());
        while (delays.Count < before + (Candles * symbols.Count))
        {
            await Task.Delay(100);
            if (delays.Count > seen)
                (seen, since) = (delays.Count, time.GetTimestamp());
            else if (time.GetElapsedTime(since) > LongestSilence)
                throw new InvalidOperationException(
                    $"No candle after {seen - before}: "
                        + string.Join(
                            ' ',
                            symbols.Select(s => $"{s} {markets[s]?.Analysis?.Data.NowMs} {markets[s]?.IsRunning}")
                        )
                );
        }
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // The runtime still compiles at the first candles.
        double[] warm = [.. delays.Skip(delays.Count / 4).Order()];
        double[] work = [.. works.Skip(works.Count / 4).Order()];
        Console.WriteLine(
            FormattableString.Invariant(
                $"closed candle to published analysis, {symbols.Count} symbols x {Timeframes.Length} timeframes, {warm.Length} candles: median {warm[warm.Length / 2]:0.00} ms, p99 {warm[warm.Length * 99 / 100]:0.00} ms, most {warm[^1]:0.00} ms; the analysis itself: median {work[work.Length / 2]:0.00} ms, p99 {work[work.Length * 99 / 100]:0.00} ms"
            )
        );
    }

    private static async Task<Exchange> StartExchangeAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "waickoff.dll");
        var speed = FormattableString.Invariant($"{ExchangeSpeed}");
        var start = new ProcessStartInfo(
            "nice",
            ["-n", "19", "dotnet", program, "sandbox", "exchange", "--speed", speed]
        )
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var settings = new Dictionary<string, string>();
        while (settings.Count < 4 && await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split('=') is [var name, var value] && name.StartsWith("export ", StringComparison.Ordinal))
                settings[name["export ".Length..]] = value;
        }
        return new Exchange(process, settings);
    }

    private sealed record Exchange(Process Process, Dictionary<string, string> Settings) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill(entireProcessTree: true);
            Process.Dispose();
        }
    }

    private static async Task YearAsync(string path)
    {
        var year = SimulatedMarket.Create("BTCUSDT", 1, Timeframe.M15, YearCandles, EndTimeMs);
        var series = new SeriesName("binance", "BTCUSDT", Timeframe.M15);
        await using var store = await CandleStore.OpenAsync(path, TimeProvider.System);
        await store.SaveAsync(series, year.Span.ToArray());
        var times = new double[Rounds];
        for (var round = -3; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var feed = await StoreFeed.ReadAsync(store, "binance", "BTCUSDT", "", long.MaxValue, default);
            _ = MarketData.Load(feed, "BTCUSDT", Timeframes).Analyze();
            if (round >= 0)
                times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        Console.WriteLine(
            FormattableString.Invariant(
                $"a year of 15m candles read from the store and analysed: {times[Rounds / 2]:0} ms ({times[0]:0} to {times[^1]:0})"
            )
        );
    }
}
