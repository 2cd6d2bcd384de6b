using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Noise;

/// <summary>Turns a sketch into candles of a symbol: a price level, a tick, a usual range and a usual volume.</summary>
/// <param name="LastPrice">The close of the last candle, about.</param>
/// <param name="Tick">The grid of the prices.</param>
/// <param name="MeanRange">High minus low of a mean candle, as a share of the price.</param>
/// <param name="MeanVolume">Base volume of a usual candle.</param>
internal readonly record struct Pricing(double LastPrice, double Tick, double MeanRange, double MeanVolume)
{
    public CandleSeries ToSeries(IReadOnlyList<SketchCandle> sketch, Timeframe timeframe, long endTimeMs)
    {
        var candles = new Candle[sketch.Count];
        var level = Math.Log(LastPrice) - (MeanRange * sketch[^1].Close);
        var time = timeframe.Floor(endTimeMs) - (candles.Length * timeframe.Milliseconds);
        // The open is the close of the candle before; the grid is applied to both in the same way, so they stay equal.
        for (var i = 0; i < candles.Length; i++, time += timeframe.Milliseconds)
        {
            var c = sketch[i];
            var volume = Math.Round(MeanVolume * Math.Exp(c.LogVolume), 3);
            candles[i] = new Candle(
                time,
                Price(level, c.Open),
                Price(level, c.High),
                Price(level, c.Low),
                Price(level, c.Close),
                volume,
                Math.Round(volume * c.TakerShare, 3)
            );
        }
        return new CandleSeries(timeframe, candles);
    }

    private double Price(double level, double units)
    {
        var ticks = Math.Round(Math.Exp(level + (MeanRange * units)) / Tick);
        // Multiplying by a tick such as 0.1 leaves digits behind the grid; dividing by its inverse does not.
        return Math.Max(1, ticks) / Math.Round(1 / Tick);
    }
}
