using System.Globalization;
using System.Text.Json.Nodes;
using Waickoff.Analysis.Candles;
using Waickoff.Sandbox.Exchange;
using Waickoff.Testing;

namespace Waickoff.Sandbox.Tests.Exchange;

/// <summary>The small markets of these tests, and what a caller asks of them.</summary>
internal static class Markets
{
    public const long StartMs = CandleBuilder.StartMs;
    public const long QuarterMs = 900_000;

    public static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Five quarters of BTCUSDT with known taker volume but for the second, of ETHUSDT, and of the perpetual.</summary>
    public static ListFeed Small { get; } =
        new(
            (
                "BTCUSDT",
                new CandleBuilder()
                    .Add(100, 110.5, 95, 105, 12.345, 5.5)
                    .Add(105, 108, 101, 102, 3)
                    .Add(102, 104, 90.25, 91, 0.00012, 0)
                    .Add(91, 99, 91, 99, 7, 7)
                    .Add(99, 103, 98, 101, 40, 11)
                    .Build()
            ),
            ("ETHUSDT", new CandleBuilder().Add(10, 11, 9, 10.5, 100, 60).Add(10.5, 12, 10, 11, 50, 20).Build()),
            (
                "BTCUSDT-PERP",
                new CandleBuilder().Add(100.1, 111, 95.5, 105.2, 250.5).Add(105.2, 109, 101, 102, 90).Build()
            )
        );

    public static Task<SandboxExchange> StartAsync(
        long startMs,
        Func<SandboxExchangeOptions, SandboxExchangeOptions>? change = null
    )
    {
        var options = new SandboxExchangeOptions { Feed = Small, StartMs = startMs };
        return SandboxExchange.StartAsync(change?.Invoke(options) ?? options);
    }

    /// <summary>Hours of walking prices with a hole and without taker volume here and there.</summary>
    public static CandleSeries Walk(int count, int seed)
    {
        var random = new Random(seed);
        var builder = new CandleBuilder();
        var price = 1_000m;
        for (var i = 0; i < count; i++)
        {
            if (i == count / 3)
                builder.Hole(7);
            var close = price + (random.Next(-50, 51) / 10m);
            var (high, low) = (Math.Max(price, close) + (random.Next(0, 30) / 10m), Math.Min(price, close) - 0.7m);
            var volume = random.Next(0, 100_000) / 1000.0;
            var taker = random.Next(5) == 0 ? double.NaN : Math.Round(volume * random.NextDouble(), 3);
            builder.Add((double)price, (double)high, (double)low, (double)close, volume, taker);
            price = close;
        }
        return builder.Build();
    }

    public static async Task<JsonNode> GetAsync(Uri address, string path) =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri(address, path)))!;

    public static Task<string> TextAsync(Uri address, string path) => Http.GetStringAsync(new Uri(address, path));

    public static double Number(JsonNode? cell) =>
        cell!.ToString() is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : double.NaN;
}
