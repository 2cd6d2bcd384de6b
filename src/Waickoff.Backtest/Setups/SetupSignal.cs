using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Setups;

/// <summary>A setup that a candle completed.</summary>
/// <param name="Setup">Which one; the place of the rule for rules of one's own.</param>
/// <param name="Side">The direction it argues for.</param>
/// <param name="Stop">The price at which it is wrong.</param>
public readonly record struct SetupSignal(int Setup, Side Side, double Stop);
