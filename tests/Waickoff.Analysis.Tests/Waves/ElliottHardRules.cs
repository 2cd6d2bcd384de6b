using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Tests.Waves;

/// <summary>
/// The hard rules once more, written for prices as they stand in a count and for each direction by itself, as an independent check of
/// what the detector says.
/// </summary>
internal static class ElliottHardRules
{
    /// <summary>The rules a pattern breaks; empty when it may be counted.</summary>
    public static IReadOnlyList<string> Broken(ElliottPattern pattern, double[] p, double running)
    {
        var broken = new List<string>();
        var isUp = p[1] > p[0];
        var isLog = p.Max() > 1.3 * p.Min();
        var done = p.Length - 1;

        void Require(bool holds, string rule)
        {
            if (!holds)
                broken.Add(rule);
        }
        double Size(double from, double to) => isLog ? Math.Abs(Math.Log(to / from)) : Math.Abs(to - from);
        bool IsBeyond(double price, double than) => isUp ? price > than : price < than;

        if (pattern == ElliottPattern.Impulse)
        {
            Require(IsBeyond(p[2], p[0]), "wave 2 passes the start of 1");
            if (done >= 3)
                Require(IsBeyond(p[3], p[1]), "wave 3 does not pass the end of 1");
            if (done == 3)
                Require(IsBeyond(running, p[1]), "wave 4 under way enters wave 1");
            if (done >= 4)
                Require(IsBeyond(p[4], p[1]), "wave 4 enters wave 1");
            if (done >= 4)
            {
                var (first, third) = (Size(p[0], p[1]), Size(p[2], p[3]));
                var fifth = Size(p[4], done == 5 ? p[5] : running);
                Require(!(third <= first && third <= fifth), "wave 3 is the shortest");
            }
        }
        else if (pattern == ElliottPattern.Zigzag)
        {
            Require(IsBeyond(p[2], p[0]), "B passes the start of A");
        }
        else if (pattern == ElliottPattern.Flat)
        {
            Require(Size(p[1], p[2]) >= 0.9 * Size(p[0], p[1]), "B takes back less than 0.9 of A");
        }
        return broken;
    }

    /// <summary>How many counts there are on the last turning points, each wave one leg or three, by trying all of them.</summary>
    public static int CountValid(Turn[] turns, double running)
    {
        var valid = 0;
        for (var waves = 2; waves <= 5; waves++)
        {
            // Each bit of the choice says whether a wave has three legs.
            for (var choice = 0; choice < 1 << waves; choice++)
            {
                if (Labels(turns, waves, choice) is not { } labels)
                    continue;
                var patterns =
                    waves <= 3
                        ? [ElliottPattern.Impulse, ElliottPattern.Zigzag, ElliottPattern.Flat]
                        : new[] { ElliottPattern.Impulse };
                valid += patterns.Count(p => Broken(p, labels, running).Count == 0);
            }
        }
        return valid;
    }

    private static double[]? Labels(Turn[] turns, int waves, int choice)
    {
        var at = turns.Length - 1;
        var labels = new double[waves + 1];
        labels[waves] = turns[at].Level;
        for (var wave = waves; wave > 0; wave--)
        {
            var legs = (choice & (1 << (wave - 1))) == 0 ? 1 : 3;
            if (at - legs < 0)
                return null;
            if (legs == 3 && !IsOneWave(turns.AsSpan(at - 3, 4)))
                return null;
            at -= legs;
            labels[wave - 1] = turns[at].Level;
        }
        return labels;
    }

    private static bool IsOneWave(ReadOnlySpan<Turn> t) =>
        t[3].Side == Side.Bearish
            ? t[1].Level < t[3].Level && t[2].Level >= t[0].Level
            : t[1].Level > t[3].Level && t[2].Level <= t[0].Level;
}
