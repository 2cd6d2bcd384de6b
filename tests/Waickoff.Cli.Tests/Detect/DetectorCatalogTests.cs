using System.Text.Json;
using Waickoff.Analysis.Candles;
using Waickoff.Cli.Detect;
using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Cli.Tests.Detect;

/// <summary>What holds for every detector of the catalog, on its result as it is written.</summary>
public class DetectorCatalogTests
{
    private static readonly SeriesName Name = new("file", "RANDOM", Timeframe.M15);

    public static TheoryData<string> Names => [.. DetectorCatalog.All.Select(d => d.Name)];

    [Fact]
    public void Names_are_unique_and_written_with_hyphens()
    {
        DetectorCatalog.All.Select(d => d.Name).ShouldBeUnique();
        DetectorCatalog.All.ShouldAllBe(d => d.Name == JsonNamingPolicy.KebabCaseLower.ConvertName(d.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Defaults_are_allowed_values(string name)
    {
        var detector = DetectorCatalog.Find(name)!;
        var pairs = detector.Options.Select(o => FormattableString.Invariant($"{o.Name}={o.Default}"));

        var settings = DetectorSettings.Read(detector, pairs, Strings.English);

        settings.All.ShouldBe(detector.Options.Select(o => (o.Name, o.Default)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_have_unique_ids_lie_in_the_series_and_are_never_rewritten(string name) =>
        Check(name, RandomCandles.Walk(11, 3_000), [1, 257, 1_400, 2_999], "random walk");

    /// <summary>
    /// The same on each recorded symbol and a random part of it, by its whole series in the long form of the tests and by its last
    /// candles in the short one.
    /// </summary>
    [SharedDataTheory]
    [MemberData(nameof(Names))]
    public void The_same_holds_on_every_recorded_symbol(string name)
    {
        SharedData.TryFind(out var data).ShouldBeTrue();
        var isFull = Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";
        var random = new Random(20_251_031);
        foreach (var folder in data.GetDirectories("candles")[0].GetDirectories().OrderBy(d => d.Name))
        {
            var files = folder.GetFiles("*.csv.gz").OrderBy(f => f.Length).ThenBy(f => f.Name).ToList();
            foreach (var file in isFull ? files : files[^1..])
            {
                var whole = CandleFile.Read(file.FullName).Series;
                var used = isFull
                    ? whole
                    : new CandleSeries(whole.Timeframe, whole.Span[^Math.Min(5_000, whole.Count)..].ToArray());
                Check(name, used, [random.Next(1, used.Count)], $"{folder.Name}/{file.Name}");
            }
        }
    }

    private static void Check(string name, CandleSeries series, int[] prefixes, string where)
    {
        var whole = Run(name, series);
        var findings = whole.GetProperty("findings").EnumerateArray().ToList();

        findings.Select(f => f.GetProperty("id").GetString()).ShouldBeUnique(where);
        foreach (var finding in findings)
        {
            var (index, confirmed) = (Int(finding, "index"), Int(finding, "confirmedIndex"));
            (index >= 0 && index <= confirmed && confirmed < series.Count).ShouldBeTrue($"{where}: {finding}");
            finding.GetProperty("inputs").ValueKind.ShouldBe(JsonValueKind.Object, where);
            finding.GetProperty("time").GetInt64().ShouldBe(series[index].OpenTimeMs);
            var events = finding.GetProperty("events").EnumerateArray().ToList();
            events.Select(e => Int(e, "index")).ShouldBeInOrder();
            events.Select(e => e.GetProperty("state").GetString()).ShouldBeUnique();
        }
        foreach (var count in prefixes)
        {
            var part = Run(name, new CandleSeries(series.Timeframe, series.Span[..count].ToArray()));
            var known = findings.Where(f => Int(f, "confirmedIndex") < count).Select(f => KnownBefore(f, count));
            var found = part.GetProperty("findings").EnumerateArray().Select(f => KnownBefore(f, count));
            FirstDifference(found, known).ShouldBeNull($"{where}, first {count} candles");
            FirstDifference(SeriesOf(part, count), SeriesOf(whole, count))
                .ShouldBeNull($"{where}, first {count} candles");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_candles_flat_candles_and_one_candle_give_nothing_and_the_reason(string name)
    {
        foreach (var count in new[] { 0, 1, 500 })
        {
            var result = Run(name, new CandleBuilder().Flat(count, 100).Build());

            result.GetProperty("findings").GetArrayLength().ShouldBe(0, $"{count} candles");
            result.GetProperty("reason").GetString().ShouldNotBeNullOrWhiteSpace();
            result.GetProperty("candles").GetProperty("count").GetInt32().ShouldBe(count);
        }
    }

    private static JsonElement Run(string name, CandleSeries series)
    {
        var detector = DetectorCatalog.Find(name)!;
        var settings = DetectorSettings.Read(detector, [], Strings.English);
        using var output = new MemoryStream();
        DetectionDocument.Write(output, detector, settings, Name, series, detector.Detect(series, settings));
        return JsonDocument.Parse(output.ToArray()).RootElement;
    }

    private static int Int(JsonElement owner, string property) => owner.GetProperty(property).GetInt32();

    /// <summary>A finding as it stood when <paramref name="count"/> candles were known.</summary>
    private static string KnownBefore(JsonElement finding, int count)
    {
        var own = finding
            .EnumerateObject()
            .Where(p => p.Name != "events")
            .Select(p => $"{p.Name}={p.Value.GetRawText()}");
        var life = finding.GetProperty("events").EnumerateArray().Where(e => Int(e, "index") < count);
        return string.Join(' ', own.Concat(life.Select(e => e.GetRawText())));
    }

    private static IEnumerable<string> SeriesOf(JsonElement result, int count) =>
        result.TryGetProperty("series", out var series)
            ? series.EnumerateObject().SelectMany(p => p.Value.EnumerateArray().Take(count).Select(v => v.GetRawText()))
            : [];

    /// <summary>The first place where two lists part, or null: whole lists of thousands would say nothing.</summary>
    private static string? FirstDifference(IEnumerable<string> found, IEnumerable<string> expected)
    {
        var (left, right) = (found.ToList(), expected.ToList());
        var place = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return place == left.Count && place == right.Count
            ? null
            : $"at {place}: found {left.ElementAtOrDefault(place)}, expected {right.ElementAtOrDefault(place)}";
    }
}
