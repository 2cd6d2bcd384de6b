namespace Waickoff.Backtest.Simulation;

/// <summary>What a simulation assumes. Costs are on unless they are turned off.</summary>
public sealed record SimulationOptions
{
    /// <summary>Equity at the start, in quote currency.</summary>
    public double InitialEquity { get; init; } = 10_000;

    /// <summary>Fee of each fill as a share of its price, 0 to 1: 0.001 is 0.1 %.</summary>
    public double FeeShare { get; init; } = 0.001;

    /// <summary>What a fill at the market is worse than the price seen, as a share: entries, stops and closes; not targets, which rest.</summary>
    public double SlippageShare { get; init; } = 0.0005;

    /// <summary>How much a position holds.</summary>
    public PositionSize Size { get; init; } = PositionSize.Share(1);

    /// <summary>How many positions may be open at once, 1 or more.</summary>
    public int Positions { get; init; } = 1;

    /// <summary>The most that all open positions may be worth, as a multiple of the equity; a new one is made smaller to fit.</summary>
    public double GreatestLeverage { get; init; } = 1;

    /// <summary>Orders count from the candle that opens here on; those before only warm up. Null for all.</summary>
    public long? FromMs { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(InitialEquity);
        ArgumentOutOfRangeException.ThrowIfNegative(FeeShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FeeShare, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(SlippageShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SlippageShare, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Size.Value);
        ArgumentOutOfRangeException.ThrowIfLessThan(Positions, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(GreatestLeverage);
    }
}
