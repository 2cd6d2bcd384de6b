using System.CommandLine;
using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Exchange;

namespace Waickoff.Cli.Commands;

/// <summary>
/// <c>sandbox exchange [--candles DIR] [--port-binance N] [--port-bybit N] [--speed N] [--start TIME]</c>: an exchange on this machine,
/// until Ctrl-C.
/// </summary>
internal static class SandboxCommand
{
    /// <summary>A 15-minute candle moves every three seconds of its time.</summary>
    private const int TradesPerCandle = 300;

    private const int DaysAhead = 30;
    private const long DayMs = 86_400_000;
    private const int SimulatedSeed = 1;

    public static Command Create(Strings strings)
    {
        var candles = new Option<string?>("--candles")
        {
            Description = strings.SandboxCandlesOption,
            HelpName = "DIR|FILE",
        };
        var binance = PortOption("--port-binance", "Binance", strings);
        var bybit = PortOption("--port-bybit", "Bybit", strings);
        var speed = new Option<double>("--speed")
        {
            Description = strings.SpeedOption,
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var start = new Option<string?>("--start") { Description = strings.StartOption, HelpName = "TIME" };
        var exchange = new Command("exchange", strings.SandboxExchange) { candles, binance, bybit, speed, start };
        exchange.SetAction(
            async (parsed, cancel) =>
            {
                var (feed, startMs) = Open(
                    parsed.GetValue(candles),
                    CandleSource.ReadTime(parsed.GetValue(start), strings)
                );
                var options = new SandboxExchangeOptions
                {
                    Feed = feed,
                    StartMs = startMs,
                    Speed = CheckSpeed(parsed.GetValue(speed), strings),
                    BinancePort = CheckPort(parsed.GetValue(binance), strings),
                    BybitPort = CheckPort(parsed.GetValue(bybit), strings),
                    TradesPerCandle = TradesPerCandle,
                };
                await RunAsync(options, strings, cancel);
                return ExitCodes.Done;
            }
        );
        return new Command("sandbox", strings.Sandbox)
        {
            exchange,
            SandboxModelCommand.Create(strings),
            SandboxStripeCommand.Create(strings),
        };
    }

    private static async Task RunAsync(SandboxExchangeOptions options, Strings strings, CancellationToken cancel)
    {
        // Ctrl-C is heard once a command waits for something: before it says that it listens.
        await Task.Yield();
        await using var exchange = await StartAsync(options, strings, cancel);
        var clock = DateTimeOffset.FromUnixTimeMilliseconds(options.StartMs);
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {strings.ExchangeServes(options.Feed.Source)}
                {strings.ExchangeClock($"{clock:yyyy-MM-dd HH:mm:ss} UTC", options.Speed)}

                Binance  {exchange.BinanceRest}  {exchange.BinanceStream}
                Bybit    {exchange.BybitRest}  {exchange.BybitStream}

                {strings.ExchangeUse}

                export Market__Venues__binance__RestUrl={exchange.BinanceRest}
                export Market__Venues__binance__StreamUrl={exchange.BinanceStream}
                export Market__Venues__bybit__RestUrl={exchange.BybitRest}
                export Market__Venues__bybit__StreamUrl={exchange.BybitStream}

                {strings.ExchangeStop}
                """
            )
        );
        await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
    }

    private static async Task<SandboxExchange> StartAsync(
        SandboxExchangeOptions options,
        Strings strings,
        CancellationToken cancel
    )
    {
        try
        {
            return await SandboxExchange.StartAsync(options, cancel);
        }
        catch (IOException)
        {
            throw new UsageException(strings.PortTaken(options.BinancePort, options.BybitPort));
        }
    }

    /// <summary>Recorded candles start a day before they end; a simulated market is about its start and goes on for a month.</summary>
    private static (ICandleFeed Feed, long StartMs) Open(string? path, long? wantedMs)
    {
        if (path is null)
        {
            var startMs = wantedMs ?? TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            var count = SimulatedMarket.UsualCandles + (DaysAhead * (int)(DayMs / Timeframe.M15.Milliseconds));
            return (new SimulatedFeed(SimulatedSeed, startMs + (DaysAhead * DayMs), count), startMs);
        }
        var folder = CandleFolder.Open(path);
        return (folder, wantedMs ?? folder.Symbols.Max(s => EndOf(folder, s)) - DayMs);
    }

    private static long EndOf(CandleFolder folder, string symbol)
    {
        var series = folder.Read(symbol, folder.TimeframesOf(symbol)[0]);
        return series.Count > 0 ? series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds : DayMs;
    }

    private static Option<int> PortOption(string name, string venue, Strings strings) =>
        new(name) { Description = strings.PortOption(venue), HelpName = "N" };

    internal static int CheckPort(int port, Strings strings) =>
        port is >= 0 and <= 65_535
            ? port
            : throw new UsageException(strings.BadPort(port.ToString(CultureInfo.InvariantCulture)));

    private static double CheckSpeed(double speed, Strings strings) =>
        speed is >= 0 and <= 1_000_000
            ? speed
            : throw new UsageException(strings.BadSpeed(speed.ToString(CultureInfo.InvariantCulture)));
}
