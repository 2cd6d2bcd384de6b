namespace Waickoff.Analysis.Confluences;

/// <summary>
/// One pass over the levels from low to high. Where a level ends, all that begin within reach above it are taken to hand; those
/// at hand then are a largest set that meets, and what ended is put away. So there are at most as many sets as levels.
/// </summary>
internal ref struct LevelSweep
{
    private static readonly LevelFamily[] Families = Enum.GetValues<LevelFamily>();

    private readonly ReadOnlySpan<KeyLevel> source;
    private readonly double price;
    private readonly double atr;
    private readonly double reach;

    // The usable levels in order of their bottoms: which they are in the source, and what the sweep asks of each.
    private readonly int[] levels;
    private readonly double[] bottoms;
    private readonly double[] tops;
    private readonly double[] worths;
    private readonly byte[] families;

    private readonly int[] atHand;
    private int count;
    private FamilyWorths worthsAtHand;

    public LevelSweep(ReadOnlySpan<KeyLevel> source, double price, double atr, int index)
    {
        this.source = source;
        (this.price, this.atr) = (price, atr);
        reach = ConfluenceSearch.MeetingAtr * atr;
        (bottoms, levels) = Usable(source);
        Array.Sort(bottoms, levels);
        tops = new double[levels.Length];
        worths = new double[levels.Length];
        families = new byte[levels.Length];
        atHand = new int[levels.Length];
        for (var i = 0; i < levels.Length; i++)
        {
            ref readonly var level = ref source[levels[i]];
            tops[i] = level.Top;
            worths[i] = ConfluencePoints.Worth(in level, index);
            families[i] = (byte)level.Family;
        }
    }

    /// <summary>The best zones, best first, of which no two overlap or touch.</summary>
    public ValueList<Confluence> Find(int most)
    {
        var meetings = Sweep();
        var scores = new double[meetings.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = meetings[i].Score;

        var taken = new List<Confluence>(Math.Min(most, meetings.Length));
        while (taken.Count < most && Best(meetings, scores) is { } best)
        {
            taken.Add(ToConfluence(in meetings[best]));
            var (bottom, top) = (meetings[best].Bottom, meetings[best].Top);
            for (var i = 0; i < scores.Length; i++)
            {
                if (meetings[i].Bottom <= top && meetings[i].Top >= bottom)
                    scores[i] = 0;
            }
        }
        return new ValueList<Confluence>(taken.ToArray());
    }

    /// <summary>The best of the sets that still have a score, or none.</summary>
    private static int? Best(ReadOnlySpan<Meeting> meetings, double[] scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best] || (scores[i] == scores[best] && meetings[i].WinsTie(in meetings[best])))
                best = i;
        }
        return scores.Length > 0 && scores[best] > 0 ? best : null;
    }

    private static (double[] Bottoms, int[] Levels) Usable(ReadOnlySpan<KeyLevel> source)
    {
        var bottoms = new double[source.Length];
        var usable = new int[source.Length];
        var count = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var (bottom, top) = (source[i].Bottom, source[i].Top);
            if (top < bottom)
                throw new ArgumentException(
                    $"The top of {source[i].Name} must not lie below its bottom: {top}, {bottom}."
                );
            if (bottom > 0 && double.IsFinite(top))
                (bottoms[count], usable[count++]) = (bottom, i);
        }
        Array.Resize(ref bottoms, count);
        Array.Resize(ref usable, count);
        return (bottoms, usable);
    }

    private Span<Meeting> Sweep()
    {
        var meetings = new Meeting[levels.Length];
        var found = 0;
        var ends = tops.AsSpan().ToArray();
        var byEnd = new int[ends.Length];
        for (var i = 0; i < byEnd.Length; i++)
            byEnd[i] = i;
        Array.Sort(ends, byEnd);

        var next = 0;
        for (var end = 0; end < ends.Length; end++)
        {
            var before = next;
            for (; next < bottoms.Length && bottoms[next] <= ends[end] + reach; next++)
                atHand[count++] = next;
            if (next > before && count > 1)
            {
                Weigh();
                if (worthsAtHand.Count >= 2)
                    meetings[found++] = Meet(lowestTop: ends[end], highestBottom: bottoms[next - 1]);
            }
            PutAway(byEnd[end]);
        }
        return meetings.AsSpan(0, found);
    }

    private void PutAway(int level)
    {
        var place = atHand.AsSpan(0, count).IndexOf(level);
        atHand[place] = atHand[--count];
    }

    private void Weigh()
    {
        worthsAtHand.Clear();
        foreach (var level in atHand.AsSpan(0, count))
            worthsAtHand.Add(families[level], worths[level]);
    }

    private readonly Meeting Meet(double lowestTop, double highestBottom)
    {
        var (bottom, top) = (Math.Min(lowestTop, highestBottom), Math.Max(lowestTop, highestBottom));
        var greatest = ConfluenceSearch.GreatestHeightAtr * atr;
        if (highestBottom <= lowestTop && top - bottom > greatest)
        {
            bottom = Math.Clamp(price - (greatest / 2), bottom, top - greatest);
            top = bottom + greatest;
        }
        return new Meeting(
            lowestTop,
            highestBottom,
            bottom,
            top,
            Distance: Math.Max(0, Math.Max(bottom - price, price - top)),
            worthsAtHand.Score(),
            worthsAtHand.Count
        );
    }

    private Confluence ToConfluence(in Meeting meeting)
    {
        count = 0;
        for (var i = 0; i < bottoms.Length && bottoms[i] <= meeting.HighestBottom; i++)
        {
            if (tops[i] >= meeting.LowestTop)
                atHand[count++] = i;
        }
        Weigh();
        var role =
            meeting.Top < price ? ZoneRole.Support
            : meeting.Bottom > price ? ZoneRole.Resistance
            : ZoneRole.AtPrice;
        return new Confluence(
            meeting.Bottom,
            meeting.Top,
            meeting.Score,
            Parts(middle: (meeting.Bottom + meeting.Top) / 2),
            meeting.Distance / atr,
            role
        );
    }

    /// <summary>One part for each family at hand, most points first, then in the order of the families.</summary>
    private readonly ValueList<ConfluencePart> Parts(double middle)
    {
        Span<int> speakers = stackalloc int[Families.Length];
        speakers.Fill(-1);
        foreach (var level in atHand.AsSpan(0, count))
        {
            ref var speaker = ref speakers[families[level]];
            if (speaker < 0 || SpeaksBefore(level, speaker, middle))
                speaker = level;
        }
        var parts = new ConfluencePart[worthsAtHand.Count];
        var found = 0;
        foreach (var family in Families)
        {
            if (speakers[(int)family] < 0)
                continue;
            var speaker = speakers[(int)family];
            ref readonly var level = ref source[levels[speaker]];
            var points = worthsAtHand.Points((int)family);
            var place = found++;
            for (; place > 0 && parts[place - 1].Points < points; place--)
                parts[place] = parts[place - 1];
            parts[place] = new ConfluencePart(family, level.Name, Nearest(speaker, middle), points, level.Source);
        }
        return new ValueList<ConfluencePart>(parts);
    }

    /// <summary>Of several levels of a family the one that is worth most speaks for it; of equal ones the nearest to the middle.</summary>
    private readonly bool SpeaksBefore(int level, int other, double middle)
    {
        var order = worths[other].CompareTo(worths[level]);
        if (order != 0)
            return order < 0;
        var (mine, its) = (Nearest(level, middle), Nearest(other, middle));
        order = Math.Abs(mine - middle).CompareTo(Math.Abs(its - middle));
        if (order == 0)
            order = mine.CompareTo(its);
        var (a, b) = (source[levels[level]], source[levels[other]]);
        if (order == 0)
            order = string.CompareOrdinal(a.Name, b.Name);
        return order == 0 ? a.Source.Number < b.Source.Number : order < 0;
    }

    /// <summary>The price in a level that is nearest to another.</summary>
    private readonly double Nearest(int level, double middle) => Math.Clamp(middle, bottoms[level], tops[level]);

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
        public bool WinsTie(in Meeting other) =>
            Families != other.Families ? Families > other.Families
            : Distance != other.Distance ? Distance < other.Distance
            : Bottom < other.Bottom;
    }
}
