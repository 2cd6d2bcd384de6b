using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Statistics;
using Waickoff.Backtest.Strategies;
using Waickoff.Backtest.Sweeps;
using Waickoff.Testing;

namespace Waickoff.Backtest.Tests.Sweeps;

public class ParameterSweepTests
{
    private static readonly string Cross = StrategyLibrary.Find("ema-cross")!;

    private static readonly Dictionary<string, IReadOnlyList<double>> Grid = new()
    {
        ["fast"] = [5, 8, 12],
        ["slow"] = [20, 30],
    };

    [Fact]
    public void Every_point_is_computed_once_and_the_cores_change_nothing()
    {
        var market = ("A", RandomCandles.Walk(1, 2_000));
        var told = 0;
        var one = ParameterSweep.Run([market, market], Cross, Grid, cores: 1, report: _ => told++);
        var two = ParameterSweep.Run([market, market], Cross, Grid, cores: 2);
        told.ShouldBe(12);
        one.Points.Count.ShouldBe(12);
        one.Points.Select(p => (p.Parameters["fast"], p.Parameters["slow"]))
            .Take(6)
            .ShouldBe([(5, 20), (5, 30), (8, 20), (8, 30), (12, 20), (12, 30)]);
        two.Points.Select(p => p.Performance).ShouldBe(one.Points.Select(p => p.Performance));
        one.Best!.Whole.Sharpe.ShouldBe(one.Points.Max(p => p.Whole.Sharpe));
        one.WalkForward.Count.ShouldBe(2 * (ParameterSweep.Folds - 1));
        // All parts together are the whole.
        foreach (var point in one.Points)
            point.Whole.Return.ShouldBe(point.Performance.Return, 1e-9);
    }

    [Fact]
    public void A_step_of_the_walk_forward_knows_only_the_parts_before_it()
    {
        var series = RandomCandles.Walk(4, 2_000, holes: false);
        var noisy = LookAheadCheck.WithNoise(series, 1_600, 9);
        var one = ParameterSweep.Run([("A", series)], Cross, Grid, cores: 1).WalkForward;
        var other = ParameterSweep.Run([("A", noisy)], Cross, Grid, cores: 1).WalkForward;
        other
            .Take(3)
            .Select(s => (s.LearnedSharpe, s.Return))
            .ShouldBe(one.Take(3).Select(s => (s.LearnedSharpe, s.Return)));
        other[3].LearnedSharpe.ShouldBe(one[3].LearnedSharpe);
        other[3].Return.ShouldNotBe(one[3].Return);
    }

    [Fact]
    public void It_ends_when_asked_to()
    {
        using var cancel = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() =>
            ParameterSweep.Run(
                [("A", RandomCandles.Walk(1, 2_000))],
                Cross,
                Grid,
                cores: 2,
                report: _ => cancel.Cancel(),
                cancel: cancel.Token
            )
        );
    }

    [Fact]
    public void An_unknown_parameter_names_those_there_are()
    {
        var e = Should.Throw<StrategyException>(() =>
            StrategyReader.Read(Cross, new Dictionary<string, double> { ["quick"] = 3 })
        );
        e.Path.ShouldBe("$.parameters.quick");
        e.Allowed.English.ShouldBe("$fast, $slow");
        var typo = Cross.Replace("\"$slow\"", "\"$slo\"", StringComparison.Ordinal);
        Should.Throw<StrategyException>(() => StrategyReader.Read(typo)).Path.ShouldContain("entries");
    }

    /// <summary>
    /// Bailey and López de Prado, The deflated Sharpe ratio, 2014, their worked example: of 100 tries with a variance of 1/2 a year the best
    /// has 2.5 a year over 1,250 days of 250 a year, skew -3, kurtosis 10: 0.1132 a day by chance, deflated 0.9004.
    /// </summary>
    [Fact]
    public void The_published_example_of_the_deflated_ratio()
    {
        var chance = DeflatedSharpe.ExpectedBest(0.5 / 250, 100);
        chance.ShouldBe(0.1132, 0.00005);
        DeflatedSharpe.Of(2.5 / Math.Sqrt(250), chance, 1_250, -3, 10).ShouldBe(0.9004, 0.0001);
    }
}
