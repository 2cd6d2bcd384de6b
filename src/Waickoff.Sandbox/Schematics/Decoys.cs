using Waickoff.Sandbox.Noise;

namespace Waickoff.Sandbox.Schematics;

/// <summary>Stretches that look like the start of a range and are none.</summary>
internal static class Decoys
{
    public static IReadOnlyList<SketchCandle> Draw(
        MarketNoise noise,
        Difficulty difficulty,
        int startIndex,
        double scale
    )
    {
        var random = noise.Random;
        var sketch = new Sketch(noise, difficulty, startIndex);
        switch (random.Next(3))
        {
            case 0:
                VTurn(sketch, random, scale);
                break;
            case 1:
                Pause(sketch, random, scale);
                break;
            default:
                sketch.Wander((int)(random.Next(30, 100) * scale * scale));
                break;
        }
        return sketch.Candles;
    }

    /// <summary>A fall that stops with a climax and turns straight into a rise.</summary>
    private static void VTurn(Sketch sketch, Random random, double scale)
    {
        var depth = random.Between(8, 15) * scale;
        var turn = new DrawnTurn(
            -1,
            -depth,
            random.Between(1.5, 3),
            random.Between(0.4, 0.8),
            random.Between(0.8, 1.8)
        );
        sketch.LegTo(turn, Candles(depth, random.Between(0.3, 0.65), scale), new Band(-depth + 0.1, 2), new(0, 0.4));
        var rise = depth * random.Between(0.9, 1.4);
        var band = new Band(-depth + Sketch.Clearance, double.PositiveInfinity);
        sketch.Leg(sketch.Close + rise, Candles(rise, random.Between(0.4, 0.8), scale), band, new(0.3, 0));
    }

    /// <summary>A rise that rests for a few candles and goes on.</summary>
    private static void Pause(Sketch sketch, Random random, double scale)
    {
        Rise();
        var middle = sketch.Close;
        var count = (int)(random.Next(6, 15) * scale * scale);
        var band = new Band(middle - (1.3 * scale), middle + (1.3 * scale));
        sketch.Leg(middle + random.Between(-0.5, 0.5), count, band, new(0, -0.3), wildness: 0.8);
        Rise();

        void Rise()
        {
            var distance = random.Between(5, 10) * scale;
            var count = Candles(distance, random.Between(0.3, 0.65), scale);
            sketch.Leg(
                sketch.Close + distance,
                count,
                new Band(sketch.Close - scale, double.PositiveInfinity),
                new(0, 0.2)
            );
        }
    }

    private static int Candles(double distance, double pace, double scale) => (int)(distance * scale / pace);
}
