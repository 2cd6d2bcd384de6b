namespace Waickoff.Analysis.Waves;

/// <summary>
/// A candidate count turned so that its first wave rises from 0, in price or log price. So each rule is written once, for the
/// rising case.
/// </summary>
internal readonly ref struct MeasuredWaves
{
    private readonly double start;
    private readonly int sign;

    /// <summary>Measures the turning points of a candidate.</summary>
    /// <param name="levels">Prices of the labels.</param>
    /// <param name="indices">Their candles.</param>
    /// <param name="runningLevel">The extreme of the wave under way.</param>
    /// <param name="levelBefore">Where the wave before the candidate began; <c>NaN</c> where that is unknown.</param>
    /// <param name="logSpan">The candidate is measured in log price when its highest label is more than this times its lowest.</param>
    /// <param name="scaled">Takes the measured labels; as long as the prices.</param>
    public MeasuredWaves(
        ReadOnlySpan<double> levels,
        ReadOnlySpan<int> indices,
        double runningLevel,
        double levelBefore,
        double logSpan,
        Span<double> scaled
    )
    {
        var (low, high) = (levels[0], levels[0]);
        foreach (var level in levels)
            (low, high) = (Math.Min(low, level), Math.Max(high, level));
        start = levels[0];
        sign = levels[1] > start ? 1 : -1;
        IsLog = high > logSpan * low;
        for (var i = 0; i < levels.Length; i++)
            scaled[i] = Scaled(levels[i]);
        At = scaled;
        Indices = indices;
        Running = Scaled(runningLevel);
        Before = Scaled(levelBefore);
    }

    /// <summary>The start of the count and the end of each wave; the first is 0.</summary>
    public ReadOnlySpan<double> At { get; }

    /// <summary>Their candles.</summary>
    public ReadOnlySpan<int> Indices { get; }

    /// <summary>The extreme of the wave under way.</summary>
    public double Running { get; }

    /// <summary>Where the wave before began that fell to 0; <c>NaN</c> where that is unknown.</summary>
    public double Before { get; }

    /// <summary>True when measured in log price.</summary>
    public bool IsLog { get; }

    /// <summary>How many waves are done.</summary>
    public int Count => At.Length - 1;

    /// <summary>True when the first wave really rises.</summary>
    public bool IsRising => sign > 0;

    /// <summary>The length of a wave, from 1 on, always positive.</summary>
    public double Length(int wave) => Math.Abs(At[wave] - At[wave - 1]);

    /// <summary>The length of a wave as a multiple of another.</summary>
    public double Ratio(int wave, int to) => Length(wave) / Length(to);

    /// <summary>The candles a wave took, 1 or more.</summary>
    public int Duration(int wave) => Indices[wave] - Indices[wave - 1];

    /// <summary>A measured value as a price.</summary>
    public double Price(double scaled) => IsLog ? start * Math.Exp(sign * scaled) : start + (sign * scaled);

    // The quotient of two prices does not change when all prices are doubled; the difference of their logarithms does, in its
    // last digit, and could turn a tie.
    private double Scaled(double price) => sign * (IsLog ? Math.Log(price / start) : price - start);
}
