namespace Waickoff.Backtest.Simulation;

/// <summary>The figures of a list of trades.</summary>
internal readonly record struct TradeTally(
    double WinRate,
    double ProfitFactor,
    double Expectancy,
    double ExpectancyR,
    double Sqn,
    double Kelly,
    double Fees
)
{
    public static TradeTally Of(List<Trade> trades)
    {
        var (wins, losses, won, lost, fees) = (0, 0, 0.0, 0.0, 0.0);
        var (measured, meanR, squaresR) = (0, 0.0, 0.0);
        foreach (var trade in trades)
        {
            fees += trade.Fees;
            if (trade.Profit > 0)
                (wins, won) = (wins + 1, won + trade.Profit);
            else
                (losses, lost) = (losses + 1, lost - trade.Profit);
            if (!double.IsFinite(trade.R))
                continue;
            var distance = trade.R - meanR;
            meanR += distance / ++measured;
            squaresR += distance * (trade.R - meanR);
        }
        var winRate = Performance.Ratio(wins, trades.Count);
        var deviationR = measured > 1 ? Math.Sqrt(squaresR / (measured - 1)) : double.NaN;
        var payoff = Performance.Ratio(Performance.Ratio(won, wins), Performance.Ratio(lost, losses));
        return new TradeTally(
            winRate,
            Performance.Ratio(won, lost),
            Performance.Ratio(won - lost, trades.Count),
            measured > 0 ? meanR : double.NaN,
            Performance.Ratio(meanR, deviationR) * Math.Sqrt(measured),
            winRate - Performance.Ratio(1 - winRate, payoff),
            fees
        );
    }
}
