using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Simulation;

/// <summary>A position while it is open.</summary>
internal struct OpenPosition
{
    public Side Side;
    public int Sign;
    public int EntryIndex;
    public int SetupIndex;
    public int Horizon;
    public double EntryPrice;
    public double Stop;
    public double Quantity;

    /// <summary>What is still held.</summary>
    public double Left;
    public double Fees;

    /// <summary>Sum of exit price times quantity.</summary>
    public double ExitValue;
    public Target[]? Targets;
    public double[]? TargetPrices;
    public int NextTarget;

    /// <summary>The price of the next target; <c>NaN</c> when there is none.</summary>
    public readonly double TargetPrice =>
        TargetPrices is not null && NextTarget < TargetPrices.Length ? TargetPrices[NextTarget] : double.NaN;

    /// <summary>What it would bring at a price, without costs.</summary>
    public readonly double Unrealised(double price) => Sign * Left * (price - EntryPrice);
}
