using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Waves;

/// <summary>
/// The bounded search for counts: the last label is the last turning point, each wave spans one leg or three, and each pattern may
/// have 2 waves done or more. That is at most 60 choices of labels, read from 16 turning points; of the counts with the same pattern
/// and the same wave under way only the best is kept, so that those that are shown say different things.
/// </summary>
internal sealed class ElliottSearch(double logSpan, double minimumScore, bool hasDiagonals)
{
    private const int MostTurns = 16;
    private const int FewestWaves = 2;
    private const int MostWaves = 5;
    private const int Stages = MostWaves - FewestWaves + 1;
    private static readonly int Patterns = Enum.GetValues<ElliottPattern>().Length;

    private readonly double[] levels = new double[MostTurns];
    private readonly int[] indices = new int[MostTurns];
    private readonly bool[] endsTriple = new bool[MostTurns];
    private readonly Candidate[] best = new Candidate[Patterns * Stages];
    private double running;

    // The candidate at hand: which turning points its labels are, their prices and candles, and its measured labels.
    private readonly int[] labels = new int[MostWaves + 1];
    private readonly double[] labelLevels = new double[MostWaves + 1];
    private readonly int[] labelIndices = new int[MostWaves + 1];
    private readonly double[] scaled = new double[MostWaves + 1];
    private readonly double[] parts = new double[ElliottGuidelines.MostParts];

    /// <summary>How many turning points are at hand.</summary>
    public int Turns { get; private set; }

    /// <summary>How many counts of the last search broke no hard rule.</summary>
    public int Valid { get; private set; }

    /// <summary>Takes the next turning point.</summary>
    public void Add(int index, double level)
    {
        if (Turns == MostTurns)
        {
            levels.AsSpan(1).CopyTo(levels);
            indices.AsSpan(1).CopyTo(indices);
            endsTriple.AsSpan(1).CopyTo(endsTriple);
            Turns--;
        }
        (levels[Turns], indices[Turns]) = (level, index);
        endsTriple[Turns] = Turns >= 3 && EndsTriple(Turns);
        Turns++;
    }

    /// <summary>
    /// The best counts: the highest score first; of equal scores the highest mean of the parts, then more waves, then the
    /// earlier start.
    /// </summary>
    public ValueList<ElliottCount> Search(double runningLevel, Timeframe timeframe, int mostCounts)
    {
        (running, Valid) = (runningLevel, 0);
        Array.Clear(best);
        for (var waves = FewestWaves; waves <= MostWaves; waves++)
            Extend(waves, waves, Turns - 1);

        var kept = 0;
        foreach (ref readonly var candidate in best.AsSpan())
            kept += candidate.Waves > 0 ? 1 : 0;
        var counts = new ElliottCount[Math.Min(mostCounts, kept)];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = ToCount(TakeBest(), timeframe);
        return new ValueList<ElliottCount>(counts);
    }

    /// <summary>Three legs are one wave when their middle turning points lie inside; of equal extremes the earlier is the end.</summary>
    private bool EndsTriple(int end)
    {
        var sign = Math.Sign(levels[end] - levels[end - 1]);
        return sign * (levels[end] - levels[end - 2]) > 0 && sign * (levels[end - 1] - levels[end - 3]) >= 0;
    }

    /// <summary>Sets the end of a wave and tries both spans for it.</summary>
    private void Extend(int waves, int wave, int end)
    {
        Label(wave, end);
        if (wave == 0)
        {
            Judge(waves);
            return;
        }
        // Most choices of five end here: their wave 4 enters wave 1, wherever that began.
        if (wave == 1 && waves >= 4 && !hasDiagonals && !IsClear())
            return;
        if (end >= 1)
            Extend(waves, wave - 1, end - 1);
        if (end >= 3 && endsTriple[end])
            Extend(waves, wave - 1, end - 3);
    }

    private void Label(int wave, int turn) =>
        (labels[wave], labelLevels[wave], labelIndices[wave]) = (turn, levels[turn], indices[turn]);

    /// <summary>True when wave 4 lies on the side of the end of wave 1 that it comes from.</summary>
    private bool IsClear() =>
        labelLevels[3] > labelLevels[4] ? labelLevels[4] > labelLevels[1] : labelLevels[4] < labelLevels[1];

    private void Judge(int waves)
    {
        var measured = Measure(waves);
        Test(ElliottPattern.Impulse, in measured);
        if (waves <= 3)
        {
            Test(ElliottPattern.Zigzag, in measured);
            Test(ElliottPattern.Flat, in measured);
        }
        else if (hasDiagonals)
        {
            Test(ElliottPattern.Diagonal, in measured);
        }
    }

    private void Test(ElliottPattern pattern, in MeasuredWaves measured)
    {
        if (!ElliottRules.Hold(pattern, in measured))
            return;
        Valid++;
        var candidate = Score(pattern, in measured);
        ref var kept = ref best[((int)pattern * Stages) + measured.Count - FewestWaves];
        if (candidate.Score >= minimumScore && candidate.IsBetterThan(in kept))
            kept = candidate;
    }

    private Candidate Score(ElliottPattern pattern, in MeasuredWaves measured)
    {
        var (weakest, sum) = (1.0, 0.0);
        var count = ElliottGuidelines.Write(pattern, in measured, parts);
        foreach (var part in parts.AsSpan(0, count))
        {
            weakest = Math.Min(weakest, part);
            sum += part;
        }
        return new Candidate(pattern, measured.Count, Triples(measured.Count), labels[0], weakest, sum / count);
    }

    private MeasuredWaves Measure(int waves) =>
        new(
            labelLevels.AsSpan(0, waves + 1),
            labelIndices.AsSpan(0, waves + 1),
            running,
            LevelBefore(labels[0]),
            logSpan,
            scaled.AsSpan(0, waves + 1)
        );

    /// <summary>Where the wave began that ended at a turning point: three legs where they are one wave, else one.</summary>
    private double LevelBefore(int end) =>
        end >= 3 && endsTriple[end] ? levels[end - 3]
        : end >= 1 ? levels[end - 1]
        : double.NaN;

    /// <summary>One bit a wave: set when it spans three legs.</summary>
    private int Triples(int waves)
    {
        var triples = 0;
        for (var wave = 1; wave <= waves; wave++)
        {
            if (labels[wave] - labels[wave - 1] == 3)
                triples |= 1 << wave;
        }
        return triples;
    }

    private Candidate TakeBest()
    {
        var place = 0;
        for (var i = 1; i < best.Length; i++)
        {
            if (best[i].IsBetterThan(in best[place]))
                place = i;
        }
        var taken = best[place];
        best[place] = default;
        return taken;
    }

    private ElliottCount ToCount(in Candidate candidate, Timeframe timeframe)
    {
        var (pattern, waves) = (candidate.Pattern, candidate.Waves);
        Label(waves, Turns - 1);
        for (var wave = waves; wave > 0; wave--)
            Label(wave - 1, labels[wave] - ((candidate.Triples & (1 << wave)) == 0 ? 1 : 3));
        var measured = Measure(waves);

        var scores = new ScorePart[ElliottGuidelines.Write(pattern, in measured, parts)];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = new ScorePart(ElliottGuidelines.Names(pattern)[i], parts[i]);
        var marks = new WaveLabel[waves + 1];
        for (var i = 0; i <= waves; i++)
            marks[i] = new WaveLabel(ElliottNames.Wave(pattern, i), labelIndices[i], labelLevels[i]);

        var direction = measured.IsRising ? Side.Bullish : Side.Bearish;
        return new ElliottCount(
            pattern,
            direction,
            waves % 2 == 0 ? direction : direction.Opposite(),
            ElliottNames.CurrentWave(pattern, waves),
            ElliottNames.Degree(timeframe.Milliseconds * (labelIndices[waves] - labelIndices[0]) / waves),
            measured.IsLog,
            new ValueList<WaveLabel>(marks),
            ElliottRules.Names(pattern, waves),
            candidate.Score,
            new ValueList<ScorePart>(scores),
            ElliottOutlook.Invalidation(pattern, in measured, labelLevels.AsSpan(0, waves + 1)),
            ElliottOutlook.Next(pattern, in measured)
        );
    }

    /// <summary>A count that breaks no hard rule. The default is none.</summary>
    private readonly record struct Candidate(
        ElliottPattern Pattern,
        int Waves,
        int Triples,
        int Start,
        double Score,
        double Mean
    )
    {
        public bool IsBetterThan(in Candidate other) =>
            other.Waves == 0 ? Waves > 0
            : Score != other.Score ? Score > other.Score
            : Mean != other.Mean ? Mean > other.Mean
            : Waves != other.Waves ? Waves > other.Waves
            : Start < other.Start;
    }
}
