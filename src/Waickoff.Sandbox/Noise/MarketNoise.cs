namespace Waickoff.Sandbox.Noise;

/// <summary>
/// What runs through a whole series and knows nothing of its shape: clustered volatility, fat-tailed shocks, and volume with
/// memory, a daily season and spikes of its own.
/// </summary>
/// <remarks>
/// Log volume is the sum of a season (deviation 0.25), a memory (0.37), a part of the volatility (0.2), a part of the candle's
/// range, spikes and a rest, which together have a deviation and an autocorrelation of about 0.65; the tests measure it.
/// </remarks>
internal sealed class MarketNoise(Random random, Difficulty difficulty, double candleHours, double firstHour = 0)
{
    private const double VolatilityMemory = 0.97;
    private const double VolatilityDeviation = 0.33;
    private const double VolumeMemory = 0.58;
    private const double VolumeDeviation = 0.37;
    private const double BusiestHour = 15;

    private readonly bool hasSeason = candleHours <= 6;
    private double volatilityState;
    private double volumeState;
    private double lastShock;

    public Random Random => random;

    /// <summary>Moves to the next candle and returns its volatility, 1 on average.</summary>
    public double NextVolatility(int index)
    {
        volatilityState = Next(volatilityState, VolatilityMemory, VolatilityDeviation);
        return Math.Exp(volatilityState - (VolatilityDeviation * VolatilityDeviation / 2) + (0.15 * Season(index)));
    }

    /// <summary>The next return in deviations; with reversion each takes back a part of the one before it.</summary>
    public double NextShock(double reversion)
    {
        var shock = random.Student(difficulty.TailDegrees);
        var mixed = (shock - (reversion * lastShock)) / Math.Sqrt(1 + (reversion * reversion));
        lastShock = shock;
        return mixed;
    }

    /// <summary>Log volume of the next candle around 0.</summary>
    /// <param name="index">Where the candle stands in the series.</param>
    /// <param name="range">Its high minus low in mean candle ranges.</param>
    /// <param name="volatility">What <see cref="NextVolatility"/> gave for it.</param>
    public double LogVolume(int index, double range, double volatility)
    {
        volumeState = Next(volumeState, VolumeMemory, VolumeDeviation);
        var ofRange = 0.3 * Math.Clamp(Math.Log(Math.Max(range, 0.05)) + 0.15, -1.5, 2);
        var spike = random.Chance(difficulty.SpikeShare) ? random.Between(0.8, 1.8) : 0;
        var noise = (0.35 * Season(index)) + volumeState + (0.6 * Math.Log(volatility)) + (0.2 * random.Gauss());
        return (difficulty.VolumeNoise * noise) + ofRange + spike;
    }

    private double Season(int index) =>
        hasSeason ? Math.Cos(2 * Math.PI * (firstHour + (index * candleHours) - BusiestHour) / 24) : 0;

    private double Next(double state, double memory, double deviation) =>
        (memory * state) + (Math.Sqrt(1 - (memory * memory)) * deviation * random.Gauss());
}
