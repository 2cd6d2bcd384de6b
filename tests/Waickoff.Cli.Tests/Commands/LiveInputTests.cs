using Waickoff.Sandbox.Exchange;
using static Waickoff.Cli.Tests.Commands.LiveSetting;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>What cannot be done is said in one line, in both languages, and leaves the store as it was.</summary>
public sealed class LiveInputTests(LiveSetting live) : IClassFixture<LiveSetting>
{
    [Theory]
    [InlineData("pull NOPEUSDT", "binance: símbolo desconocido 'NOPEUSDT'", "binance: unknown symbol 'NOPEUSDT'")]
    [InlineData("watch BTC/USDT", "binance: símbolo desconocido 'BTC/USDT'", "binance: unknown symbol 'BTC/USDT'")]
    [InlineData("analyze NOPEUSDT", "binance: símbolo desconocido 'NOPEUSDT'", "binance: unknown symbol 'NOPEUSDT'")]
    [InlineData(
        "pull BTCUSDT --from 2025-03-02 --to 2025-03-01",
        "--from 2025-03-02 debe ser anterior a --to 2025-03-01",
        "--from 2025-03-02 must be earlier than --to 2025-03-01"
    )]
    [InlineData(
        "pull BTCUSDT --from 2025-03-01 --to 2125-03-01",
        "2125-03-01 está en el futuro; se admite una hora hasta ahora",
        "2125-03-01 lies in the future; allowed is a time up to now"
    )]
    [InlineData(
        "pull BTCUSDT --from soon",
        "se esperaba una fecha UTC como 2025-10-31T12:00 o milisegundos, no 'soon'",
        "expected a UTC date such as 2025-10-31T12:00 or milliseconds, not 'soon'"
    )]
    [InlineData(
        "pull BTCUSDT --venue kraken",
        "mercado desconocido 'kraken'; permitidos: binance bybit bybit-perpetual",
        "unknown venue 'kraken'; allowed: binance bybit bybit-perpetual"
    )]
    [InlineData("pull BTCUSDT --timeframe 7m", "binance: no tiene velas de 7m", "binance: has no candles of 7m")]
    [InlineData(
        "pull BTCUSDT --venue bybit --timeframe 7m",
        "bybit: no tiene velas de 7m",
        "bybit: has no candles of 7m"
    )]
    [InlineData(
        "pull BTCUSDT --out 15m.txt",
        "--out 15m.txt: se esperaba un nombre que termine en .csv o .csv.gz",
        "--out 15m.txt: expected a name that ends in .csv or .csv.gz"
    )]
    [InlineData(
        "pull BTCUSDT --out /nowhere/15m.csv",
        "--out: la carpeta /nowhere no existe",
        "--out: there is no folder /nowhere"
    )]
    public Task What_is_asked_for_wrongly(string command, string spanish, string english) =>
        ShouldBeRefusedAsync(command, line => line.ShouldBe(spanish), line => line.ShouldBe(english));

    [Theory]
    [InlineData("pull ETHUSDT")]
    [InlineData("watch ETHUSDT --venue bybit")]
    [InlineData("analyze ETHUSDT")]
    public Task A_symbol_that_was_delisted(string command) =>
        WithAsync(
            SandboxFault.Delisted,
            new FaultSetting { Symbol = "ETHUSDT" },
            () =>
                ShouldBeRefusedAsync(
                    command,
                    line => line.ShouldMatch("^(binance|bybit): ETHUSDT ya no se negocia$"),
                    line => line.ShouldMatch("^(binance|bybit): ETHUSDT is not traded any more$")
                )
        );

    [Theory]
    [InlineData(SandboxEndpoint.Candles)]
    [InlineData(SandboxEndpoint.Instruments)]
    public Task A_venue_that_answers_with_a_web_page(SandboxEndpoint endpoint) =>
        WithAsync(
            SandboxFault.Html,
            new FaultSetting { Endpoint = endpoint },
            () =>
                ShouldBeRefusedAsync(
                    "pull BTCUSDT --venue binance",
                    line =>
                        line.ShouldStartWith(
                            "binance: se esperaba una respuesta según su protocolo, llegó '<!DOCTYPE html>"
                        ),
                    line => line.ShouldStartWith("binance: expected an answer by its protocol, found '<!DOCTYPE html>")
                )
        );

    [Theory]
    [InlineData("binance")]
    [InlineData("bybit")]
    public Task A_venue_that_has_banned_us(string venue) =>
        WithAsync(
            SandboxFault.Banned,
            new FaultSetting { Value = 600 },
            () =>
                ShouldBeRefusedAsync(
                    $"pull BTCUSDT --venue {venue}",
                    line => line.ShouldBe($"{venue}: no quiere peticiones durante 600 s"),
                    line => line.ShouldBe($"{venue}: wants no requests for 600 s")
                )
        );

    [Theory]
    [InlineData("candles pull BTCUSDT", 0)]
    [InlineData("candles status", 0)]
    [InlineData("watch BTCUSDT", 0)]
    [InlineData("analyze BTCUSDT", 0)]
    [InlineData("candles status", 4_096)]
    [InlineData("analyze BTCUSDT", 4_096)]
    public async Task A_store_that_is_damaged(string command, int from)
    {
        var folder = await live.NewFilledFolderAsync("BTCUSDT", 1_000);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(StoreIn(folder));
        new Random(1).NextBytes(bytes.AsSpan(from));
        await File.WriteAllBytesAsync(StoreIn(folder), bytes);

        var results = await BothAsync(folder, command.Split(' '));

        results.Spanish.ShouldStartWith($"{StoreIn(folder)}: esto no es un almacén de velas, o está dañado (");
        results.English.ShouldStartWith($"{StoreIn(folder)}: this is not a candle store, or it is damaged (");
        (await File.ReadAllBytesAsync(StoreIn(folder))).ShouldBe(bytes);
    }

    [Theory]
    [InlineData("Market__Venues__binance__RestUrl", "localhost")]
    [InlineData("Market__Venues__bybit__StreamUrl", "http://127.0.0.1")]
    [InlineData("Market__HistoryDays", "many")]
    public async Task A_setting_that_is_none(string name, string value)
    {
        var result = await CliProcess.RunAsync(
            "dotnet",
            [CliProcess.Program, "candles", "pull", "BTCUSDT"],
            environment: new Dictionary<string, string>(live.Environment(live.NewFolder())) { [name] = value }
        );

        var line = result.ShouldBeRefused();
        line.ShouldStartWith("configuración errónea");
        line.ShouldContain(name.Replace("__", ":", StringComparison.Ordinal));
    }

    private async Task ShouldBeRefusedAsync(string command, Action<string> checkSpanish, Action<string> checkEnglish)
    {
        var folder = await live.NewFilledFolderAsync("BTCUSDT", 50);
        var before = await ContentAsync(folder);
        var args = command.Split(' ');

        var (spanish, english) = await BothAsync(folder, args[0] == "pull" ? ["candles", .. args] : args);

        checkSpanish(spanish);
        checkEnglish(english);
        (await ContentAsync(folder)).ShouldBe(before);
    }

    /// <summary>Runs a command that is to be refused in both languages at once; its one line in each.</summary>
    private async Task<(string Spanish, string English)> BothAsync(string folder, string[] args)
    {
        var results = await Task.WhenAll(live.RunAsync(folder, args), live.RunAsync(folder, [.. args, "--lang", "en"]));
        return (results[0].ShouldBeRefused(), results[1].ShouldBeRefused());
    }

    private async Task WithAsync(SandboxFault fault, FaultSetting setting, Func<Task> test)
    {
        live.Exchange.Faults.Set(fault, setting);
        try
        {
            await test();
        }
        finally
        {
            live.Exchange.Faults.Clear();
        }
    }
}
