using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Setups;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Tests.Simulation;
using Waickoff.Testing;

namespace Waickoff.Backtest.Tests;

/// <summary>T129: noise in place of the future changes nothing before it.</summary>
public class LookAheadTests
{
    private const int Windows = 1_000;

    [Fact]
    public void Noise_in_place_of_the_future_changes_no_trade_and_no_equity_before_it()
    {
        var random = new Random(1);
        for (var window = 0; window < Windows; window++)
        {
            var series = RandomCandles.Walk(window % 50, 400);
            var cut = random.Next(1, series.Count);
            Func<Strategy> create = (window % 4) switch
            {
                0 => () => new CrossStrategy(),
                1 => () => new ReversionStrategy(),
                2 => () => new BandStrategy(),
                _ => () => new TightStrategy(),
            };
            LookAheadCheck
                .FirstDifference(series, cut, (ulong)window, s => Simulator.Run(s, create()))
                .ShouldBeNull($"window {window}, cut {cut}");
        }
    }

    [Fact]
    public void A_strategy_that_looks_ahead_is_caught()
    {
        for (var window = 0; window < 100; window++)
        {
            // Where the noise goes the way of the market there is nothing to see, so several cuts are tried.
            var series = RandomCandles.Walk(window, 400);
            Enumerable
                .Range(1, 9)
                .Any(part =>
                    LookAheadCheck.FirstDifference(
                        series,
                        part * 40,
                        (ulong)((window * 10) + part),
                        s => Simulator.Run(s, new LeakingStrategy(s))
                    )
                        is not null
                )
                .ShouldBeTrue($"window {window}");
        }
    }

    [Fact]
    public void Noise_in_place_of_the_future_changes_no_case_that_was_decided_before_it()
    {
        var random = new Random(3);
        for (var window = 0; window < Windows / 10; window++)
        {
            var series = RandomCandles.Walk(1_000 + (window % 10), 1_500);
            var cut = random.Next(300, series.Count);
            var noisy = LookAheadCheck.WithNoise(series, cut, (ulong)window);
            var (one, other) = (EventStudy.Run(series, Few), EventStudy.Run(noisy, Few));
            for (var i = 0; i < one.Setups.Count; i++)
                Before(other.Setups[i], cut).ShouldBe(Before(one.Setups[i], cut), one.Setups[i].Setup);
        }
    }

    [Fact]
    public void Signals_before_the_cut_stay_in_a_thousand_windows()
    {
        var random = new Random(4);
        var seen = new Dictionary<int, (CandleSeries Series, SetupScan Scan)>();
        for (var window = 0; window < Windows; window++)
        {
            if (!seen.TryGetValue(window % 20, out var whole))
            {
                var walk = RandomCandles.Walk(2_000 + (window % 20), 600);
                seen[window % 20] = whole = (walk, Scan(walk));
            }
            var (series, one) = whole;
            var cut = random.Next(100, series.Count);
            var noisy = LookAheadCheck.WithNoise(series, cut, (ulong)window);
            var other = Scan(noisy);
            for (var i = 0; i < one.Signals.Count; i++)
                other.Signals[i].Where(s => s.Index < cut).ShouldBe(one.Signals[i].Where(s => s.Index < cut));
        }
    }

    private static SetupScan Scan(CandleSeries series) =>
        SetupScan.Of(series, SetupRules.CreateAll(), CancellationToken.None);

    private static readonly StudyOptions Few = new()
    {
        RandomEntries = 1,
        MostRandomEntries = 1,
        Samples = 100,
    };

    private static List<SetupCase> Before(SetupEvidence setup, int cut) =>
        [.. setup.Cases.Where(c => c.Outcome.EndIndex < cut)];

    /// <summary>Buys when the candle that has not closed yet will rise: what no honest strategy can know.</summary>
    private sealed class LeakingStrategy(CandleSeries all) : Strategy
    {
        public override void Decide(in Candle closed, Book book)
        {
            book.Exit(Side.Bullish);
            var ahead = book.Index + 10;
            if (ahead < all.Count && all[ahead].Close > closed.Close)
                book.Enter(new EntryOrder(Side.Bullish));
        }
    }
}
