using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Market.Live;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Live;

public sealed class LiveMarketTests : IDisposable
{
    private static readonly Timeframe[] Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.H4];

    private readonly CandleFiles files = new();

    public void Dispose() => files.Dispose();

    /// <summary>The path of stored candles through <see cref="MarketData"/> is the reference.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Live_is_as_of_is_batch_finding_for_finding(int seed)
    {
        // Holes of 1 and 5 candles, and early on one that is too long to see across.
        var whole = RandomCandles.Walk(seed, 3_100, holes: false).Span.ToArray();
        var held = whole.Where((_, i) => i is not ((>= 200 and < 225) or 900 or (>= 1_600 and < 1_605)));
        var walk = new CandleSeries(Timeframe.M15, [.. held]);
        var path = files.Write("BTCUSDT/15m.csv", walk);
        var live = Start(walk, 1_500);
        foreach (var count in new[] { 1_501, 1_777, 2_222, 3_000 })
        {
            while (live.Version < count)
                live.Add(in walk[(int)live.Version]);
            var at = walk[count - 1].OpenTimeMs + Timeframe.M15.Milliseconds;
            var batch = MarketData.Load(CandleFolder.Open(path), "BTCUSDT", Timeframes, at).Analyze();

            SameAnalysis.Check(live.Analysis!, batch);
        }
    }

    [Fact]
    public async Task A_thousand_readers_at_once_cause_one_computation()
    {
        var walk = RandomCandles.Walk(4, 1_001, holes: false);
        var live = Start(walk, 1_000);
        live.Add(in walk[1_000]);
        using var start = new ManualResetEventSlim();

        var readers = Enumerable
            .Range(0, 1_000)
            .Select(_ =>
                Task.Factory.StartNew(
                    () =>
                    {
                        start.Wait();
                        return live.Analysis;
                    },
                    CancellationToken.None,
                    TaskCreationOptions.None,
                    TaskScheduler.Default
                )
            )
            .ToArray();
        start.Set();
        var read = await Task.WhenAll(readers);

        live.BuiltCount.ShouldBe(1);
        read.ShouldAllBe(analysis => ReferenceEquals(analysis, read[0]));
    }

    [Fact]
    public void An_analysis_that_was_given_out_never_changes()
    {
        var walk = RandomCandles.Walk(5, 1_200);
        var live = Start(walk, 1_000);
        var before = live.Analysis!;
        var findings = Counts(before);

        for (var i = 1_000; i < walk.Count; i++)
            live.Add(in walk[i]);

        Counts(before).ShouldBe(findings);
        live.Analysis!.AsOfMs.ShouldBeGreaterThan(before.AsOfMs);
    }

    [Fact]
    public void An_impossible_candle_is_refused_and_changes_nothing()
    {
        var walk = RandomCandles.Walk(6, 500);
        var live = Start(walk, 400);
        var before = live.Analysis;

        Should.Throw<ArgumentException>(() => live.Add(walk[400] with { Low = -1 }));
        Should.Throw<ArgumentException>(() => live.Add(in walk[399]));

        live.Analysis.ShouldBeSameAs(before);
    }

    [Fact]
    public void A_timeframe_that_misses_too_much_is_left_out_and_named()
    {
        var walk = RandomCandles.Walk(7, 2_000, holes: false);
        var torn = walk.Span.ToArray().Where((_, i) => i < 1_900 || i % 3 > 0).ToArray();
        var live = Start(new CandleSeries(Timeframe.M15, torn), torn.Length);

        live.Analysis!.Data.Missing.ShouldContain(Timeframe.M15);
        live.Analysis.Timeframes.ShouldNotContain(t => t.Timeframe == Timeframe.M15);
    }

    private static LiveMarket Start(CandleSeries walk, int count) =>
        new("file", "BTCUSDT", tick: 0, Timeframes, new CandleSeries(walk.Timeframe, walk.Span[..count].ToArray()));

    private static int[] Counts(MarketAnalysis market) =>
        [.. market.Timeframes.SelectMany(t => new[] { t.OrderBlocks.Count, t.FairValueGaps.Count, t.Liquidity.Count })];
}
