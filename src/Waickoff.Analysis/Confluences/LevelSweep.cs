using System.Numerics;

namespace Waickoff.Analysis.Confluences;

/// <summary>
/// One pass over the levels from low to high. Where a level ends, all that begin within reach above it are taken to hand; those
/// at hand then are a largest set that meets, and what ended is put away. So there are at most as many sets as levels.
/// </summary>
internal sealed class LevelSweep
{
    private static readonly LevelFamily[] Families = Enum.GetValues<LevelFamily>();
    private static readonly int[] Origins = Array.ConvertAll(Families, f => (int)ConfluencePoints.Origin(f));

    private readonly KeyLevel[] levels;
    private readonly double[] worths;
    private readonly double price;
    private readonly double atr;
    private readonly double reach;
    private readonly int[] atHand;
    private readonly double[] familyWorths = new double[Families.Length];
    private readonly List<Meeting> meetings = [];
    private int count;

    public LevelSweep(ReadOnlySpan<KeyLevel> all, double price, double atr, int index)
    {
        (this.price, this.atr) = (price, atr);
        reach = ConfluenceSearch.MeetingAtr * atr;
        levels = Usable(all);
        atHand = new int[levels.Length];
        worths = new double[levels.Length];
        for (var i = 0; i < levels.Length; i++)
            worths[i] = ConfluencePoints.Worth(in levels[i], index);
        Sweep();
    }

    /// <summary>The best zones, best first, of which no two overlap or touch.</summary>
    public ValueList<Confluence> Take(int most)
    {
        var taken = new List<Confluence>();
        while (taken.Count < most && meetings.Count > 0)
        {
            var best = meetings[0];
            foreach (var meeting in meetings)
            {
                if (meeting.IsBetterThan(in best))
                    best = meeting;
            }
            taken.Add(ToConfluence(in best));
            meetings.RemoveAll(m => m.Bottom <= best.Top && m.Top >= best.Bottom);
        }
        return new ValueList<Confluence>([.. taken]);
    }

    private static KeyLevel[] Usable(ReadOnlySpan<KeyLevel> all)
    {
        var usable = new KeyLevel[all.Length];
        var count = 0;
        foreach (ref readonly var level in all)
        {
            if (level.Top < level.Bottom)
                throw new ArgumentException($"The top of a level must not lie below its bottom: {level}.", nameof(all));
            if (level.Bottom > 0 && double.IsFinite(level.Top))
                usable[count++] = level;
        }
        return usable[..count];
    }

    private void Sweep()
    {
        var (starts, byStart) = Sorted(static (in KeyLevel level) => level.Bottom);
        var (ends, byEnd) = Sorted(static (in KeyLevel level) => level.Top);
        var next = 0;
        for (var end = 0; end < ends.Length; end++)
        {
            var before = next;
            while (next < starts.Length && starts[next] <= ends[end] + reach)
                atHand[count++] = byStart[next++];
            if (next > before)
                Meet(lowestTop: ends[end], highestBottom: starts[next - 1]);
            PutAway(byEnd[end]);
        }
    }

    private (double[] Prices, int[] Order) Sorted(Edge edge)
    {
        var prices = new double[levels.Length];
        var order = new int[levels.Length];
        for (var i = 0; i < levels.Length; i++)
            (prices[i], order[i]) = (edge(in levels[i]), i);
        Array.Sort(prices, order);
        return (prices, order);
    }

    private void PutAway(int level)
    {
        var place = atHand.AsSpan(0, count).IndexOf(level);
        atHand[place] = atHand[--count];
    }

    /// <summary>Keeps the set at hand if it has two families.</summary>
    private void Meet(double lowestTop, double highestBottom)
    {
        var kinds = WeighFamilies(atHand.AsSpan(0, count));
        var families = BitOperations.PopCount(kinds);
        if (families < 2)
            return;
        var (bottom, top) = (Math.Min(lowestTop, highestBottom), Math.Max(lowestTop, highestBottom));
        var greatest = ConfluenceSearch.GreatestHeightAtr * atr;
        if (highestBottom <= lowestTop && top - bottom > greatest)
        {
            bottom = Math.Clamp(price - (greatest / 2), bottom, top - greatest);
            top = bottom + greatest;
        }
        var distance = Math.Max(0, Math.Max(bottom - price, price - top));
        meetings.Add(new Meeting(lowestTop, highestBottom, bottom, top, distance, Score(kinds), families));
    }

    /// <summary>Sets the worth of each family to that of its best level; returns which families there are, one bit each.</summary>
    private uint WeighFamilies(ReadOnlySpan<int> members)
    {
        var families = 0u;
        Array.Clear(familyWorths);
        foreach (var member in members)
        {
            var family = (int)levels[member].Family;
            families |= 1u << family;
            familyWorths[family] = Math.Max(familyWorths[family], worths[member]);
        }
        return families;
    }

    private double Score(uint families)
    {
        var score = 0.0;
        for (var rest = families; rest != 0; rest &= rest - 1)
            score += Points(BitOperations.TrailingZeroCount(rest));
        return score;
    }

    /// <summary>The worth of a family, halved when another of its origin is worth more, or as much and is named earlier.</summary>
    private double Points(int family)
    {
        for (var other = 0; other < familyWorths.Length; other++)
        {
            var isAhead =
                other < family
                    ? familyWorths[other] >= familyWorths[family]
                    : familyWorths[other] > familyWorths[family];
            if (isAhead && Origins[other] == Origins[family])
                return familyWorths[family] * ConfluencePoints.SameOrigin;
        }
        return familyWorths[family];
    }

    private Confluence ToConfluence(in Meeting meeting)
    {
        var members = new List<int>();
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i].Bottom <= meeting.HighestBottom && levels[i].Top >= meeting.LowestTop)
                members.Add(i);
        }
        WeighFamilies(members.ToArray());
        var middle = (meeting.Bottom + meeting.Top) / 2;
        var parts = members
            .GroupBy(i => levels[i].Family)
            .Select(family => ToPart(family, middle))
            .OrderByDescending(part => part.Points)
            .ThenBy(part => part.Family)
            .ToArray();
        var role =
            meeting.Top < price ? ZoneRole.Support
            : meeting.Bottom > price ? ZoneRole.Resistance
            : ZoneRole.AtPrice;
        return new Confluence(
            meeting.Bottom,
            meeting.Top,
            meeting.Score,
            new ValueList<ConfluencePart>(parts),
            meeting.Distance / atr,
            role
        );
    }

    /// <summary>Of several levels of a family the one that is worth most speaks for it; of equal ones the nearest to the middle.</summary>
    private ConfluencePart ToPart(IGrouping<LevelFamily, int> family, double middle)
    {
        double Nearest(int i) => Math.Clamp(middle, levels[i].Bottom, levels[i].Top);
        var best = family
            .OrderByDescending(i => worths[i])
            .ThenBy(i => Math.Abs(Nearest(i) - middle))
            .ThenBy(Nearest)
            .ThenBy(i => levels[i].Name, StringComparer.Ordinal)
            .ThenBy(i => levels[i].Source.Number)
            .First();
        return new ConfluencePart(
            family.Key,
            levels[best].Name,
            Nearest(best),
            Points((int)family.Key),
            levels[best].Source
        );
    }

    private delegate double Edge(in KeyLevel level);

    /// <summary>A largest set of levels that meet.</summary>
    private readonly record struct Meeting(
        double LowestTop,
        double HighestBottom,
        double Bottom,
        double Top,
        double Distance,
        double Score,
        int Families
    )
    {
        public bool IsBetterThan(in Meeting other) =>
            Score != other.Score ? Score > other.Score
            : Families != other.Families ? Families > other.Families
            : Distance != other.Distance ? Distance < other.Distance
            : Bottom < other.Bottom;
    }
}
