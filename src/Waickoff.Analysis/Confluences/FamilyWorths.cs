using System.Numerics;
using System.Runtime.CompilerServices;

namespace Waickoff.Analysis.Confluences;

/// <summary>What each family of a set of levels is worth: as much as its best level, so that a family counts once.</summary>
internal struct FamilyWorths
{
    private const int FamilyCount = (int)LevelFamily.Bollinger + 1;

    /// <summary>For each family the families of its origin, one bit each.</summary>
    private static readonly uint[] Kin =
    [
        .. Enum.GetValues<LevelFamily>()
            .Select(family =>
                Enum.GetValues<LevelFamily>()
                    .Where(other => ConfluencePoints.Origin(other) == ConfluencePoints.Origin(family))
                    .Aggregate(0u, (bits, other) => bits | (1u << (int)other))
            ),
    ];

    private uint present;
    private Worths worths;

    /// <summary>How many families there are.</summary>
    public readonly int Count => BitOperations.PopCount(present);

    /// <summary>Forgets all.</summary>
    public void Clear() => present = 0;

    /// <summary>Adds a level.</summary>
    public void Add(int family, double worth)
    {
        if ((present & (1u << family)) == 0 || worth > worths[family])
            worths[family] = worth;
        present |= 1u << family;
    }

    /// <summary>The sum of the points.</summary>
    public readonly double Score()
    {
        var score = 0.0;
        for (var rest = present; rest != 0; rest &= rest - 1)
            score += Points(BitOperations.TrailingZeroCount(rest));
        return score;
    }

    /// <summary>The worth of a family, less when another of its origin is worth more, or as much and is named earlier.</summary>
    public readonly double Points(int family)
    {
        for (var rest = present & Kin[family] & ~(1u << family); rest != 0; rest &= rest - 1)
        {
            var other = BitOperations.TrailingZeroCount(rest);
            if (other < family ? worths[other] >= worths[family] : worths[other] > worths[family])
                return worths[family] * ConfluencePoints.SameOrigin;
        }
        return worths[family];
    }

    [InlineArray(FamilyCount)]
    private struct Worths
    {
        private double first;
    }
}
