using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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

    [Theory]
    [InlineData("--port", "-1", "expected a port from 0 to 65535, not '-1'")]
    [InlineData("--first-token", "700000", "expected 0 to 600000 milliseconds, not '700000'")]
    [InlineData("--tokens-per-second", "-5", "expected 0 to 1000000 tokens per second, not '-5'")]
    [InlineData("--script", "nice", "unknown script 'nice'; allowed: honest, down,")]
    public async Task A_wrong_option_of_the_model_is_refused(string option, string value, string expected)
    {
        var result = await CliProcess.RunAsync("sandbox", "model", option, value, "--lang", "en");

        result.ShouldBeRefused().ShouldStartWith(expected);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";

        var result = await CliProcess.RunAsync("sandbox", "model", "--port", port);

        result
            .ShouldBeRefused()
            .ShouldBe($"no se puede escuchar en el puerto {port}: está ocupado; 0 deja elegir al sistema");
    }

    [Fact]
    public async Task The_model_says_what_to_set_and_answers_as_its_script_wants()
    {
        string[] args = [CliProcess.Program, "sandbox", "model", "--first-token", "0", "--script", "error-529"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true })!;
        try
        {
            var lines = new List<string>();
            while (
                await process.StandardOutput.ReadLineAsync() is { } line
                && !line.StartsWith("Ctrl-C", StringComparison.Ordinal)
            )
                lines.Add(line);

            lines[0].ShouldStartWith("Modelo de prueba: sus respuestas no son de ningún modelo real. Modelos: claude-");
            lines.ShouldContain("export ANTHROPIC_API_KEY=sandbox");
            var address = lines.Single(l => l.StartsWith("export ANTHROPIC_BASE_URL=", StringComparison.Ordinal));
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{address.Split('=')[1]}/v1/messages");
            request.Headers.Add("x-api-key", "sandbox");
            request.Headers.Add("anthropic-version", "2026-10-21");
            request.Content = new StringContent(
                """{"model":"claude-haiku-5-5","max_tokens":9,"messages":[{"role":"user","content":"x"}]}"""
            );
            using var answer = await http.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(529);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    [Theory]
    [InlineData("--port", "70000", "expected a port from 0 to 65535, not '70000'")]
    [InlineData("--tax", "101", "--tax: expected 0 to 100, not '101'")]
    [InlineData(
        "--webhook",
        "https://example.com/x",
        "expected an http address of this machine, not 'https://example.com/x'"
    )]
    public async Task A_wrong_option_of_Stripe_is_refused(string option, string value, string expected)
    {
        var result = await CliProcess.RunAsync("sandbox", "stripe", option, value, "--lang", "en");

        result.ShouldBeRefused().ShouldBe(expected);
    }

    [Fact]
    public async Task Stripe_says_where_it_is_and_sends_its_events_again()
    {
        string[] args = [CliProcess.Program, "sandbox", "stripe", "--lang", "en"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true })!;
        try
        {
            var lines = new List<string>();
            while (
                await process.StandardOutput.ReadLineAsync() is { } line
                && !line.StartsWith("Ctrl-C", StringComparison.Ordinal)
            )
                lines.Add(line);
            string Value(string name) => lines.Single(l => l.StartsWith(name, StringComparison.Ordinal)).Split("  ")[1];
            lines[0].ShouldBe("Sandbox Stripe: no money moves.");
            using var http = new HttpClient { BaseAddress = new Uri(Value("Address")) };
            http.DefaultRequestHeaders.Authorization = new("Bearer", Value("Key"));
            using var page = await http.PostAsync(
                "/v1/checkout/sessions",
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["mode"] = "payment",
                        ["success_url"] = "http://127.0.0.1/paid",
                        ["line_items[0][quantity]"] = "1",
                        ["line_items[0][price_data][currency]"] = "usd",
                        ["line_items[0][price_data][unit_amount]"] = "500",
                        ["line_items[0][price_data][product_data][name]"] = "Starter",
                    }
                )
            );
            var id = JsonNode.Parse(await page.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
            using var expired = await http.PostAsync($"/v1/checkout/sessions/{id}/expire", null);
            expired.StatusCode.ShouldBe(HttpStatusCode.OK);

            string[] replay = ["sandbox", "stripe", "replay", Value("Address"), "--times", "3", "--lang", "en"];
            var nobody = await CliProcess.RunAsync(replay);
            var elsewhere = await CliProcess.RunAsync([
                "sandbox",
                "stripe",
                "replay",
                "http://127.0.0.1:9",
                "--lang",
                "en",
            ]);

            nobody.ExitCode.ShouldBe(0, nobody.Error);
            nobody.Output.ShouldBe("0 sent, 0 taken\n");
            elsewhere.ShouldBeRefused().ShouldBe("no sandbox Stripe answers at http://127.0.0.1:9/");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
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
