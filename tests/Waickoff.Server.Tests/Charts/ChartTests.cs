using System.Globalization;
using System.Net;
using System.Text.Json;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst;
using Waickoff.Analyst.Overlays;
using Waickoff.Backtest.Evidence;
using Waickoff.Market;
using Waickoff.Market.Feeds;
using Waickoff.Sandbox;
using Waickoff.Server.Charts;
using Waickoff.Server.Hosting;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Charts;

/// <summary>A chart shows what was known at its close, and every number of a text leads to what it was read from.</summary>
public sealed class ChartTests(ITestOutputHelper output)
{
    private static readonly string[] Frames = ["15m", "1h", "4h"];
    private static readonly JsonSerializerOptions Json = Options();

    [Fact]
    public async Task At_any_moment_a_chart_is_what_was_known_then()
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);
        var now = await nobody.GetAsync("/api/markets/BTCUSDT/chart?timeframe=15m&candles=50");
        var (first, last) = (now.GetProperty("firstAt").GetInt64(), now.GetProperty("lastAt").GetInt64());
        var feed = new SimulatedFeed(1, last, RunningServer.Candles);
        var random = new Random(20261123);
        for (var i = 0; i < 100; i++)
        {
            var at = random.NextInt64(first, last + 1);
            var frame = Frames[i % Frames.Length];
            var known = MarketData.Load(feed, "BTCUSDT", MarketRoom.Timeframes, at).Analyze();
            Timeframe.TryParse(frame, out var timeframe).ShouldBeTrue();
            var studies = MarketStudies.Of(known);
            var expected = MarketDrawing.Of(known, timeframe, ReaderLanguage.English, 500, studies);

            var chart = await nobody.GetAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"/api/markets/BTCUSDT/chart?timeframe={frame}&at={at}&candles=500"
                )
            );

            chart.GetProperty("asOf").GetDateTimeOffset().ToUnixTimeMilliseconds().ShouldBe(known[timeframe]!.AsOfMs);
            var overlays = JsonSerializer.SerializeToElement(expected.Overlays.Select(ReadChart.Draw), Json);
            JsonElement.DeepEquals(chart.GetProperty("overlays"), overlays).ShouldBeTrue($"{frame} at {at}");
            chart
                .GetProperty("candles")
                .GetProperty("close")
                .EnumerateArray()
                .Last()
                .GetDouble()
                .ShouldBe(known[timeframe]!.Last.Close);
        }
    }

    [Fact]
    public void What_was_recorded_before_the_finest_candles_is_folded_in_again()
    {
        var feed = new DeepFeed();
        var present = MarketData.Load(feed, "BTCUSDT", MarketRoom.Timeframes).Analyze();
        present[Timeframe.H4]!.Count.ShouldBeGreaterThan(present[Timeframe.M15]!.Count / 16 * 3);
        foreach (var back in new[] { 0, 1, 7, 400, 1_500 })
        {
            var at = present.AsOfMs - (back * Timeframe.M15.Milliseconds);
            var then = MarketData.Load(feed, "BTCUSDT", MarketRoom.Timeframes, at).Analyze();
            var again = MarketPast.Fold(present, at, MarketRoom.Timeframes)!;
            foreach (var timeframe in MarketRoom.Timeframes)
            {
                var (a, b) = (Draw(again, timeframe), Draw(then, timeframe));
                JsonElement.DeepEquals(a, b).ShouldBeTrue($"{timeframe}, {back} candles back");
            }
        }
    }

    [Fact]
    public async Task Every_number_of_a_text_is_on_the_chart_with_the_same_figures()
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);
        var now = await nobody.GetAsync("/api/markets/BTCUSDT/chart?candles=50");
        var (first, last) = (now.GetProperty("firstAt").GetInt64(), now.GetProperty("lastAt").GetInt64());
        var random = new Random(20261124);
        var (answers, numbers, counted) = (0, 0, 0);
        var lost = new List<string>();
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "ADAUSDT" })
            for (var i = 0; i < 5; i++)
            {
                var at = random.NextInt64(first + ((last - first) / 4), last + 1);
                foreach (var language in new[] { "es", "en" })
                {
                    var reading = await AskAsync(nobody, language, $"{symbol}/reading?at={at}");
                    var shown = new Dictionary<string, JsonElement>();
                    // What is spoken of is on the chart however few candles are shown.
                    var window = i % 2 == 0 ? "" : "&candles=50";
                    foreach (var frame in Frames)
                        shown[frame] = await AskAsync(
                            nobody,
                            language,
                            $"{symbol}/chart?timeframe={frame}&at={at}{window}"
                        );
                    foreach (var evidence in reading.GetProperty("evidence").EnumerateArray())
                    {
                        // How much of the briefing was left out is no number of the market.
                        if (evidence.GetProperty("what").GetString() == "briefing.left-out")
                            continue;
                        numbers++;
                        counted += evidence
                            .GetProperty("what")
                            .GetString()!
                            .StartsWith("evidence.", StringComparison.Ordinal)
                            ? 1
                            : 0;
                        var frame = evidence.TryGetProperty("timeframe", out var own) ? own.GetString()! : Frames[0];
                        if (!IsShown(shown[frame], evidence))
                            lost.Add($"{language} {symbol} {at} {evidence}");
                    }
                    answers++;
                }
            }
        output.WriteLine($"{answers} answers, {numbers} numbers, {lost.Count} lost");
        lost.ShouldBeEmpty();
        numbers.ShouldBeGreaterThan(50 * answers);
        counted.ShouldBeGreaterThan(5 * answers, "what was counted is among them");
    }

    [Theory]
    [InlineData("BTCUSDT/chart?timeframe=7m", HttpStatusCode.BadRequest, "timeframe")]
    [InlineData("BTCUSDT/chart?candles=1", HttpStatusCode.BadRequest, "candles")]
    [InlineData("BTCUSDT/chart?candles=5001", HttpStatusCode.BadRequest, "candles")]
    [InlineData("BTCUSDT/chart?at=0", HttpStatusCode.NotFound, null)]
    [InlineData("BTCUSDT/reading?at=0", HttpStatusCode.NotFound, null)]
    [InlineData("NOSUCH/chart", HttpStatusCode.NotFound, null)]
    [InlineData("NOSUCH/reading", HttpStatusCode.NotFound, null)]
    public async Task What_cannot_be_shown_is_refused_with_what_is_allowed(
        string path,
        HttpStatusCode status,
        string? field
    )
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);
        using var answer = await nobody.SendAsync(HttpMethod.Get, "/api/markets/" + path);
        answer.StatusCode.ShouldBe(status);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
        (problem.TryGetProperty("field", out var told) ? told.GetString() : null).ShouldBe(field);
    }

    [Fact]
    public async Task A_day_chart_is_built_from_the_same_candles()
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);
        var chart = await nobody.GetAsync("/api/markets/BTCUSDT/chart?timeframe=1d");
        var times = chart
            .GetProperty("candles")
            .GetProperty("time")
            .EnumerateArray()
            .Select(t => t.GetInt64())
            .ToList();
        times.ShouldNotBeEmpty();
        times.ShouldAllBe(t => t % 86_400 == 0);
        chart.GetProperty("overlays").GetArrayLength().ShouldBeGreaterThan(0);
    }

    private static JsonElement Draw(MarketAnalysis analysis, Timeframe timeframe) =>
        JsonSerializer.SerializeToElement(
            MarketDrawing.Of(analysis, timeframe, ReaderLanguage.Spanish, 300).Overlays.Select(ReadChart.Draw),
            Json
        );

    private static bool IsShown(JsonElement chart, JsonElement evidence) =>
        chart
            .GetProperty("overlays")
            .EnumerateArray()
            .Where(o => o.GetProperty("id").GetString() == evidence.GetProperty("source").GetString())
            .SelectMany(o => o.GetProperty("numbers").EnumerateArray())
            .Any(n =>
                n.GetProperty("what").GetString() == evidence.GetProperty("what").GetString()
                && n.GetProperty("value").GetDouble().Equals(evidence.GetProperty("value").GetDouble())
                && n.GetProperty("text").GetString() == evidence.GetProperty("text").GetString()
            );

    private static async Task<JsonElement> AskAsync(ApiClient client, string language, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/markets/" + path);
        request.Headers.Add("Accept-Language", language);
        using var answer = await client.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        HostingSlice.Configure(json);
        return json;
    }

    /// <summary>A market whose four-hour candles reach further back than its shortest ones.</summary>
    private sealed class DeepFeed : ICandleFeed
    {
        private readonly CandleSeries all = SimulatedMarket.Create(
            "BTCUSDT",
            3,
            Timeframe.M15,
            12_000,
            new DateTimeOffset(2026, 6, 1, 5, 45, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()
        );

        public string Venue => "simulated";

        public string Source => "a test";

        public bool IsSimulated => true;

        public IReadOnlyList<string> Symbols => ["BTCUSDT"];

        public IReadOnlyList<Timeframe> TimeframesOf(string symbol) => [Timeframe.M15, Timeframe.H4];

        public CandleSeries Read(string symbol, Timeframe timeframe)
        {
            if (timeframe == Timeframe.M15)
                return new CandleSeries(timeframe, all.Span[^3_001..].ToArray());
            return Resampler.Build(all, timeframe);
        }
    }
}
