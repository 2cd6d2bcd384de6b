namespace Waickoff.Analysis.Candles;

/// <summary>The lowest and the highest price of some candles.</summary>
/// <param name="Low">The lowest; infinite while there are none.</param>
/// <param name="High">The highest; infinite while there are none.</param>
public readonly record struct PriceRange(double Low, double High)
{
    /// <summary>Of no candles.</summary>
    public static readonly PriceRange None = new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>The range with one more candle.</summary>
    public PriceRange With(in Candle candle) => new(Math.Min(Low, candle.Low), Math.Max(High, candle.High));
}
