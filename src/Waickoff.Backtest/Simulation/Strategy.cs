using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Simulation;

/// <summary>
/// What decides on trades: a fold over closed candles. It is shown one candle at a time, so there is no future it could read; what it
/// orders is filled at the next open at the earliest.
/// </summary>
public abstract class Strategy
{
    /// <summary>Takes the next closed candle and gives its orders to the book.</summary>
    public abstract void Decide(in Candle closed, Book book);
}
