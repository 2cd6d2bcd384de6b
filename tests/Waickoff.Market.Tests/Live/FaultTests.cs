using Waickoff.Analysis.Candles;
using Waickoff.Market.Live;
using Waickoff.Market.Venues;
using Waickoff.Sandbox.Exchange;
using Xunit.Abstractions;

namespace Waickoff.Market.Tests.Live;

/// <summary>
/// T54: whatever an exchange does wrong, the candles that are stored, and their analysis, are those of the clean closed candles, or the call is
/// refused, or the difference is said.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    /// <summary>An unusual candle has 100 before it to be held against.</summary>
    private const int Prefix = 150;

    private const int BigRound = 520;
    private const int SlowMs = 30;

    /// <summary>Timers of pauses between tries, and of a stream, in which a standing clock must not look like silence.</summary>
    private const double RestSpeed = 1_000;
    private const double StreamSpeed = 400;

    private static readonly Timeframe[] Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.H4];

    private static readonly SandboxFault[] StreamFaults =
    [
        SandboxFault.StreamDropAfterSeconds,
        SandboxFault.StreamDropAfterMessages,
        SandboxFault.StreamOutOfOrder,
        SandboxFault.StreamDuplicates,
        SandboxFault.StreamSilent,
        SandboxFault.StreamGarbage,
        // Only a feed asks for the candle that is forming.
        SandboxFault.UnclosedLast,
    ];

    private static int Seeds => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1" ? 20 : 1;

    [Theory]
    [InlineData(SandboxVenue.Binance)]
    [InlineData(SandboxVenue.Bybit)]
    public Task Whatever_is_wrong_with_answers_the_stored_candles_are_clean_or_it_is_said(SandboxVenue venue) =>
        RunAsync(
            venue,
            Enum.GetValues<SandboxFault>().Except(StreamFaults),
            RestSpeed,
            (bench, one, fault, stays, random) => BackFillAsync(bench, one, fault, stays, random)
        );

    [Theory]
    [InlineData(SandboxVenue.Binance)]
    [InlineData(SandboxVenue.Bybit)]
    public Task Whatever_is_wrong_with_a_stream_the_stored_candles_are_clean_or_it_is_said(SandboxVenue venue) =>
        RunAsync(
            venue,
            // Rows of Bybit never say whether they have closed: the forming one always comes as if it had.
            StreamFaults.Where(f => venue == SandboxVenue.Binance || f != SandboxFault.UnclosedLast),
            StreamSpeed,
            (bench, one, fault, stays, random) => FollowAsync(bench, one, fault, stays, random)
        );

    private async Task RunAsync(
        SandboxVenue venue,
        IEnumerable<SandboxFault> faults,
        double speed,
        Func<FaultBench, FaultCase, SandboxFault, bool, Random, Task<FaultOutcome>> run
    )
    {
        var tally = new FaultTally();
        var all = faults.ToArray();
        var benches = Timeframes.SelectMany(t => Enumerable.Range(1, Seeds).Select(seed => (Timeframe: t, Seed: seed)));
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = 6 };
        await Parallel.ForEachAsync(
            benches,
            atOnce,
            async (b, _) =>
            {
                await using var bench = await FaultBench.StartAsync(b.Timeframe, b.Seed);
                foreach (var fault in all)
                {
                    foreach (var stays in new[] { false, true })
                    {
                        var described = $"{venue} {fault} {b.Timeframe} seed {b.Seed} {(stays ? "stays" : "passes")}";
                        var random = new Random((b.Seed << 16) + ((int)fault << 8) + b.Timeframe.Minutes);
                        await tally.RunAsync(
                            fault.ToString(),
                            described,
                            async () =>
                            {
                                await using var one = await bench.BeginAsync(venue, $"{fault} {stays}", speed);
                                var before = bench.Exchange.Faults.Count(fault);
                                var outcome = await run(bench, one, fault, stays, random);
                                return (outcome, bench.Exchange.Faults.Count(fault) - before);
                            }
                        );
                    }
                }
            }
        );
        output.WriteLine($"{venue}, seeds 1 to {Seeds}");
        output.WriteLine(tally.ToString());
        tally.Bad.ShouldBeEmpty();
        tally.Unstruck.ShouldBeEmpty();
    }

    /// <summary>Rounds of back-fills as the market moves on; the fault begins before one of the first.</summary>
    private static async Task<FaultOutcome> BackFillAsync(
        FaultBench bench,
        FaultCase one,
        SandboxFault fault,
        bool stays,
        Random random
    )
    {
        // The first is the start on an empty store.
        int[] rounds =
        [
            Prefix,
            random.Next(3, 30),
            BigRound,
            .. Enumerable.Range(0, 2).Select(_ => random.Next(3, 60)),
        ];
        // Without a mean nothing is unusual: the first candles of all cannot be judged.
        var first = random.Next(fault == SandboxFault.Spike ? 1 : 0, 3);
        var times = stays ? (int?)null : random.Next(1, 4);
        var (at, isRefused, result) = (0, false, new BackFillResult(0, [], 0));
        for (var round = 0; round < rounds.Length; round++)
        {
            at += rounds[round];
            one.MoveInto(at, random.NextDouble());
            if (round == first)
                bench.Exchange.Faults.Set(
                    fault,
                    new FaultSetting { Times = times, Value = fault == SandboxFault.SlowAnswer ? SlowMs : null }
                );
            try
            {
                result = await one.BackFillAsync();
                isRefused = false;
            }
            catch (VenueException)
            {
                isRefused = true;
            }
            await one.ShouldHoldNothingUnclosedAsync();
        }
        bench.Exchange.Faults.Clear();
        return await JudgeAsync(one, fault, isRefused, result);
    }

    /// <summary>A feed that follows the market; the fault begins after a few candles.</summary>
    private static async Task<FaultOutcome> FollowAsync(
        FaultBench bench,
        FaultCase one,
        SandboxFault fault,
        bool stays,
        Random random
    )
    {
        one.MoveInto(Prefix, 0);
        await one.BackFillAsync();
        await using (var told = one.Gather(Prefix))
        {
            await told.UntilAsync(all => all.OfType<FeedUp>().Any());
            var begins = Prefix + random.Next(1, 4);
            for (var i = Prefix; i < Prefix + 7; i++)
            {
                if (i == begins)
                    bench.Exchange.Faults.Set(fault, new FaultSetting { Times = stays ? null : random.Next(1, 4) });
                var share = random.NextDouble() * 0.9;
                one.MoveInto(i + 1, share);
                if (fault == SandboxFault.UnclosedLast)
                    bench.Exchange.Faults.DropConnections();
                await told.UntilClosedAsync(bench.Clean[i].OpenTimeMs);
                told.Closed.Max(c => c.OpenTimeMs).ShouldBe(bench.Clean[i].OpenTimeMs, "nothing unclosed is told");
            }
            told.Closed.Select(c => c.OpenTimeMs)
                .ShouldBe(bench.Clean.Span.Slice(Prefix, 7).ToArray().Select(c => c.OpenTimeMs));
            told.Told.OfType<CandleCorrected>().ShouldBeEmpty();
        }
        await one.ShouldHoldNothingUnclosedAsync();
        bench.Exchange.Faults.Clear();
        return await JudgeAsync(one, fault, isRefused: false, new BackFillResult(0, [], 0));
    }

    private static async Task<FaultOutcome> JudgeAsync(
        FaultCase one,
        SandboxFault fault,
        bool isRefused,
        BackFillResult result
    )
    {
        var stored = await one.StoredAsync();
        var expected = one.Expected(one.ClosedCount, stored);
        if (stored.AsSpan().SequenceEqual(expected))
        {
            await ShouldBeAnalysedAsCleanAsync(one, stored.Length);
            return FaultOutcome.Equal;
        }
        var clean = expected.ToDictionary(c => c.OpenTimeMs);
        stored.ShouldAllBe(c => clean.ContainsKey(c.OpenTimeMs));
        var wrong = stored.Where(c => clean[c.OpenTimeMs] != c).ToArray();
        if (wrong.Length > 0)
            return await JudgeWrongAsync(one, fault, wrong, clean);
        return await JudgeMissingAsync(one, stored, expected, isRefused, result);
    }

    /// <summary>
    /// Two faults are possible candles that are not true, and are said: a spike as unusual, each of them, and a revision as a correction. Of
    /// the last candle nothing contradicts the venue until it is asked again.
    /// </summary>
    private static async Task<FaultOutcome> JudgeWrongAsync(
        FaultCase one,
        SandboxFault fault,
        Candle[] wrong,
        Dictionary<long, Candle> clean
    )
    {
        var notice = (await one.LoadAsync()).Notices.FirstOrDefault(n => n.Kind == MarketNoticeKind.Outliers);
        var isSaid = fault switch
        {
            SandboxFault.Spike => notice.Count >= wrong.Length && notice.TimeMs >= wrong[^1].OpenTimeMs,
            SandboxFault.RevisedCandle => wrong is [var last]
                && last.OpenTimeMs == clean.Keys.Max()
                && await one.CorrectionsAsync() > 0,
            _ => false,
        };
        isSaid.ShouldBeTrue($"no label: {wrong[0]} instead of {clean[wrong[0].OpenTimeMs]}");
        return FaultOutcome.Labelled;
    }

    /// <summary>What is missing inside is a hole of the series, at its end it was refused or counted.</summary>
    private static async Task<FaultOutcome> JudgeMissingAsync(
        FaultCase one,
        Candle[] stored,
        Candle[] expected,
        bool isRefused,
        BackFillResult result
    )
    {
        var lastMs = stored.Length > 0 ? stored[^1].OpenTimeMs : 0;
        var atEnd = expected.Count(c => c.OpenTimeMs > lastMs);
        (atEnd == 0 || isRefused || result.Missing >= atEnd).ShouldBeTrue($"{atEnd} missing candles have no label");
        if (stored.Length == 0)
            return isRefused ? FaultOutcome.Refused : FaultOutcome.Labelled;
        var inside =
            expected.Count(c => c.OpenTimeMs > stored[0].OpenTimeMs && c.OpenTimeMs < lastMs) - (stored.Length - 2);
        if (expected[0].OpenTimeMs < stored[0].OpenTimeMs)
            (isRefused || result.Missing > 0).ShouldBeTrue("candles before the first have no label");
        try
        {
            var facts = (await one.LoadAsync()).Timeframes[0].Facts;
            facts.MissingCandles.ShouldBe(inside);
        }
        catch (MarketDataException e)
        {
            e.Notices.ShouldContain(n => n.Kind == MarketNoticeKind.TooManyHoles);
            return FaultOutcome.Refused;
        }
        return isRefused && inside == 0 ? FaultOutcome.Refused : FaultOutcome.Labelled;
    }

    private static async Task ShouldBeAnalysedAsCleanAsync(FaultCase one, int count)
    {
        var stored = await one.LoadAsync();
        var clean = new CandleSeries(stored.Base.Timeframe, one.Expected(count, stored.Base.Span.ToArray()));
        var market = stored with
        {
            Base = clean,
            Timeframes =
            [
                stored.Timeframes[0] with
                {
                    Candles = clean,
                    Facts = SeriesFacts.Of(clean, stored.Timeframes[0].Facts.Source),
                },
            ],
        };
        SameAnalysis.Check(stored.Analyze(), market.Analyze());
    }
}
