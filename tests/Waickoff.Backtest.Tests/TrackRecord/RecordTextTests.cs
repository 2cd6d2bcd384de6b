using Waickoff.Analysis.Candles;
using Waickoff.Backtest.TrackRecord;

namespace Waickoff.Backtest.Tests.TrackRecord;

public class RecordTextTests
{
    private static readonly ScenarioEntry Scenario = new(1, 1_704_067_201_000, Scenarios.Bullish, IsApart: true);

    private static readonly GradeEntry Grade = new(
        2,
        1_704_072_600_000,
        1,
        RecordChain.HashOf(RecordChain.Start, RecordText.Write(Scenario)),
        new ScenarioOutcome(ScenarioVerdict.NeverConfirmed, 0, null, 1_704_072_600_000, 6, CandleDigest.Of([]), 1)
    );

    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>As docs/track-record.md has it.</summary>
    [Fact]
    public void The_text_is_the_one_that_is_documented()
    {
        string[] scenario =
        [
            """{"version":1,"kind":"scenario","number":1,"recorded":1704067201000,"venue":"binance","simulated":false""",
            ""","symbol":"BTCUSDT","timeframe":"15m","side":"bullish","made":1704067200000,"close":100,"zone":[98,99]""",
            ""","confirmation":101,"invalidation":[97],"targets":[103,105.5],"horizon":6,"rule":1,"candles":400""",
            $$""","data":"{{Empty}}","apart":true}""",
        ];
        string[] grade =
        [
            $$"""{"version":1,"kind":"grade","number":2,"recorded":1704072600000,"of":1,"hash":"{{Grade.OfHash}}" """.TrimEnd(),
            ""","verdict":"neverConfirmed","targetsHit":0,"confirmed":null,"ended":1704072600000,"rule":1,"candles":6""",
            $$""","data":"{{Empty}}"}""",
        ];

        RecordText.Write(Scenario).ShouldBe(string.Concat(scenario));
        RecordText.Write(Grade).ShouldBe(string.Concat(grade));
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same()
    {
        RecordEntry[] entries =
        [
            Scenario,
            Grade,
            Scenario with
            {
                Scenario = Scenarios.Neutral with { Close = 0.1 + 0.2, Bottom = 1e-9, Top = 123456789.25 },
            },
            Scenario with
            {
                Scenario = Scenarios.Mirrored(Scenarios.Bullish) with { Timeframe = Timeframe.D1 },
            },
            Grade with
            {
                Outcome = Grade.Outcome with { Verdict = ScenarioVerdict.Hit, ConfirmedMs = 7 },
            },
        ];
        foreach (var entry in entries)
            RecordText.Read(RecordText.Write(entry)).ShouldBe(entry);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"kind":"wish"}""")]
    public void What_is_no_entry_is_refused(string text) => Should.Throw<FormatException>(() => RecordText.Read(text));

    [Theory]
    [InlineData(":100,", ":100.0,")]
    [InlineData(":100,", ": 100,")]
    [InlineData("[98,99]", "[98,99,99]")]
    [InlineData("[97]", "[]")]
    [InlineData(":100,", ":1e400,")]
    [InlineData("\"bullish\"", "\"Bullish\"")]
    [InlineData("\"15m\"", "\"0m\"")]
    [InlineData("\"apart\":true", "\"apart\":true,\"more\":1")]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"made\":1704067200000", "\"made\":1.5")]
    public void An_entry_has_one_text(string part, string other)
    {
        var text = RecordText.Write(Scenario);
        text.ShouldContain(part);

        Should.Throw<FormatException>(() => RecordText.Read(text.Replace(part, other, StringComparison.Ordinal)));
    }

    /// <summary>Against the tools of the machine: <c>printf</c> of the digits and <c>sha256sum</c>.</summary>
    [Fact]
    public void The_digest_of_candles_is_that_of_their_bytes()
    {
        CandleDigest.Of([]).ShouldBe(Empty);
        var candle = new Candle(1, 2, 3, 0.5, 1, 4);
        var bytes = Convert.FromHexString(
            "0100000000000000"
                + "0000000000000040"
                + "0000000000000840"
                + "000000000000e03f"
                + "000000000000f03f"
                + "0000000000001040"
                + "000000000000f87f"
        );
        CandleDigest
            .Of([candle])
            .ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        var many = Enumerable.Range(0, 1_500).Select(i => candle with { OpenTimeMs = i }).ToArray();
        using var parts = new CandleDigest();
        parts.Add(many.AsSpan(0, 700));
        parts.Add(many.AsSpan(700));
        parts.Finish().ShouldBe(CandleDigest.Of(many));
    }

    [Fact]
    public void The_hash_covers_the_entry_before()
    {
        RecordChain
            .HashOf(RecordChain.Start, "")
            .ShouldBe("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925", "32 zero bytes");
        RecordChain.HashOf(Empty, "a").ShouldNotBe(RecordChain.HashOf(RecordChain.Start, "a"));
        Should.Throw<ArgumentException>(() => RecordChain.HashOf("ab", "a"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("7")]
    [InlineData("0:" + Empty)]
    [InlineData("-1:" + Empty)]
    [InlineData("7:ab")]
    [InlineData("7:" + Empty + ":")]
    public void A_head_is_a_number_and_a_hash(string? text)
    {
        RecordHead.TryParse(text, out _).ShouldBeFalse();
        RecordHead.TryParse("7:" + Empty, out var head).ShouldBeTrue();
        head.ShouldBe(new RecordHead(7, Empty));
        head.ToString().ShouldBe("7:" + Empty);
    }
}
