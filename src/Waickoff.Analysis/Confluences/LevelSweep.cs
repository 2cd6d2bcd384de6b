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
        var left = meetings.Length;
        var taken = new List<Confluence>(Math.Min(most, left));
        while (taken.Count < most && left > 0)
        {
            var best = meetings[0];
            foreach (ref readonly var meeting in meetings[1..left])
            {
                if (meeting.IsBetterThan(in best))
                    best = meeting;
            }
            taken.Add(ToConfluence(in best));

            var kept = 0;
            foreach (ref readonly var meeting in meetings[..left])
            {
                if (meeting.Bottom > best.Top || meeting.Top < best.Bottom)
                    meetings[kept++] = meeting;
            }
            left = kept;
        }
        return new ValueList<Confluence>(taken.ToArray());
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
        public bool IsBetterThan(in Meeting other) =>
            Score != other.Score ? Score > other.Score
            : Families != other.Families ? Families > other.Families
            : Distance != other.Distance ? Distance < other.Distance
            : Bottom < other.Bottom;
    }
}
