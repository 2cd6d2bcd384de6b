using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Backtest.Simulation;

namespace Waickoff.Backtest.Tests.Simulation;

/// <summary>Turns with two exponential means: always long or short.</summary>
internal sealed class CrossStrategy : Strategy
{
    private readonly ExponentialAverage fast = new(5);
    private readonly ExponentialAverage slow = new(20);
    private double before = double.NaN;

    public override void Decide(in Candle closed, Book book)
    {
        var now = fast.Add(in closed) - slow.Add(in closed);
        if (before <= 0 && now > 0)
        {
            book.Exit(Side.Bearish);
            book.Enter(new EntryOrder(Side.Bullish));
        }
        else if (before >= 0 && now < 0)
        {
            book.Exit(Side.Bullish);
            book.Enter(new EntryOrder(Side.Bearish));
        }
        before = now;
    }
}

/// <summary>Buys a low RSI, with a stop 2 ATR away and a target at 2 R, sized by risk.</summary>
internal sealed class ReversionStrategy : Strategy
{
    private readonly RelativeStrength rsi = new(14);
    private readonly AverageTrueRange atr = new(Timeframe.M15, 14);

    public override void Decide(in Candle closed, Book book)
    {
        var (strength, scale) = (rsi.Add(in closed), atr.Add(in closed));
        if (strength < 35 && scale > 0)
            book.Enter(
                new EntryOrder(Side.Bullish, closed.Close - (2 * scale)) { Targets = [new(TargetUnit.Risk, 2)] }
            );
    }
}

/// <summary>Follows a break of the last 20 candles both ways, stop at their other end, half off at 1 R, the rest at 3 R or after 30.</summary>
internal sealed class BreakoutStrategy : Strategy
{
    private readonly List<Candle> last = [];

    public override void Decide(in Candle closed, Book book)
    {
        if (last.Count == 20)
        {
            var (high, low) = (last.Max(c => c.High), last.Min(c => c.Low));
            Target[] targets = [new(TargetUnit.Risk, 1, 0.5), new(TargetUnit.Risk, 3, 0.5)];
            if (closed.Close > high)
                book.Enter(new EntryOrder(Side.Bullish, low, 30) { Targets = targets });
            if (closed.Close < low)
                book.Enter(new EntryOrder(Side.Bearish, high, 30) { Targets = targets });
            last.RemoveAt(0);
        }
        last.Add(closed);
    }
}

/// <summary>Buys each close below the lower band, up to three at once, and leaves at the middle.</summary>
internal sealed class BandStrategy : Strategy
{
    private readonly BollingerBands bands = new(20);

    public override void Decide(in Candle closed, Book book)
    {
        var band = bands.Add(in closed);
        if (closed.Close < band.Lower)
            book.Enter(new EntryOrder(Side.Bullish));
        if (closed.Close > band.Middle)
            book.Exit(Side.Bullish);
    }
}

/// <summary>A tight stop and target around every open, so that many candles reach both: what the finer candles are for.</summary>
internal sealed class TightStrategy : Strategy
{
    public override void Decide(in Candle closed, Book book)
    {
        var side = closed.Close >= closed.Open ? Side.Bullish : Side.Bearish;
        book.Enter(new EntryOrder(side, closed.Close - (side.Sign() * 3)) { Targets = [new(TargetUnit.Risk, 1)] });
    }
}
