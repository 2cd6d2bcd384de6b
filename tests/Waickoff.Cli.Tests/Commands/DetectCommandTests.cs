using System.Text.Json;
using Waickoff.Analysis.Candles;
using Waickoff.Testing;

namespace Waickoff.Cli.Tests.Commands;

public sealed class DetectCommandTests : IDisposable
{
    private const long Start = CandleBuilder.StartMs;
    private readonly CandleFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_result_is_one_object_that_says_what_was_run_on_what_and_found()
    {
        var candles = new CandleBuilder().Flat(2, 100).To(110).To(100).To(100);
        var path = files.Write("BTCUSDT/15m.csv", candles.Build());

        var result = await CliProcess.RunAsync("detect", "swings", "--candles", path, "--set", "length=2");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        result.Output.ShouldBe(
            $$"""
            {"detector":"swings","ruleVersion":1,"parameters":{"length":2},"candles":{"count":5,"from":{{Start}},"to":{{Start
                + (4 * 900_000)}},"gaps":[]},"findings":[{"id":"file:BTCUSDT:15m:swings-high.2:{{Start
                + (2 * 900_000)}}:{{Start
                + (4 * 900_000)}}:bearish:110","kind":"high","side":"bearish","index":2,"confirmedIndex":4,"time":{{Start
                + (2 * 900_000)}},"level":110,"label":null,"inputs":{},"events":[]}]}

            """
        );
    }

    [Fact]
    public async Task A_hole_is_told_with_the_candle_before_it_and_moves_no_index()
    {
        var path = files.Write(
            "ETHUSDT/1h.csv.gz",
            new CandleBuilder(Timeframe.H1).Flat(3, 100).Hole(2).Flat(1, 100).Build()
        );

        var found = await DetectAsync("swings", path);

        found.GetProperty("candles").GetProperty("count").GetInt32().ShouldBe(4);
        var gap = found.GetProperty("candles").GetProperty("gaps").EnumerateArray().ShouldHaveSingleItem();
        gap.GetProperty("after").GetInt64().ShouldBe(Start + (2 * 3_600_000));
        gap.GetProperty("missing").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task The_life_of_a_finding_is_listed_in_order_and_its_inputs_are_an_object()
    {
        var candles = new CandleBuilder().To(100).To(110).Add(111, 113, 111, 112).Add(112, 112, 105, 106).Build();
        var path = files.Write("gaps.csv", candles);

        var found = await DetectAsync("fair-value-gaps", path);

        var gap = found.GetProperty("findings").EnumerateArray().ShouldHaveSingleItem();
        gap.GetProperty("id").GetString()!.ShouldStartWith("file:gaps:15m:fair-value-gaps:");
        gap.GetProperty("top").GetDouble().ShouldBe(111);
        gap.GetProperty("bottom").GetDouble().ShouldBe(100);
        // Seen at the third of the first three candles, no volume score can be known.
        gap.GetProperty("inputs").GetProperty("volumeZ").ValueKind.ShouldBe(JsonValueKind.Null);
        gap.GetProperty("events")
            .EnumerateArray()
            .Select(e => (e.GetProperty("state").GetString(), e.GetProperty("index").GetInt32()))
            .ShouldBe([("touched", 3), ("half", 3)]);
    }

    [Fact]
    public async Task An_indicator_has_a_value_at_every_candle_and_null_in_warm_up()
    {
        var path = files.Write("one.csv", new CandleBuilder().To(100).To(101).To(102).To(103).Build());

        var found = await DetectAsync("bollinger", path, "--set", "length=3", "deviations=1");

        var series = found.GetProperty("series");
        series.EnumerateObject().Select(p => p.Name).ShouldBe(["lower", "middle", "upper", "percentB", "bandwidth"]);
        var middle = series.GetProperty("middle").EnumerateArray().ToList();
        middle.Take(2).ShouldAllBe(v => v.ValueKind == JsonValueKind.Null);
        middle.Skip(2).Select(v => v.GetDouble()).ShouldBe([101, 102]);
        found.GetProperty("findings").GetArrayLength().ShouldBe(0);
        found.GetProperty("reason").GetString().ShouldBe("one value per candle, nothing to find");
    }

    [Theory]
    [InlineData(0, "no candles")]
    [InlineData(1, "no swing confirmed yet: 1 of 11 candles")]
    [InlineData(10, "no swing confirmed yet: 10 of 11 candles")]
    [InlineData(11, "no swing: all 11 candles at one price")]
    public async Task Nothing_found_comes_with_the_reason(int count, string reason)
    {
        var path = files.Write("15m.csv", new CandleBuilder().Flat(count, 100).Build());

        var found = await DetectAsync("swings", path);

        found.GetProperty("findings").GetArrayLength().ShouldBe(0);
        found.GetProperty("reason").GetString().ShouldBe(reason);
    }

    [Fact]
    public async Task Timing_is_one_line_beside_the_result()
    {
        var path = files.Write("15m.csv", RandomCandles.Walk(1, 500));

        var result = await CliProcess.RunAsync("detect", "ema", "--candles", path, "--timing");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldMatch(@"^\d+\.\d ns/candle, 0\.0 B/candle\n$");
        JsonDocument.Parse(result.Output).RootElement.GetProperty("detector").GetString().ShouldBe("ema");
    }

    [Theory]
    [InlineData("candle", "", "detector desconocido 'candle'")]
    [InlineData("swings", "width=5", "opción desconocida 'width'")]
    [InlineData("swings", "length=0", "un número entero de 1 a 1000")]
    [InlineData("swings", "length=5.5", "un número entero de 1 a 1000")]
    [InlineData("swings", "length", "nombre=valor")]
    [InlineData("order-blocks", "choice=first", "uno de extreme last-opposite")]
    [InlineData("fair-value-gaps", "joined=perhaps", "true o false")]
    [InlineData("legs", "reversalAtr=0", "mayor que 0")]
    [InlineData("legs", "reversalAtr=NaN", "mayor que 0")]
    public async Task An_unknown_detector_option_or_value_is_refused_with_what_is_allowed(
        string detector,
        string pair,
        string expected
    )
    {
        var path = files.Write("15m.csv", new CandleBuilder().Flat(3, 100).Build());
        string[] set = pair.Length > 0 ? ["--set", pair] : [];

        var result = await CliProcess.RunAsync(["detect", detector, "--candles", path, .. set]);

        result.ShouldBeRefused().ShouldContain(expected);
    }

    [Fact]
    public async Task An_unknown_detector_is_answered_with_those_there_are()
    {
        var result = await CliProcess.RunAsync("detect", "x", "--candles", "none.csv", "--lang", "en");

        var line = result.ShouldBeRefused();
        line.ShouldStartWith("unknown detector 'x'; allowed: ");
        line.ShouldContain("fair-value-gaps");
        line.ShouldContain("order-blocks");
    }

    [Theory]
    [InlineData(
        "open_time_ms,open,high,low,volume,taker_buy_volume\n",
        1,
        "open_time_ms,open,high,low,close,volume,taker_buy_volume"
    )]
    [InlineData(
        CandleFiles.Header + "\n0,1,1,1,1,1,\n900000,1,ab,1,1,1,\n",
        3,
        "expected a number as high, found 'ab'"
    )]
    [InlineData(CandleFiles.Header + "\n0,1,1,NaN,1,1,\n", 2, "expected a number as low, found 'NaN'")]
    [InlineData(CandleFiles.Header + "\n0,,1,1,1,1,\n", 2, "expected a number as open, found ''")]
    [InlineData(CandleFiles.Header + "\n0.5,1,1,1,1,1,\n", 2, "milliseconds as open_time_ms, found '0.5'")]
    [InlineData(CandleFiles.Header + "\n0,1,1,2,1,1,\n", 2, "high 1 is below low 2")]
    [InlineData(CandleFiles.Header + "\n900000,1,1,1,1,1,\n0,1,1,1,1,1,\n", 3, "must be later than 900000")]
    [InlineData(CandleFiles.Header + "\n0,1,1,1,1,1,\n0,1,1,1,1,1,\n", 3, "must be later than 0")]
    [InlineData(CandleFiles.Header + "\n0,1,1,1,1,1\n", 2, "expected 7 values, found 6")]
    [InlineData(CandleFiles.Header + "\n\n0,1,1,1,1,1,\n", 2, "expected 7 values, found 1")]
    [InlineData(CandleFiles.Header + "\n0,1,1,1,1,1,2\n", 2, "taker buy volume 2")]
    [InlineData("", 1, "expected the columns")]
    public async Task A_bad_file_is_refused_with_its_line_and_what_is_expected(string text, int line, string expected)
    {
        var path = files.Write("15m.csv", text);

        var refusal = (
            await CliProcess.RunAsync("detect", "swings", "--candles", path, "--lang", "en")
        ).ShouldBeRefused();

        refusal.ShouldStartWith($"{path}, line {line}: ");
        refusal.ShouldContain(expected);
    }

    [Fact]
    public async Task Without_a_language_a_bad_file_is_refused_in_Spanish()
    {
        var path = files.Write("15m.csv", CandleFiles.Header + "\n0,1,1,2,1,1,\n");

        var refusal = (await CliProcess.RunAsync("detect", "swings", "--candles", path)).ShouldBeRefused();

        refusal.ShouldBe($"{path}, línea 2: el máximo 1 está por debajo del mínimo 2");
    }

    [Fact]
    public async Task A_damaged_archive_is_refused()
    {
        var whole = await File.ReadAllBytesAsync(files.Write("15m.csv.gz", RandomCandles.Walk(1, 2_000)));
        var cut = Path.Combine(Path.GetDirectoryName(files.Write("x/y", ""))!, "15m.csv.gz");
        await File.WriteAllBytesAsync(cut, whole[..(whole.Length / 2)]);

        var refusal = (await CliProcess.RunAsync("detect", "swings", "--candles", cut)).ShouldBeRefused();

        refusal.ShouldStartWith(cut);
        refusal.ShouldContain("gzip");
    }

    [Fact]
    public async Task A_missing_file_is_refused()
    {
        var refusal = (await CliProcess.RunAsync("detect", "swings", "--candles", "nowhere.csv")).ShouldBeRefused();

        refusal.ShouldStartWith("nowhere.csv: ");
    }

    [Fact]
    public async Task A_command_line_that_is_not_understood_is_refused_in_one_line()
    {
        (await CliProcess.RunAsync("detect", "swings")).ShouldBeRefused().ShouldContain("--candles");
        (await CliProcess.RunAsync("dance")).ShouldBeRefused().ShouldContain("dance");
        (await CliProcess.RunAsync("detect", "swings", "--candles", "x", "--lang", "fr"))
            .ShouldBeRefused()
            .ShouldContain("fr");
    }

    private static async Task<JsonElement> DetectAsync(string detector, string path, params string[] more)
    {
        var result = await CliProcess.RunAsync(["detect", detector, "--candles", path, .. more]);
        result.ExitCode.ShouldBe(0, result.Error);
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
