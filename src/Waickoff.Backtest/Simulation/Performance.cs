using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Simulation;

/// <summary>The usual figures of a simulation. <c>NaN</c> where one cannot be formed: no trade, no loss, no time.</summary>
/// <param name="Candles">How many candles counted.</param>
/// <param name="Trades">How many trades were closed.</param>
/// <param name="Return">Equity at the end over that at the start, less 1.</param>
/// <param name="Cagr">The same a year, compounded.</param>
/// <param name="Volatility">Deviation of the returns from close to close, a year.</param>
/// <param name="Sharpe">Mean return from close to close over its deviation, a year; without a riskless rate.</param>
/// <param name="Sortino">The same over the deviation of the losses from 0.</param>
/// <param name="Calmar">CAGR over the deepest drawdown.</param>
/// <param name="DrawdownDepth">The deepest fall of the equity from its highest so far, as a share of it, 0 to 1.</param>
/// <param name="DrawdownCandles">The longest time below a high, in candles.</param>
/// <param name="Exposure">The share of candles with a position in them, 0 to 1.</param>
/// <param name="WinRate">The share of trades with a profit after costs.</param>
/// <param name="ProfitFactor">Sum of the profits over the sum of the losses.</param>
/// <param name="Expectancy">Mean profit of a trade, in quote currency.</param>
/// <param name="ExpectancyR">Mean R of the trades that had a stop.</param>
/// <param name="Sqn">Van Tharp's system quality: mean R over its deviation, times the root of the number of trades.</param>
/// <param name="Kelly">Kelly's share: win rate less loss rate over the ratio of mean profit to mean loss.</param>
/// <param name="Fees">All fees, in quote currency.</param>
/// <param name="BuyAndHold">What holding from the first open to the last close returned, before costs.</param>
public sealed record Performance(
    int Candles,
    int Trades,
    double Return,
    double Cagr,
    double Volatility,
    double Sharpe,
    double Sortino,
    double Calmar,
    double DrawdownDepth,
    int DrawdownCandles,
    double Exposure,
    double WinRate,
    double ProfitFactor,
    double Expectancy,
    double ExpectancyR,
    double Sqn,
    double Kelly,
    double Fees,
    double BuyAndHold
)
{
    private const double MinutesPerYear = 365.25 * 24 * 60;

    internal static Performance Of(
        CandleSeries series,
        SimulationOptions options,
        int first,
        ReadOnlySpan<double> equity,
        List<Trade> trades,
        int exposed
    )
    {
        var start = options.InitialEquity;
        var total = equity.Length > 0 ? (equity[^1] / start) - 1 : 0;
        var perYear = MinutesPerYear / series.Timeframe.Minutes;
        var years =
            equity.Length > 0
                ? (series[series.Count - 1].OpenTimeMs - series[first].OpenTimeMs + series.Timeframe.Milliseconds)
                    / (MinutesPerYear * 60_000)
                : 0;
        var cagr = years > 0 && total > -1 ? Math.Pow(1 + total, 1 / years) - 1 : double.NaN;
        var (mean, deviation, downside) = Returns(equity, start);
        var (depth, length) = Drawdown(equity, start);
        var tally = TradeTally.Of(trades);
        return new Performance(
            equity.Length,
            trades.Count,
            total,
            cagr,
            deviation * Math.Sqrt(perYear),
            Ratio(mean, deviation) * Math.Sqrt(perYear),
            Ratio(mean, downside) * Math.Sqrt(perYear),
            Ratio(cagr, depth),
            depth,
            length,
            Ratio(exposed, equity.Length),
            tally.WinRate,
            tally.ProfitFactor,
            tally.Expectancy,
            tally.ExpectancyR,
            tally.Sqn,
            tally.Kelly,
            tally.Fees,
            equity.Length > 0 ? (series[series.Count - 1].Close / series[first].Open) - 1 : double.NaN
        );
    }

    internal static double Ratio(double value, double by) => by > 0 ? value / by : double.NaN;

    /// <summary>Mean and sample deviation of the returns, and the root mean square of the losses among all of them.</summary>
    private static (double Mean, double Deviation, double Downside) Returns(ReadOnlySpan<double> equity, double start)
    {
        var (count, mean, squares, losses) = (0, 0.0, 0.0, 0.0);
        var before = start;
        foreach (var value in equity)
        {
            var change = (value / before) - 1;
            before = value;
            count++;
            var distance = change - mean;
            mean += distance / count;
            squares += distance * (change - mean);
            losses += change < 0 ? change * change : 0;
        }
        return count < 2
            ? (double.NaN, double.NaN, double.NaN)
            : (mean, Math.Sqrt(squares / (count - 1)), Math.Sqrt(losses / count));
    }

    private static (double Depth, int Candles) Drawdown(ReadOnlySpan<double> equity, double start)
    {
        var (high, depth, longest, since) = (start, 0.0, 0, 0);
        foreach (var value in equity)
        {
            since++;
            if (value >= high)
                (high, since) = (value, 0);
            longest = Math.Max(longest, since);
            depth = Math.Max(depth, (high - value) / high);
        }
        return (depth, longest);
    }
}
