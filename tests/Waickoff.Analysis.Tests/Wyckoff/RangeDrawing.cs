using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Wyckoff;

/// <summary>
/// A range drawn leg by leg: a rise to 112, a fall to 90 that stops there, the reaction to 100. Candles are about 0.85 high, so a leg
/// is one leg of the zigzag, and ATR(14) is about that.
/// </summary>
internal sealed class RangeDrawing
{
    private readonly CandleBuilder candles = new();
    private readonly Dictionary<string, int> marks = [];
    private double price = 100;
    private int count;

    public int this[string mark] => marks[mark];

    /// <summary>A fall that stops at 90, with a selling climax or quietly.</summary>
    public static RangeDrawing AfterFall(bool withClimax = true)
    {
        var drawing = new RangeDrawing().Leg(112, 30).Leg(92, 45);
        if (withClimax)
            drawing.Candle(high: 92.2, low: 90, close: 91, volume: 400);
        else
            drawing.Leg(90.2, 5);
        return drawing.Mark("stop").Leg(100, 20).Mark("reaction");
    }

    /// <summary>The range and one more rise to the other edge: support lies near 90.1, resistance near 100.2.</summary>
    public static RangeDrawing Known(bool withClimax = true) =>
        AfterFall(withClimax).Leg(90.4, 18, volume: 60).Mark("return").Leg(100, 18).Mark("high");

    /// <summary>Candles that walk to a price.</summary>
    public RangeDrawing Leg(double to, int steps, double volume = 100)
    {
        var step = (to - price) / steps;
        for (var i = 0; i < steps; i++)
        {
            // Not all alike: a score against candles without any deviation is 0 by definition.
            var odd = count % 2 == 0 ? 0.9 : 1.1;
            Candle(
                Math.Max(price, price + step) + (0.2 * odd),
                Math.Min(price, price + step) - (0.2 * odd),
                price + step,
                volume * odd
            );
        }
        return this;
    }

    /// <summary>One candle, open at the close before.</summary>
    public RangeDrawing Candle(double high, double low, double close, double volume = 100)
    {
        candles.Add(price, Math.Max(high, price), Math.Min(low, price), close, volume);
        (price, count) = (close, count + 1);
        return this;
    }

    /// <summary>Gives the last candle a name.</summary>
    public RangeDrawing Mark(string name)
    {
        marks[name] = count - 1;
        return this;
    }

    public WyckoffLog Read() => Read(candles.Build());

    public static WyckoffLog Read(CandleSeries series)
    {
        WyckoffLog? whole = null;
        Detection.Detect<WyckoffEvent>(
            series,
            (tape, log) => new WyckoffEvents(tape, new Legs(tape), whole ??= new WyckoffLog(log))
        );
        return whole!;
    }
}
