using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Simulation;

/// <summary>A position that was closed, whole.</summary>
/// <param name="Side">Bullish was bought, bearish sold short.</param>
/// <param name="EntryIndex">The candle at whose open it was filled.</param>
/// <param name="ExitIndex">The candle in which the last part was closed.</param>
/// <param name="EntryPrice">The fill, slippage included.</param>
/// <param name="ExitPrice">The mean fill of the exits, weighted by quantity.</param>
/// <param name="Quantity">Base currency.</param>
/// <param name="Stop">The stop; <c>NaN</c> without one.</param>
/// <param name="Fees">All fees, in quote currency.</param>
/// <param name="Profit">After fees, in quote currency.</param>
/// <param name="R">Profit over what the stop would have lost, costs apart; <c>NaN</c> without a stop.</param>
/// <param name="Reason">Why the last part was closed.</param>
/// <param name="SetupIndex">The candle that the order argued from; -1 where it named none.</param>
public readonly record struct Trade(
    Side Side,
    int EntryIndex,
    int ExitIndex,
    double EntryPrice,
    double ExitPrice,
    double Quantity,
    double Stop,
    double Fees,
    double Profit,
    double R,
    ExitReason Reason,
    int SetupIndex
);

/// <summary>Why a position was closed.</summary>
public enum ExitReason
{
    /// <summary>The stop was reached, or the open lay beyond it.</summary>
    Stop,

    /// <summary>The last target was reached.</summary>
    Target,

    /// <summary>The strategy asked for it.</summary>
    Rule,

    /// <summary>Its time was up.</summary>
    Horizon,

    /// <summary>The candles ended.</summary>
    End,
}
