using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;
using Waickoff.Testing;

namespace Waickoff.Backtest.Tests.Simulation;

public class SimulatorTests
{
    private static readonly SimulationOptions Free = new()
    {
        FeeShare = 0,
        SlippageShare = 0,
        Size = PositionSize.Quantity(1),
    };

    [Fact]
    public void An_order_is_filled_at_the_next_open()
    {
        var series = new CandleBuilder().To(100).Add(103, 104, 102, 104).Build();
        var trade = Run(series, new(Side.Bullish)).ShouldHaveSingleItem();
        trade.EntryIndex.ShouldBe(1);
        trade.EntryPrice.ShouldBe(103);
        trade.ExitPrice.ShouldBe(104);
        trade.Reason.ShouldBe(ExitReason.End);
    }

    [Fact]
    public void A_candle_that_reaches_stop_and_target_is_the_stop()
    {
        var series = new CandleBuilder().To(100).Add(100, 111, 94, 105).Build();
        var order = new EntryOrder(Side.Bullish, 95) { Targets = [new(TargetUnit.Risk, 2)] };
        var trade = Run(series, order).ShouldHaveSingleItem();
        (trade.Reason, trade.ExitPrice, trade.R).ShouldBe((ExitReason.Stop, 95, -1));
    }

    [Theory]
    [InlineData(true, ExitReason.Target)]
    [InlineData(false, ExitReason.Stop)]
    public void Unless_finer_candles_tell_which_came_first(bool targetFirst, ExitReason reason)
    {
        var series = new CandleBuilder().To(100).Add(100, 111, 94, 105).Build();
        var finer = new CandleBuilder(Timeframe.M5).Flat(3, 100);
        _ = targetFirst
            ? finer.Add(100, 111, 99, 110).Add(110, 110, 94, 96)
            : finer.Add(100, 101, 94, 96).Add(96, 111, 96, 110);
        var order = new EntryOrder(Side.Bullish, 95) { Targets = [new(TargetUnit.Risk, 2)] };
        Run(series, order, finer.Build()).ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData(90, 90)]
    [InlineData(120, 120)]
    public void A_gap_is_filled_at_the_open(double open, double exit)
    {
        var series = new CandleBuilder().To(100).Add(100, 101, 99, 100).Add(open, open, open, open).Build();
        var order = new EntryOrder(Side.Bullish, 95) { Targets = [new(TargetUnit.Risk, 2)] };
        Run(series, order).ShouldHaveSingleItem().ExitPrice.ShouldBe(exit);
    }

    [Fact]
    public void An_order_is_dropped_when_the_open_lies_beyond_its_stop()
    {
        var series = new CandleBuilder().To(100).Add(94, 96, 93, 96).Build();
        var result = Simulator.Run(series, new Once(new EntryOrder(Side.Bullish, 95)), Free);
        result.Trades.ShouldBeEmpty();
        result.DroppedOrders.ShouldBe(1);
    }

    [Fact]
    public void Costs_are_on_by_default()
    {
        var series = new CandleBuilder().To(100).Add(100, 100, 100, 100).Build();
        var result = Simulator.Run(series, new Once(new EntryOrder(Side.Bullish)));
        // Bought 0.05 % above, sold 0.05 % below, 0.1 % of both as a fee.
        result.Performance.Return.ShouldBe((0.9995 / 1.0005) - 1 - (0.001 * (1 + (0.9995 / 1.0005))), 1e-12);
    }

    [Fact]
    public void The_horizon_closes_at_the_close_of_its_last_candle()
    {
        var series = new CandleBuilder().To(100).To(101).To(102).To(103).Build();
        var trade = Run(series, new(Side.Bullish, HorizonCandles: 2)).ShouldHaveSingleItem();
        (trade.ExitIndex, trade.ExitPrice, trade.Reason).ShouldBe((2, 102, ExitReason.Horizon));
    }

    [Fact]
    public void Orders_before_the_period_only_warm_up()
    {
        var series = new CandleBuilder().To(100).To(101).To(102).To(103).Build();
        var options = Free with { FromMs = series[2].OpenTimeMs };
        var result = Simulator.Run(series, new Once(new EntryOrder(Side.Bullish)), options);
        result.Trades.ShouldBeEmpty();
        result.FirstIndex.ShouldBe(2);
        result.Equity.Length.ShouldBe(2);
    }

    [Fact]
    public void The_usual_figures_of_known_equity()
    {
        // Equity 100, 110, 99, 121: three returns of 0.1, -0.1 and 2/9, and one before them of 0.
        var series = new CandleBuilder(Timeframe.D1).To(100).Add(100, 110, 100, 110).To(99).To(121).Build();
        var options = Free with { InitialEquity = 100 };
        var figures = Simulator.Run(series, new Once(new EntryOrder(Side.Bullish)), options).Performance;
        double[] returns = [0, 0.1, -0.1, 2 / 9.0];
        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / 3);
        figures.Return.ShouldBe(0.21, 1e-12);
        figures.Cagr.ShouldBe(Math.Pow(1.21, 365.25 / 4) - 1, 1e-3 * Math.Pow(1.21, 91));
        figures.Volatility.ShouldBe(deviation * Math.Sqrt(365.25), 1e-12);
        figures.Sharpe.ShouldBe(mean / deviation * Math.Sqrt(365.25), 1e-12);
        figures.Sortino.ShouldBe(mean / Math.Sqrt(0.01 / 4) * Math.Sqrt(365.25), 1e-12);
        figures.DrawdownDepth.ShouldBe(0.1, 1e-12);
        figures.DrawdownCandles.ShouldBe(1);
        figures.Exposure.ShouldBe(0.75);
        figures.BuyAndHold.ShouldBe(0.21, 1e-12);
    }

    [Fact]
    public void The_figures_of_known_trades()
    {
        // Profits 2, -1, 1, 2 with R of the same: mean 1, deviation the root of 2.
        var trades = new List<Trade>();
        foreach (var profit in (double[])[2, -1, 1, 2])
            trades.Add(new(Side.Bullish, 0, 1, 1, 1, 1, 0, 0, profit, profit, ExitReason.Rule, -1));
        var tally = TradeTally.Of(trades);
        tally.WinRate.ShouldBe(0.75);
        tally.ProfitFactor.ShouldBe(5);
        tally.Expectancy.ShouldBe(1);
        tally.Sqn.ShouldBe(1 / Math.Sqrt(2) * 2, 1e-12);
        tally.Kelly.ShouldBe(0.75 - (0.25 / (5 / 3.0)), 1e-12);
    }

    private static IReadOnlyList<Trade> Run(CandleSeries series, EntryOrder order, CandleSeries? finer = null) =>
        Simulator.Run(series, new Once(order), Free, finer).Trades;

    /// <summary>One order at the first candle.</summary>
    private sealed class Once(EntryOrder order) : Strategy
    {
        public override void Decide(in Candle closed, Book book)
        {
            if (book.Index == 0)
                book.Enter(in order);
        }
    }
}
