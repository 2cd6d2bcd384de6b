using System.Runtime.CompilerServices;

namespace Waickoff.Backtest.Statistics;

/// <summary>
/// Numbers that look random and are the same for the same seed, on any machine and any version of the runtime.
/// </summary>
/// <remarks>SplitMix64: G. Steele, D. Lea and C. Flood, Fast splittable pseudorandom number generators, 2014.</remarks>
public struct SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 to less than a count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);
}
