using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Evidence;

/// <summary>One case of a setup.</summary>
/// <param name="Side">The direction it argued for.</param>
/// <param name="Index">The candle at whose close it was known.</param>
/// <param name="Stop">The price at which it was wrong.</param>
/// <param name="StopAtr">From the fill of the entry to the stop, in ATR(14) as of the confirmation.</param>
/// <param name="Volatility">Tercile of the volatility as of the confirmation: 0 low, 1 middle, 2 high.</param>
/// <param name="HigherBias">The bias of the next higher timeframe as of the confirmation.</param>
/// <param name="Outcome">How it ended.</param>
public readonly record struct SetupCase(
    Side Side,
    int Index,
    double Stop,
    double StopAtr,
    int Volatility,
    Side HigherBias,
    CaseOutcome Outcome
);
