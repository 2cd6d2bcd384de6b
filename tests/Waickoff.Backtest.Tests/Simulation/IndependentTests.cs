using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;
using Waickoff.Testing;

namespace Waickoff.Backtest.Tests.Simulation;

/// <summary>Five strategies against <see cref="PlainSimulation"/>: the same trades, and the equity within 1e-9.</summary>
public class IndependentTests
{
    private static readonly CandleSeries Finer = RandomCandles.Walk(seed: 7, count: 9_000, Timeframe.M5, holes: false);
    private static readonly Candle[] Candles = Resampler.Build(Finer, Timeframe.M15).Span.ToArray();

    [Fact]
    public void Turning_with_two_means()
    {
        var (fast, slow) = (Exponential(5), Exponential(20));
        var entries = None();
        var exits = new int[Candles.Length];
        for (var t = 1; t < Candles.Length; t++)
        {
            var (before, now) = (fast[t - 1] - slow[t - 1], fast[t] - slow[t]);
            var sign =
                before <= 0 && now > 0 ? 1
                : before >= 0 && now < 0 ? -1
                : 0;
            exits[t] = -sign;
            if (sign != 0)
                entries[t].Add(new(sign, double.NaN, [], [], 0));
        }
        Compare(new CrossStrategy(), new SimulationOptions(), entries, exits, (e, p, _) => e / p);
    }

    [Fact]
    public void Buying_a_low_rsi_sized_by_risk()
    {
        var (rsi, atr) = (Rsi(14), Atr(14));
        var entries = None();
        for (var t = 0; t < Candles.Length; t++)
        {
            if (rsi[t] < 35 && !double.IsNaN(atr[t]))
                entries[t].Add(new(1, Candles[t].Close - 2 * atr[t], [2], [1], 0));
        }
        var options = new SimulationOptions { Size = PositionSize.Risk(0.01), FeeShare = 0.0004 };
        Compare(
            new ReversionStrategy(),
            options,
            entries,
            new int[Candles.Length],
            (e, p, s) => e * 0.01 / Math.Abs(p - s)
        );
    }

    [Fact]
    public void Following_a_break_with_two_targets_and_a_horizon()
    {
        var entries = None();
        for (var t = 20; t < Candles.Length; t++)
        {
            var window = Candles[(t - 20)..t];
            if (Candles[t].Close > window.Max(c => c.High))
                entries[t].Add(new(1, window.Min(c => c.Low), [1, 3], [0.5, 0.5], 30));
            if (Candles[t].Close < window.Min(c => c.Low))
                entries[t].Add(new(-1, window.Max(c => c.High), [1, 3], [0.5, 0.5], 30));
        }
        var options = new SimulationOptions
        {
            Size = PositionSize.Risk(0.02),
            Positions = 2,
            GreatestLeverage = 3,
        };
        Compare(
            new BreakoutStrategy(),
            options,
            entries,
            new int[Candles.Length],
            (e, p, s) => e * 0.02 / Math.Abs(p - s)
        );
    }

    [Fact]
    public void Buying_below_a_band_up_to_three_at_once()
    {
        var entries = None();
        var exits = new int[Candles.Length];
        for (var t = 19; t < Candles.Length; t++)
        {
            var closes = Candles[(t - 19)..(t + 1)].Select(c => c.Close).ToArray();
            var mean = closes.Average();
            var sigma = Math.Sqrt(closes.Sum(c => (c - mean) * (c - mean)) / 20);
            if (Candles[t].Close < mean - (2 * sigma))
                entries[t].Add(new(1, double.NaN, [], [], 0));
            if (Candles[t].Close > mean)
                exits[t] = 1;
        }
        var options = new SimulationOptions { Size = PositionSize.Share(0.3), Positions = 3 };
        Compare(new BandStrategy(), options, entries, exits, (e, p, _) => e * 0.3 / p);
    }

    [Fact]
    public void Both_prices_in_one_candle_are_told_apart_by_finer_ones()
    {
        var entries = None();
        for (var t = 0; t < Candles.Length; t++)
        {
            var sign = Candles[t].Close >= Candles[t].Open ? 1 : -1;
            entries[t].Add(new(sign, Candles[t].Close - (3 * sign), [1], [1], 0));
        }
        var options = new SimulationOptions
        {
            Size = PositionSize.Quantity(1),
            FeeShare = 0,
            SlippageShare = 0,
        };
        Compare(new TightStrategy(), options, entries, new int[Candles.Length], (_, _, _) => 1, Finer);

        var withoutFiner = Simulator.Run(new(Timeframe.M15, Candles), new TightStrategy(), options);
        var withFiner = Simulator.Run(new(Timeframe.M15, Candles), new TightStrategy(), options, Finer);
        withFiner.Performance.WinRate.ShouldBeGreaterThan(withoutFiner.Performance.WinRate);
    }

    private static void Compare(
        Strategy strategy,
        SimulationOptions options,
        List<PlainSimulation.Wish>[] entries,
        int[] exits,
        Func<double, double, double, double> quantity,
        CandleSeries? finer = null
    )
    {
        var found = Simulator.Run(new CandleSeries(Timeframe.M15, Candles), strategy, options, finer);
        var plain = new PlainSimulation(
            Candles,
            options.FeeShare,
            options.SlippageShare,
            options.Positions,
            options.GreatestLeverage,
            finer?.Span.ToArray() ?? []
        )
        {
            Quantity = quantity,
        };
        plain.Run(entries, exits);

        found.Trades.Count.ShouldBeGreaterThan(20);
        found
            .Trades.Select(t => (t.Side.Sign(), t.EntryIndex, t.ExitIndex, t.Reason.ToString()))
            .ShouldBe(plain.Closed.Select(h => (h.Sign, h.Opened, h.Last!.Value, h.Reason)));
        for (var i = 0; i < found.Trades.Count; i++)
        {
            var (one, other) = (found.Trades[i], plain.Closed[i]);
            Close(one.EntryPrice, other.Entry);
            Close(one.ExitPrice, other.Exit);
            Close(one.Quantity, other.Quantity);
            Math.Abs(one.Profit - other.Profit(options.FeeShare)).ShouldBeLessThan(1e-9 * 10_000);
        }
        for (var t = 0; t < Candles.Length; t++)
            Close(found.Equity.Span[t], plain.Equity[t]);
    }

    private static void Close(double one, double other) =>
        (Math.Abs(one - other) / Math.Abs(other)).ShouldBeLessThan(1e-9);

    private static List<PlainSimulation.Wish>[] None() => [.. Candles.Select(_ => new List<PlainSimulation.Wish>())];

    private static double[] Exponential(int n)
    {
        var values = Enumerable.Repeat(double.NaN, Candles.Length).ToArray();
        values[n - 1] = Candles[..n].Average(c => c.Close);
        for (var t = n; t < values.Length; t++)
            values[t] = (2.0 / (n + 1) * Candles[t].Close) + ((1 - (2.0 / (n + 1))) * values[t - 1]);
        return values;
    }

    private static double[] Wilder(double[] steps, int first, int n)
    {
        var values = Enumerable.Repeat(double.NaN, steps.Length).ToArray();
        values[first + n - 1] = steps[first..(first + n)].Average();
        for (var t = first + n; t < values.Length; t++)
            values[t] = ((values[t - 1] * (n - 1)) + steps[t]) / n;
        return values;
    }

    private static double[] Rsi(int n)
    {
        var changes = Candles.Select((c, t) => t == 0 ? 0 : c.Close - Candles[t - 1].Close).ToArray();
        var gains = Wilder([.. changes.Select(c => Math.Max(c, 0))], 1, n);
        var losses = Wilder([.. changes.Select(c => Math.Max(-c, 0))], 1, n);
        return [.. gains.Zip(losses, (g, l) => 100 - (100 / (1 + (g / l))))];
    }

    private static double[] Atr(int n) =>
        Wilder(
            [
                .. Candles.Select(
                    (c, t) =>
                        t == 0
                            ? c.High - c.Low
                            : Math.Max(c.High, Candles[t - 1].Close) - Math.Min(c.Low, Candles[t - 1].Close)
                ),
            ],
            0,
            n
        );
}
