namespace Waickoff.Backtest.Simulation;

/// <summary>How much a new position holds.</summary>
/// <param name="Unit">What <paramref name="Value"/> counts.</param>
/// <param name="Value">Above 0.</param>
public readonly record struct PositionSize(SizeUnit Unit, double Value)
{
    /// <summary>So much that a fill at the stop loses this share of the equity, costs apart. Needs a stop.</summary>
    public static PositionSize Risk(double share) => new(SizeUnit.Risk, share);

    /// <summary>So much that its price is this share of the equity.</summary>
    public static PositionSize Share(double share) => new(SizeUnit.Share, share);

    /// <summary>A fixed quantity of the base currency.</summary>
    public static PositionSize Quantity(double quantity) => new(SizeUnit.Quantity, quantity);

    /// <summary>The quantity at a fill; <c>NaN</c> for a size by risk without a stop.</summary>
    internal double Of(double equity, double price, double stop) =>
        Unit switch
        {
            SizeUnit.Risk => equity * Value / Math.Abs(price - stop),
            SizeUnit.Share => equity * Value / price,
            SizeUnit.Quantity => Value,
        };
}

/// <summary>What a position's size is measured in.</summary>
public enum SizeUnit
{
    /// <summary>The share of the equity that is lost at the stop.</summary>
    Risk,

    /// <summary>The share of the equity that is bought or sold.</summary>
    Share,

    /// <summary>Base currency.</summary>
    Quantity,
}
