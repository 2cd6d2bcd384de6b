using Waickoff.Analysis.Candles;
using Waickoff.Sandbox.Noise;
using Waickoff.Sandbox.Schematics;

namespace Waickoff.Sandbox;

/// <summary>
/// The market that is there when no other is: seeded candles of a symbol in changing regimes - trends, crashes, walks, and
/// Wyckoff ranges in the size of 15-minute, hourly and 4-hour charts. Never to be shown without the word simulated.
/// </summary>
public static class SimulatedMarket
{
    /// <summary>How many base candles an analysis is given.</summary>
    public const int UsualCandles = 16_000;

    /// <summary>The symbols it knows, each with a plausible price.</summary>
    public static IReadOnlyList<string> Symbols { get; } = [.. SimulatedSymbol.All.Keys];

    /// <summary>Candles of a symbol up to a time; the same arguments give the same candles.</summary>
    /// <param name="symbol">One of <see cref="Symbols"/>, such as <c>BTCUSDT</c>; any other gets a made-up price.</param>
    /// <param name="seed">Which of the possible markets, 0 or more.</param>
    /// <param name="timeframe">The length of a candle.</param>
    /// <param name="count">How many candles, 1 or more.</param>
    /// <param name="endTimeMs">The time at which the last candle has closed, rounded down to the timeframe.</param>
    public static CandleSeries Create(string symbol, int seed, Timeframe timeframe, int count, long endTimeMs) =>
        CreateLabelled(symbol, seed, timeframe, count, endTimeMs).Candles;

    /// <summary>The same candles with the ranges that were drawn into them.</summary>
    public static LabelledSeries CreateLabelled(string symbol, int seed, Timeframe timeframe, int count, long endTimeMs)
    {
        ArgumentException.ThrowIfNullOrEmpty(symbol);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var facts = SimulatedSymbol.Of(symbol);
        var random = new Random(unchecked(seed + facts.Seed));
        var first = timeframe.Floor(endTimeMs) - (count * timeframe.Milliseconds);
        ArgumentOutOfRangeException.ThrowIfNegative(first, nameof(endTimeMs));
        var firstHour = first / (double)Timeframe.H1.Milliseconds;
        var noise = new MarketNoise(random, Difficulty.Real, timeframe.Minutes / 60.0, firstHour % 24);
        var series = new SeriesSketch(noise, Difficulty.Real);
        while (series.Count < count)
            DrawRegime(series, random);
        series.Cut(count);
        return series.ToSeries(facts.PricingOf(timeframe), timeframe, endTimeMs);
    }

    /// <summary>Far above its start the market is more likely to fall and far below it to rise, so that prices stay plausible.</summary>
    private static void DrawRegime(SeriesSketch series, Random random)
    {
        var scale = random.NextDouble() switch
        {
            < 0.6 => 1.0,
            < 0.85 => 2.0,
            _ => 4.0,
        };
        var rises = random.Chance(0.5 - Math.Clamp(series.Close / 150, -0.4, 0.4));
        var roll = random.NextDouble();
        if (roll < 0.45)
        {
            var isReversal = random.Chance(0.5);
            series.Range(Kind(rises, isReversal), scale);
        }
        else if (roll < 0.6)
        {
            series.Decoy(scale);
        }
        else if (roll < 0.63)
        {
            // A crash and what comes after it: a few wild hours, then calm.
            series.Walk(random.Next(8, 30), drift: rises ? 0.2 : -0.9, wildness: 2.5);
            series.Walk(random.Next(40, 120), wildness: 1.3);
        }
        else
        {
            var drift = random.Between(0.02, 0.12) * (rises ? 1 : -1);
            series.Walk(random.Next(60, 300), random.Chance(0.5) ? drift : 0, random.Between(0.7, 1.2));
        }
    }

    private static SchematicKind Kind(bool rises, bool isReversal) =>
        (rises, isReversal) switch
        {
            (true, true) => SchematicKind.Accumulation,
            (true, false) => SchematicKind.Reaccumulation,
            (false, true) => SchematicKind.Distribution,
            (false, false) => SchematicKind.Redistribution,
        };
}
