using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Waickoff.Cli.Tests.Commands;

public sealed class SandboxCommandTests
{
    [Theory]
    [InlineData("--port-binance", "70000", "expected a port from 0 to 65535, not '70000'")]
    [InlineData("--speed", "-1", "expected a speed from 0 to 1000000, not '-1'")]
    [InlineData("--start", "soon", "expected a UTC date such as 2025-10-31T12:00 or milliseconds, not 'soon'")]
    public async Task A_wrong_option_is_refused(string option, string value, string expected)
    {
        var result = await CliProcess.RunAsync("sandbox", "exchange", option, value, "--lang", "en");

        result.ShouldBeRefused().ShouldBe(expected);
    }

    [Fact]
    public async Task It_says_where_it_listens_serves_the_simulated_market_and_ends_with_Ctrl_C()
    {
        string[] args = [CliProcess.Program, "sandbox", "exchange", "--speed", "0", "--start", "1790000000000"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true })!;
        try
        {
            var lines = new List<string>();
            while (
                await process.StandardOutput.ReadLineAsync() is { } line
                && !line.StartsWith("Ctrl-C", StringComparison.Ordinal)
            )
                lines.Add(line);

            lines[0].ShouldBe("Exchange de prueba, no es un mercado real. Velas: simulated market, seed 1");
            lines[1].ShouldBe("Su reloj: 2026-09-21 14:13:20 UTC, velocidad 0");
            Value("Market__Venues__binance__StreamUrl").ShouldStartWith("ws://127.0.0.1:");
            Value("Market__Venues__bybit__StreamUrl").ShouldEndWith("/v5/public");
            using var http = new HttpClient();
            var rest = Value("Market__Venues__binance__RestUrl");
            JsonNode.Parse(await http.GetStringAsync(new Uri(rest + "api/v3/time")))!["serverTime"]!
                .GetValue<long>()
                .ShouldBe(1_790_000_000_000);
            (
                await http.GetStringAsync(new Uri(Value("Market__Venues__bybit__RestUrl") + "v5/market/time"))
            ).ShouldContain("\"retCode\":0");

            string Value(string name) =>
                lines.Single(l => l.Contains(name + "=", StringComparison.Ordinal)).Split('=')[1];
            using (var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]))
                await interrupt.WaitForExitAsync();
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await process.WaitForExitAsync(soon.Token);
            process.ExitCode.ShouldBe(130);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
