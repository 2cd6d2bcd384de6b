namespace Waickoff.Analysis.Candles;

/// <summary>
/// One closed candle. Prices in quote currency, volumes in base currency. Only closed candles enter the analysis;
/// the forming one is never represented by this type.
/// </summary>
/// <param name="OpenTimeMs">Open time in milliseconds since 1970-01-01 UTC, a multiple of the timeframe.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price, never below open or close.</param>
/// <param name="Low">Lowest price, above zero, never above open or close.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Base volume, zero or more.</param>
/// <param name="TakerBuyVolume">The part of the volume that takers bought; <c>NaN</c> where the venue does not say.</param>
public readonly record struct Candle(
    long OpenTimeMs,
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double TakerBuyVolume = double.NaN
)
{
    /// <summary>True for a built candle that misses at least one base candle: it moves the scales and confirms nothing by itself.</summary>
    public bool IsPartial { get; init; }

    /// <summary>High minus low.</summary>
    public double Range => High - Low;

    /// <summary>Where the close lies between low (0) and high (1); 0.5 for a flat candle.</summary>
    public double ClosePosition => High > Low ? (Close - Low) / (High - Low) : 0.5;

    /// <summary>
    /// Volume bought minus volume sold by takers, in base currency: <c>2B - V</c> where measured, else the estimate
    /// <c>V * (2 * (C-L)/(H-L) - 1)</c>, 0 for a flat candle.
    /// </summary>
    public double Delta => IsDeltaEstimated ? Volume * ((2 * ClosePosition) - 1) : (2 * TakerBuyVolume) - Volume;

    /// <summary>True when the venue gave no taker volume and <see cref="Delta"/> is the estimate.</summary>
    public bool IsDeltaEstimated => double.IsNaN(TakerBuyVolume);
}
