namespace Waickoff.Backtest.Strategies;

/// <summary>A number at the last closed candle; <c>NaN</c> where there is none yet.</summary>
internal sealed class Operand(Func<RuleMarket, double> value)
{
    public double Value(RuleMarket market) => value(market);
}
