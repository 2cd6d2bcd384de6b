using System.Text.Json;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Setups;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Strategies;
using Waickoff.Backtest.Tests.Simulation;
using Waickoff.Testing;

namespace Waickoff.Backtest.Tests.Strategies;

public class StrategyReaderTests
{
    public static TheoryData<string> Library => [.. StrategyLibrary.Names];

    [Fact]
    public void Rules_trade_as_the_same_strategy_written_by_hand()
    {
        const string Json = """
            {"name": "cross",
             "entries": [{"side": "long", "when": {"cross": [{"ema": 5}, "above", {"ema": 20}]}},
                         {"side": "short", "when": {"cross": [{"ema": 5}, "below", {"ema": 20}]}}],
             "exits": [{"side": "short", "when": {"cross": [{"ema": 5}, "above", {"ema": 20}]}},
                       {"side": "long", "when": {"cross": [{"ema": 5}, "below", {"ema": 20}]}}]}
            """;
        var series = RandomCandles.Walk(1, 2_000, holes: false);
        var read = StrategyReader.Read(Json);
        var trades = Simulator.Run(series, read.Create(Timeframe.M15), read.Options).Trades;
        trades.Count.ShouldBeGreaterThan(50);
        var byHand = Simulator.Run(series, new CrossStrategy()).Trades;
        trades.Select(t => t with { SetupIndex = -1 }).ShouldBe(byHand);
    }

    [Fact]
    public void Rules_on_a_break_of_20_candles_trade_as_by_hand()
    {
        const string Json = """
            {"name": "break", "size": {"risk": 0.02}, "positions": 2, "leverage": 3,
             "entries": [
               {"side": "long", "when": {"compare": ["close", ">", {"highest": 20}]}, "horizon": 30,
                "stop": {"price": {"lowest": 20}}, "targets": [{"r": 1, "share": 0.5}, {"r": 3, "share": 0.5}]},
               {"side": "short", "when": {"compare": ["close", "<", {"lowest": 20}]}, "horizon": 30,
                "stop": {"price": {"highest": 20}}, "targets": [{"r": 1, "share": 0.5}, {"r": 3, "share": 0.5}]}]}
            """;
        var series = RandomCandles.Walk(3, 2_000, holes: false);
        var read = StrategyReader.Read(Json);
        var trades = Simulator.Run(series, read.Create(Timeframe.M15), read.Options).Trades;
        trades.Count.ShouldBeGreaterThan(50);
        var byHand = Simulator.Run(series, new BreakoutStrategy(), read.Options).Trades;
        trades.Select(t => t with { SetupIndex = -1 }).ShouldBe(byHand);
    }

    [Fact]
    public void A_sequence_holds_once_and_in_time()
    {
        // Closes 100, 99, 101, 102: a fall at 1, a rise at 2 and 3; the second rise has no fall of its own.
        const string Json = """
            {"name": "then", "positions": 5, "size": {"share": 0.1},
             "entries": [{"side": "long",
                          "when": {"then": [{"compare": ["close", "<", "open"]}, {"compare": ["close", ">", "open"]}],
                                   "within": 2}}]}
            """;
        var series = new CandleBuilder().To(100).To(99).To(101).To(102).To(103).Build();
        var read = StrategyReader.Read(Json);
        var trade = Simulator.Run(series, read.Create(Timeframe.M15), read.Options).Trades.ShouldHaveSingleItem();
        trade.EntryIndex.ShouldBe(3);
        trade.SetupIndex.ShouldBe(2);
    }

    [Theory]
    [InlineData("""[1]""", "$", "an object with name, about")]
    [InlineData("""{"name": 1}""", "$.entries", "a list of entries")]
    [InlineData("""{"name": "a", "entires": []}""", "$.entires", "entries")]
    [InlineData("""{"name": "a", "entries": []}""", "$.entries", "a list of entries")]
    [InlineData("""{"name": "a", "entries": [{"side": "up"}]}""", "$.entries[0].side", "one of long, short")]
    [InlineData("""{"name": "a", "entries": [{"side": "long"}]}""", "$.entries[0].when", "all, any, not")]
    [InlineData(
        """{"name": "a", "entries": [{"side": "long", "when": {"all": [{"compare": ["close", "=", 1]}]}}]}""",
        "$.entries[0].when.all[0].compare[1]",
        "one of >, >=, <, <="
    )]
    [InlineData(
        """{"name": "a", "entries": [{"side": "long", "when": {"compare": [{"ema": 0}, ">", 1]}}]}""",
        "$.entries[0].when.compare[0].ema",
        "a whole number from 1 to 5000"
    )]
    [InlineData(
        """{"name": "a", "entries": [{"side": "long", "when": {"finding": "wyckoff/spring"}}]}""",
        "$.entries[0].when.finding",
        "wyckoff/Spring"
    )]
    [InlineData(
        """{"name": "a", "entries": [{"side": "long", "when": {"setup": "x", "side": "bullish"}}]}""",
        "$.entries[0].when.setup",
        "spring-test"
    )]
    [InlineData(
        """{"name": "a", "entries": [{"side": "long", "when": {"bias": "swing", "is": "bullish"}, "targets": [{"r": 2}]}]}""",
        "$.entries[0].targets[0].r",
        "there is no stop"
    )]
    [InlineData(
        """{"name": "a", "size": {"risk": 0.01}, "entries": [{"side": "long", "when": {"bias": "swing", "is": "bullish"}}]}""",
        "$.entries[0].stop",
        "a stop"
    )]
    [InlineData("""{"name": "a",""", "$", "a JSON object")]
    public void What_cannot_be_used_names_its_place_and_what_is_allowed(string json, string path, string allowed)
    {
        var e = Should.Throw<StrategyException>(() => StrategyReader.Read(json));
        e.Path.ShouldBe(path);
        e.Allowed.English.ShouldContain(allowed);
        e.Allowed.Spanish.ShouldNotBeEmpty();
        e.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void The_library_holds_the_twelve_setups_and_classics()
    {
        StrategyLibrary.Names.ShouldBeUnique();
        SetupNames.All.ShouldBeSubsetOf(StrategyLibrary.Names);
        StrategyLibrary.Names.Count.ShouldBeGreaterThan(SetupNames.All.Count);
        StrategyLibrary.Find("none").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Library))]
    public void Each_of_the_library_runs_and_does_not_look_ahead(string name)
    {
        var read = StrategyReader.Read(StrategyLibrary.Find(name)!);
        read.Name.ShouldBe(name);
        read.About.ShouldNotBeEmpty();
        var random = new Random(name.Length);
        for (var window = 0; window < 10; window++)
        {
            var series = RandomCandles.Walk(window, 1_000);
            LookAheadCheck
                .FirstDifference(
                    series,
                    random.Next(300, series.Count),
                    (ulong)window,
                    s => Simulator.Run(s, read.Create(s.Timeframe), read.Options)
                )
                .ShouldBeNull();
        }
    }

    [Fact]
    public void The_schema_names_what_the_reader_takes()
    {
        using var schema = JsonDocument.Parse(StrategySchema.Read());
        var kinds = schema.RootElement.GetProperty("$defs").GetProperty("condition").GetProperty("oneOf");
        EnumOf(kinds, "finding").ShouldBe(FindingSource.Spelled, ignoreOrder: true);
        EnumOf(kinds, "setup").ShouldBe(SetupNames.All);

        static IEnumerable<string> EnumOf(JsonElement kinds, string name) =>
            kinds
                .EnumerateArray()
                .First(k => k.GetProperty("required")[0].GetString() == name)
                .GetProperty("properties")
                .GetProperty(name)
                .GetProperty("enum")
                .EnumerateArray()
                .Select(v => v.GetString()!);
    }
}
