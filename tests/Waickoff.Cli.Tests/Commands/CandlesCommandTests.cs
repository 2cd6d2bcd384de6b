using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Market.Storage;
using static Waickoff.Cli.Tests.Commands.LiveSetting;

namespace Waickoff.Cli.Tests.Commands;

public sealed class CandlesCommandTests(LiveSetting live) : IClassFixture<LiveSetting>
{
    private const string Symbol = "BTCUSDT";
    private static readonly SeriesName Series = new("binance", Symbol, Timeframe.M15);

    private long From => live.StartMs - (1_500 * Timeframe.M15.Milliseconds);

    [Fact]
    public async Task Pulled_candles_are_those_of_the_venue_to_the_last_digit_and_are_asked_for_once()
    {
        var folder = live.NewFolder();
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "15m.csv.gz");
        var wanted = live.Candles(Symbol, From, live.StartMs);
        string[] pull = ["candles", "pull", "btcusdt", "--from", Ms(From), "--to", Ms(live.StartMs)];

        var first = await live.RunAsync(folder, pull);

        first.ShouldBe(
            new CliResult(0, "binance:BTCUSDT:15m: 1500 velas nuevas, 1500 guardadas en total, sin huecos\n", "")
        );
        (await StoredAsync(folder, Series)).ShouldBe(wanted);

        var asked = live.KlineRequests;
        var second = await live.RunAsync(folder, [.. pull, "--out", file, "--lang", "en"]);

        live.KlineRequests.ShouldBe(asked, "what is there is not asked for again");
        second.Output.ShouldBe(
            "binance:BTCUSDT:15m: 0 new candles, 1500 stored in all, without holes\n"
                + $"1500 candles written to {file}\n"
        );
        CandleFile.Read(file).Series.Span.ToArray().ShouldBe(wanted);
    }

    [Fact]
    public async Task Without_dates_the_last_thirty_days_are_pulled_up_to_the_last_closed_candle()
    {
        var folder = live.NewFolder();

        var result = await live.RunAsync(folder, "candles", "pull", "ETHUSDT", "--timeframe", "1h");

        result.ExitCode.ShouldBe(0, result.Error);
        var stored = await StoredAsync(folder, new SeriesName("binance", "ETHUSDT", Timeframe.H1));
        var now = TimeProvider.System.GetUtcNow();
        (now - DateTimeOffset.FromUnixTimeMilliseconds(stored[0].OpenTimeMs)).TotalDays.ShouldBeInRange(29.9, 30.1);
        stored[^1].OpenTimeMs.ShouldBe(Timeframe.H1.Floor(live.Exchange.Clock.NowMs) - Timeframe.H1.Milliseconds);
    }

    [Fact]
    public async Task Another_venue_can_be_named()
    {
        var folder = live.NewFolder();

        var result = await live.RunAsync(
            folder,
            ["candles", "pull", Symbol, "--venue", "bybit", "--from", Ms(From), "--to", Ms(live.StartMs)]
        );

        result.Output.ShouldBe("bybit:BTCUSDT:15m: 1500 velas nuevas, 1500 guardadas en total, sin huecos\n");
        var wanted = live.Candles(Symbol, From, live.StartMs).Select(c => c with { TakerBuyVolume = double.NaN });
        (await StoredAsync(folder, Series with { Venue = "bybit" })).ShouldBe(wanted);
    }

    [Theory]
    [InlineData("es", "Huecos", "2 (5)")]
    [InlineData("en", "Holes", "2 (5)")]
    public async Task The_status_is_a_table_that_fits_eighty_columns(string language, string title, string holes)
    {
        var folder = live.NewFolder();
        await using (var store = await CandleStore.OpenAsync(StoreIn(folder), TimeProvider.System))
        {
            var candles = live.Candles("DOGEUSDT", From, live.StartMs);
            await store.SaveAsync(
                new SeriesName("bybit-perpetual", "DOGEUSDT", Timeframe.M15),
                [.. candles[..200], .. candles[204..500], .. candles[501..]]
            );
            await store.SaveAsync(Series, live.Candles(Symbol, From, live.StartMs));
        }

        var result = await CliProcess.RunAsync(
            "env",
            ["COLUMNS=80", "dotnet", CliProcess.Program, "candles", "status", "--lang", language],
            environment: live.Environment(folder)
        );

        result.ExitCode.ShouldBe(0, result.Error);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(4, result.Output);
        lines.ShouldAllBe(line => line.Length <= 80);
        result.Output.ShouldNotContain("…");
        lines[0].ShouldContain(title);
        lines[2].ShouldContain("binance:BTCUSDT:15m");
        lines[2].ShouldContain(language == "es" ? "1.500" : "1,500");
        lines[3].ShouldContain("bybit-perpetual:DOGEUSDT:15m");
        lines[3].ShouldContain(holes);
    }

    [Theory]
    [InlineData("es", "No hay velas guardadas en ")]
    [InlineData("en", "No candles are stored in ")]
    public async Task An_empty_store_is_said_with_what_to_do(string language, string expected)
    {
        var result = await live.RunAsync(live.NewFolder(), "candles", "status", "--lang", language);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldStartWith(expected);
        result.Output.ShouldContain("waickoff candles pull");
    }

    [Fact]
    public async Task Files_and_folders_are_checked()
    {
        var folder = Directory.CreateDirectory(live.NewFolder()).FullName;
        var (good, bad) = (Path.Combine(folder, "15m.csv"), Path.Combine(folder, "bad", "15m.csv"));
        var candles = live.Candles(Symbol, From, live.StartMs);
        await CandleFileWriter.WriteAsync(good, new CandleSeries(Timeframe.M15, candles), default);
        Directory.CreateDirectory(Path.Combine(folder, "bad"));
        var lines = await File.ReadAllLinesAsync(good);
        (lines[10], lines[11]) = (lines[11], lines[10]);
        await File.WriteAllLinesAsync(bad, lines);

        var clean = await live.RunAsync(folder, "candles", "check", good);
        var faulty = await live.RunAsync(folder, "candles", "check", bad, "--lang", "en");
        var both = await live.RunAsync(folder, "candles", "check", folder);

        clean.ExitCode.ShouldBe(0, clean.Error);
        clean.Output.ShouldStartWith($"✓ {good}: 1500 velas, ");
        faulty.ExitCode.ShouldBe(1);
        faulty.Output.ShouldStartWith($"✗ {bad}: 1 faults in 1500 rows\n    line 12: ");
        both.ExitCode.ShouldBe(1);
        both.Output.ShouldContain($"✓ {good}");
        both.Output.ShouldContain($"✗ {bad}");
        both.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_refused()
    {
        var result = await live.RunAsync(live.NewFolder(), "candles", "check", "/nowhere/15m.csv", "--lang", "en");

        result.ShouldBeRefused().ShouldBe("/nowhere/15m.csv: expected a .csv or .csv.gz file, or a folder with some");
    }
}
