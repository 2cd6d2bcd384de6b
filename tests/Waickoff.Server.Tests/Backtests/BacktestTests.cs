using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Strategies;
using Waickoff.Backtest.Sweeps;
using Waickoff.Market;
using Waickoff.Market.Storage;
using Waickoff.Server.Charts;

namespace Waickoff.Server.Tests.Backtests;

/// <summary>A backtest over HTTP: what it answers is what the engine computes, and what cannot be used is named.</summary>
public sealed class BacktestTests
{
    private const string Symbol = "BTCUSDT";

    private static readonly Dictionary<string, IReadOnlyList<double>> Grid = new()
    {
        ["fast"] = [5, 8, 12],
        ["slow"] = [20, 30],
    };

    public static TheoryData<bool> Databases => [false, true];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_backtest_is_what_the_engine_computes(bool isPostgres)
    {
        await using var server = await StartAsync(isPostgres);
        using var ana = await server.SignUpAsync();
        var id = await ana.StartAsync(new { symbols = new[] { Symbol }, strategy = "ema-cross" }, "the-same-key");
        (await ana.StartAsync(new { symbols = new[] { Symbol }, strategy = "ema-cross" }, "the-same-key")).ShouldBe(id);
        var reused = await ana.SendAsync(
            HttpMethod.Post,
            "/api/backtests",
            new { symbols = new[] { Symbol }, strategy = "golden-cross" },
            "the-same-key"
        );
        (await CodeAsync(reused)).ShouldBe("idempotency_key_reused");

        var found = await ana.WhenDoneAsync(id);

        var (item, result) = (found.GetProperty("backtest"), found.GetProperty("result"));
        item.GetProperty("done").GetInt32().ShouldBe(1);
        var loaded = Load(server, item, Timeframe.H1);
        var series = loaded.Timeframes[0].Candles;
        var strategy = StrategyReader.Read(StrategyLibrary.Find("ema-cross")!);
        var pure = Simulator.Run(series, strategy.Create(Timeframe.H1), strategy.Options, loaded.Base);
        var figures = result.GetProperty("figures");
        figures.GetProperty("return").GetDouble().ShouldBe(pure.Performance.Return);
        figures.GetProperty("sharpe").GetDouble().ShouldBe(pure.Performance.Sharpe);
        figures.GetProperty("candles").GetInt32().ShouldBe(series.Count);
        result
            .GetProperty("trades")
            .EnumerateArray()
            .Select(t => (t.GetProperty("entered").GetInt64() * 1_000, t.GetProperty("profit").GetDouble()))
            .ShouldBe(pure.Trades.Select(t => (series[t.EntryIndex].OpenTimeMs, t.Profit)));
        var equity = result.GetProperty("equity").GetProperty("value").EnumerateArray().Select(v => v.GetDouble());
        equity.Last().ShouldBe(pure.Equity.Span[^1]);
        equity.Min().ShouldBe(pure.Equity.ToArray().Min());
        equity.Max().ShouldBe(pure.Equity.ToArray().Max());
        result.GetProperty("isSimulated").GetBoolean().ShouldBeTrue();
        found.GetProperty("assumptions").GetProperty("feeShare").GetDouble().ShouldBe(0.001);
        found.GetProperty("notice").GetProperty("en").GetString()!.ShouldContain("not future ones");
        found.GetProperty("notice").GetProperty("es").GetString()!.ShouldContain("no son los futuros");
        var listed = await ana.GetAsync("/api/backtests");
        listed.GetProperty("backtests")[0].GetRawText().ShouldBe(item.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_sweep_is_what_the_engine_computes(bool isPostgres)
    {
        await using var server = await StartAsync(isPostgres);
        using var ana = await server.SignUpAsync();
        string[] symbols = [Symbol, "ETHUSDT"];

        var id = await ana.StartAsync(
            new
            {
                symbols,
                strategy = "ema-cross",
                timeframe = "15m",
                grid = Grid,
            }
        );
        var found = await ana.WhenDoneAsync(id);

        var item = found.GetProperty("backtest");
        item.GetProperty("kind").GetString().ShouldBe("sweep");
        (item.GetProperty("done").GetInt32(), item.GetProperty("points").GetInt32()).ShouldBe((12, 12));
        var markets = symbols.Select(s => (s, Load(server, item, Timeframe.M15, s).Timeframes[0].Candles)).ToList();
        var pure = ParameterSweep.Run(markets, StrategyLibrary.Find("ema-cross")!, Grid, cores: 1);
        var sweep = found.GetProperty("sweep");
        var points = sweep.GetProperty("points").EnumerateArray().ToList();
        points.Count.ShouldBe(12);
        foreach (var (point, expected) in points.Zip(pure.Points))
        {
            point.GetProperty("symbol").GetString().ShouldBe(expected.Symbol);
            point.GetProperty("parameters").GetProperty("fast").GetDouble().ShouldBe(expected.Parameters["fast"]);
            point.GetProperty("parameters").GetProperty("slow").GetDouble().ShouldBe(expected.Parameters["slow"]);
            point.GetProperty("figures").GetProperty("return").GetDouble().ShouldBe(expected.Performance.Return);
        }
        sweep.GetProperty("deflatedSharpe").GetDouble().ShouldBe(pure.DeflatedSharpe);
        sweep.GetProperty("walkForwardReturn").GetDouble().ShouldBe(pure.WalkForwardReturn);
        pure.Points[sweep.GetProperty("best").GetInt32()].ShouldBe(pure.Best);
    }

    /// <summary>Candles of a venue, with a correction that came after the start: it is left out.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Stored_candles_are_taken_before_simulated_ones(bool isPostgres)
    {
        var database = isPostgres ? await PostgresServer.NewDatabaseAsync() : "";
        await using var server = await RunningServer.StartAsync(database);
        using var ana = await server.SignUpAsync();
        var walk = RandomCandles.Walk(3, 3_000, Timeframe.M15, holes: false);
        var where = isPostgres ? database : Path.Combine(server.Folder.FullName, "candles.db");
        await using var store = await CandleStore.OpenAsync(where, TimeProvider.System);
        await store.SaveAsync(new("binance", Symbol, Timeframe.M15), walk.Span.ToArray());
        var from = DateTimeOffset.FromUnixTimeMilliseconds(walk[1_000].OpenTimeMs);

        var id = await ana.StartAsync(
            new
            {
                symbols = new[] { Symbol },
                rule = JsonNode.Parse(StrategyLibrary.Find("ema-cross")!),
                timeframe = "15m",
                parameters = new { fast = 4 },
                from,
            }
        );
        var result = (await ana.WhenDoneAsync(id)).GetProperty("result");

        result.GetProperty("isSimulated").GetBoolean().ShouldBeFalse();
        result.GetProperty("source").GetString().ShouldBe("binance");
        result.GetProperty("first").GetDateTimeOffset().ShouldBe(from);
        var strategy = StrategyReader.Read(
            StrategyLibrary.Find("ema-cross")!,
            new Dictionary<string, double> { ["fast"] = 4 }
        );
        var options = strategy.Options with { FromMs = from.ToUnixTimeMilliseconds() };
        var pure = Simulator.Run(walk, strategy.Create(Timeframe.M15), options);
        result.GetProperty("figures").GetProperty("return").GetDouble().ShouldBe(pure.Performance.Return);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_cancelled_backtest_stops_and_stays_as_it_is(bool isPostgres)
    {
        await using var server = await StartAsync(isPostgres);
        using var ana = await server.SignUpAsync();
        var values = Enumerable.Range(2, 1_000).Select(v => (double)v);
        var sweep = new
        {
            symbols = new[] { Symbol },
            rule = BacktestClient.SlowRule(),
            timeframe = "15m",
            grid = new Dictionary<string, IEnumerable<double>> { ["horizon"] = values },
        };
        var id = await ana.StartAsync(sweep);
        await ana.WhenAsync(id, b => b.GetProperty("done").GetInt32() > 0);

        var cancelled = await ana.PostAsync($"/api/backtests/{id}/cancel");

        cancelled.GetProperty("state").GetString().ShouldBe("cancelled");
        (await ana.PostAsync($"/api/backtests/{id}/cancel")).GetRawText().ShouldBe(cancelled.GetRawText());
        // Its one worker is free again.
        await ana.WhenDoneAsync(await ana.StartAsync(new { symbols = new[] { Symbol }, strategy = "golden-cross" }));
        var found = await ana.GetAsync($"/api/backtests/{id}");
        found.GetProperty("backtest").GetProperty("state").GetString().ShouldBe("cancelled");
        found.TryGetProperty("sweep", out _).ShouldBeFalse();
        (await ana.SendAsync(HttpMethod.Delete, $"/api/backtests/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ana.SendAsync(HttpMethod.Get, $"/api/backtests/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_cannot_be_used_is_named_with_its_place_and_what_is_allowed()
    {
        await using var server = await StartAsync(isPostgres: false);
        using var ana = await server.SignUpAsync();
        string[] symbols = [Symbol];
        var wrong = JsonNode.Parse(
            """{"name": "a", "entries": [{"side": "long", "when": {"compare": ["close", "=", 1]}}]}"""
        );

        var rule = await ana.RefusedAsync(new { symbols, rule = wrong });
        rule.GetProperty("code").GetString().ShouldBe("invalid_rule");
        rule.GetProperty("field").GetString().ShouldBe("$.entries[0].when.compare[1]");
        rule.GetProperty("allowed").GetString().ShouldBe("one of >, >=, <, <=");
        using var half = new HttpRequestMessage(HttpMethod.Post, "/api/backtests")
        {
            Content = new StringContent(
                """{"symbols": ["BTCUSDT"], "rule": {"name": "\ud800"}}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        half.Headers.Add("X-XSRF-TOKEN", await ana.TokenAsync());
        half.Headers.Add("Idempotency-Key", "half-a-character");
        (await CodeAsync(await ana.Http.SendAsync(half))).ShouldBe("invalid_rule");
        var empty = await ana.RefusedAsync(
            new
            {
                symbols,
                strategy = "ema-cross",
                to = "2010-01-01T00:00:00Z",
            }
        );
        empty.GetProperty("code").GetString().ShouldBe("nothing_in_period");
        empty.GetProperty("detail").GetString()!.ShouldContain("There are from 20");
        foreach (
            var (field, request) in new (string, object)[]
            {
                ("strategy", new { symbols }),
                ("strategy", new { symbols, strategy = "nothing" }),
                (
                    "strategy",
                    new
                    {
                        symbols,
                        strategy = "ema-cross",
                        rule = wrong,
                    }
                ),
                ("symbols", new { symbols = Array.Empty<string>(), strategy = "ema-cross" }),
                ("symbols", new { symbols = new[] { Symbol, "ETHUSDT" }, strategy = "ema-cross" }),
                ("symbols", new { symbols = new[] { "NOTHING" }, strategy = "ema-cross" }),
                (
                    "timeframe",
                    new
                    {
                        symbols,
                        strategy = "ema-cross",
                        timeframe = "1w",
                    }
                ),
                (
                    "timeframe",
                    new
                    {
                        symbols,
                        strategy = "ema-cross",
                        timeframe = "5m",
                    }
                ),
                (
                    "from",
                    new
                    {
                        symbols,
                        strategy = "ema-cross",
                        from = "2999-01-01T00:00:00Z",
                    }
                ),
                (
                    "grid",
                    new
                    {
                        symbols,
                        strategy = "ema-cross",
                        grid = new { fast = new[] { 1, 1 } },
                    }
                ),
                (
                    "$.parameters.quick",
                    new
                    {
                        symbols,
                        strategy = "ema-cross",
                        parameters = new { quick = 1 },
                    }
                ),
            }
        )
            (await ana.RefusedAsync(request)).GetProperty("field").GetString().ShouldBe(field);
    }

    [Fact]
    public async Task The_library_can_be_read_by_everybody_in_both_languages()
    {
        await using var server = await StartAsync(isPostgres: false);
        using var nobody = new ApiClient(server.Address);

        var library = await nobody.GetAsync("/api/backtests/library");

        library.EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(StrategyLibrary.Names);
        foreach (var item in library.EnumerateArray())
        {
            var about = item.GetProperty("about");
            about.GetProperty("es").GetString().ShouldNotBe(about.GetProperty("en").GetString());
            StrategyReader.Read(item.GetProperty("strategy").GetRawText());
        }
        var schema = await nobody.GetAsync("/api/backtests/schema");
        JsonElement.DeepEquals(schema, JsonDocument.Parse(StrategySchema.Read()).RootElement).ShouldBeTrue();
    }

    private static async Task<RunningServer> StartAsync(bool isPostgres) =>
        await RunningServer.StartAsync(isPostgres ? await PostgresServer.NewDatabaseAsync() : "");

    private static MarketSeries Load(
        RunningServer server,
        JsonElement item,
        Timeframe timeframe,
        string symbol = Symbol
    ) =>
        MarketData.Load(
            server.Get<SimulatedMarketFeed>().Open(),
            symbol,
            [timeframe],
            item.GetProperty("to").GetDateTimeOffset().ToUnixTimeMilliseconds()
        );

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
