using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Waves;

/// <summary>Volume of the completed legs since a candle, up against down: Weis waves summed up.</summary>
/// <param name="UpPerCandle">Volume per candle of the legs up, in base currency.</param>
/// <param name="DownPerCandle">Volume per candle of the legs down.</param>
/// <param name="Volume">Volume of both.</param>
/// <param name="Delta">Volume delta of both.</param>
public readonly record struct LegVolumes(double UpPerCandle, double DownPerCandle, double Volume, double Delta)
{
    /// <summary>True when there is at least one leg with volume each way.</summary>
    public bool IsKnown => UpPerCandle > 0 && DownPerCandle > 0;

    /// <summary>Sums the legs that start at or behind a candle.</summary>
    public static LegVolumes Since(ReadOnlySpan<Turn> turns, int startIndex)
    {
        var (up, down, upCandles, downCandles, delta) = (0.0, 0.0, 0, 0, 0.0);
        for (var i = turns.Length - 1; i >= 0 && turns[i].HasLeg && turns[i].StartIndex >= startIndex; i--)
        {
            var (inputs, candles) = (turns[i].Inputs, turns[i].Index - turns[i].StartIndex);
            delta += inputs.Delta;
            if (turns[i].Side == Side.Bearish)
                (up, upCandles) = (up + inputs.Volume, upCandles + candles);
            else
                (down, downCandles) = (down + inputs.Volume, downCandles + candles);
        }
        return new LegVolumes(
            upCandles > 0 ? up / upCandles : double.NaN,
            downCandles > 0 ? down / downCandles : double.NaN,
            up + down,
            delta
        );
    }
}
