using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Simulation;

/// <summary>An order to open a position at the next open.</summary>
/// <param name="Side">Bullish buys, bearish sells short.</param>
/// <param name="Stop">Where the position is wrong, in price; <c>NaN</c> for none.</param>
/// <param name="HorizonCandles">
/// The position is closed at the close of this candle, counted from 1 for the candle of the entry; 0 for no horizon.
/// </param>
/// <param name="SetupIndex">The candle that the order argues from; for the report only.</param>
public readonly record struct EntryOrder(
    Side Side,
    double Stop = double.NaN,
    int HorizonCandles = 0,
    int SetupIndex = -1
)
{
    /// <summary>Where the position is taken off, nearest first; null for none.</summary>
    public Target[]? Targets { get; init; }
}

/// <summary>A price at which a part of a position is taken off.</summary>
/// <param name="Unit">What <paramref name="Value"/> counts.</param>
/// <param name="Value">A price, or a multiple of the distance from the entry to the stop; above 0.</param>
/// <param name="Share">The part of the position's first quantity, above 0 to 1; the last one takes what is left when all add up to 1.</param>
public readonly record struct Target(TargetUnit Unit, double Value, double Share = 1);

/// <summary>What the value of a target counts.</summary>
public enum TargetUnit
{
    /// <summary>A price.</summary>
    Price,

    /// <summary>Multiples of the distance from entry to stop.</summary>
    Risk,
}
