using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// The chart seen from one side, so that each rule is written once, for bullish events: for bearish ones prices are turned upside
/// down by their sign, and support becomes the resistance of the chart.
/// </summary>
internal readonly record struct Facing(Side Side)
{
    public static readonly Facing Up = new(Side.Bullish);
    public static readonly Facing Down = new(Side.Bearish);

    public bool IsUp => Side == Side.Bullish;

    public Facing Opposite => new(Side.Opposite());

    /// <summary>A price of the chart as this side sees it, or back.</summary>
    public double Turn(double price) => IsUp ? price : -price;

    public double Low(in Candle candle) => IsUp ? candle.Low : -candle.High;

    public double High(in Candle candle) => IsUp ? candle.High : -candle.Low;

    public double Close(in Candle candle) => Turn(candle.Close);

    /// <summary>Where the close lies between low (0) and high (1), as this side sees them.</summary>
    public double ClosePosition(in Candle candle) => IsUp ? candle.ClosePosition : 1 - candle.ClosePosition;

    public bool ClosesUp(in Candle candle) => Turn(candle.Close) > Turn(candle.Open);
}
