using Waickoff.Analysis.Candles;
using Waickoff.Sandbox.Noise;
using Waickoff.Sandbox.Schematics;

namespace Waickoff.Sandbox;

/// <summary>
/// Seeded simulated series with labelled Wyckoff ranges, made hard on purpose (see <see cref="Difficulty"/>): for tuning and
/// judging a detector. Tune on seeds below <see cref="FirstJudgingSeed"/>, judge on seeds from there on.
/// </summary>
public static class WyckoffSchematics
{
    /// <summary>Seeds from here on are for judging only.</summary>
    public const int FirstJudgingSeed = 100_000;

    private const long EndTimeMs = 1_735_689_600_000;
    private const int WarmUpCandles = 100;

    /// <summary>A series with ranges of random kinds, decoys between them.</summary>
    public static LabelledSeries Create(
        int seed,
        int ranges = 1,
        Difficulty? difficulty = null,
        Timeframe? timeframe = null
    ) => Create(seed, kind: null, ranges, difficulty, timeframe);

    /// <summary>A series with one range of a kind.</summary>
    public static LabelledSeries Create(
        int seed,
        SchematicKind kind,
        Difficulty? difficulty = null,
        Timeframe? timeframe = null
    ) => Create(seed, kind, ranges: 1, difficulty, timeframe);

    private static LabelledSeries Create(
        int seed,
        SchematicKind? kind,
        int ranges,
        Difficulty? difficulty,
        Timeframe? timeframe
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        ArgumentOutOfRangeException.ThrowIfLessThan(ranges, 1);
        var hard = difficulty ?? Difficulty.Real;
        var candle = timeframe ?? Timeframe.M15;
        var random = new Random(seed);
        var series = new SeriesSketch(new MarketNoise(random, hard, candle.Minutes / 60.0), hard);
        series.Walk(WarmUpCandles + random.Next(50));
        for (var i = 0; i < ranges; i++)
        {
            Decoys();
            series.Range(kind ?? (SchematicKind)random.Next(4));
            Decoys();
        }
        series.Walk(30 + random.Next(40));
        var pricing = new Pricing(LastPrice: 100, Tick: 0.001, MeanRange: 0.004, MeanVolume: 1_000);
        return series.ToSeries(pricing, candle, EndTimeMs);

        void Decoys()
        {
            for (var k = 0; k < hard.Decoys; k++)
                series.Decoy();
        }
    }
}
