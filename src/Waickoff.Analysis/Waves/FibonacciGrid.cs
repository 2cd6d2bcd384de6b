using System.Collections;

namespace Waickoff.Analysis.Waves;

/// <summary>A price at a fixed share of a leg.</summary>
/// <param name="Ratio">The share of the leg: measured back from its end for a retracement, onward from its start for an extension.</param>
/// <param name="Price">In quote currency. An extension is a projection: it may lie outside every price seen.</param>
/// <param name="Kind">Which of the two.</param>
public readonly record struct FibonacciLevel(double Ratio, double Price, FibonacciKind Kind);

/// <summary>What a level of a leg stands for.</summary>
public enum FibonacciKind
{
    /// <summary>Inside the leg, where a pullback may end.</summary>
    Retracement,

    /// <summary>Beyond the end of the leg, where it may go: a projection.</summary>
    Extension,
}

/// <summary>
/// The levels of a leg from A to B, in linear price: retracements <c>B - r(B-A)</c> from the nearest to the end of the leg on,
/// then extensions <c>A + e(B-A)</c> from the nearest on. They are computed when read, so a leg carries no array.
/// </summary>
/// <param name="Start">A, in quote currency.</param>
/// <param name="End">B, in quote currency.</param>
public readonly record struct FibonacciGrid(double Start, double End) : IReadOnlyList<FibonacciLevel>
{
    private static readonly double[] RetracementRatios = [0.236, 0.382, 0.5, 0.618, 0.705, 0.786];
    private static readonly double[] ExtensionRatios = [1.272, 1.414, 1.618, 2, 2.618];

    /// <summary>The shares of a leg that a pullback is measured by.</summary>
    public static ReadOnlySpan<double> Retracements => RetracementRatios;

    /// <summary>The multiples of a leg that it is projected to.</summary>
    public static ReadOnlySpan<double> Extensions => ExtensionRatios;

    /// <inheritdoc />
    public int Count => RetracementRatios.Length + ExtensionRatios.Length;

    /// <inheritdoc />
    public FibonacciLevel this[int index] =>
        index < RetracementRatios.Length
            ? Retracement(RetracementRatios[index])
            : Extension(ExtensionRatios[index - RetracementRatios.Length]);

    /// <summary>The level a pullback from the end reaches when it takes back a share of the leg.</summary>
    /// <param name="ratio">0 at the end of the leg, 1 at its start.</param>
    public FibonacciLevel Retracement(double ratio) =>
        new(ratio, End - (ratio * (End - Start)), FibonacciKind.Retracement);

    /// <summary>The level the leg reaches when it becomes a multiple of itself.</summary>
    /// <param name="ratio">1 at the end of the leg, above 1 beyond it.</param>
    public FibonacciLevel Extension(double ratio) =>
        new(ratio, Start + (ratio * (End - Start)), FibonacciKind.Extension);

    /// <summary>What share of the leg a price takes back: 0 at its end, 1 at its start, below 0 beyond its end.</summary>
    public double Retraced(double price) => (End - price) / (End - Start);

    /// <inheritdoc />
    public IEnumerator<FibonacciLevel> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
