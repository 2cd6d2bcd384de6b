using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Waves;

/// <summary>
/// The bounded search for counts: the last label is the last turning point, each wave spans one leg or three, and each pattern may
/// have 2 waves done or more. That is at most 84 candidates, read from 16 turning points; of those with the same pattern and
/// the same wave under way only the best is kept, so that the counts that are shown say different things.
/// </summary>
internal sealed class ElliottSearch(double logSpan, double minimumScore, bool hasDiagonals)
{
    private const int MostTurns = 16;
    private const int MostWaves = 5;
    private static readonly ElliottPattern[] Patterns = Enum.GetValues<ElliottPattern>();

    private readonly double[] levels = new double[MostTurns];
    private readonly int[] indices = new int[MostTurns];
    private readonly bool[] endsTriple = new bool[MostTurns];
    private readonly Candidate[] best = new Candidate[Patterns.Length * (MostWaves + 1)];
    private double running;

    // The candidate at hand: which turning points its labels are, their prices and candles, and its measured labels.
    private readonly int[] labels = new int[MostWaves + 1];
    private readonly double[] labelLevels = new double[MostWaves + 1];
    private readonly int[] labelIndices = new int[MostWaves + 1];
    private readonly double[] scaled = new double[MostWaves + 1];
    private readonly double[] parts = new double[ElliottGuidelines.MostParts];

    /// <summary>How many turning points are at hand.</summary>
    public int Turns { get; private set; }

    /// <summary>How many candidates the last search looked at.</summary>
    public int Examined { get; private set; }

    /// <summary>How many of them broke no hard rule.</summary>
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
        (running, Examined, Valid) = (runningLevel, 0, 0);
        Array.Clear(best);
        for (var waves = 2; waves <= MostWaves; waves++)
        {
            labels[waves] = Turns - 1;
            Extend(waves, wave: waves);
        }
        var kept = best.Length - best.AsSpan().Count(default(Candidate));
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

    /// <summary>Tries both spans for a wave whose end is set.</summary>
    private void Extend(int waves, int wave)
    {
        if (wave == 0)
        {
            Judge(waves);
            return;
        }
        var end = labels[wave];
        if (end >= 1)
        {
            labels[wave - 1] = end - 1;
            Extend(waves, wave - 1);
        }
        if (end >= 3 && endsTriple[end])
        {
            labels[wave - 1] = end - 3;
            Extend(waves, wave - 1);
        }
    }

    private void Judge(int waves)
    {
        var measured = Measure(waves);
        foreach (var pattern in Patterns)
        {
            if (!CanBe(pattern, waves))
                continue;
            Examined++;
            if (!ElliottRules.Hold(pattern, in measured))
                continue;
            Valid++;
            var candidate = Score(pattern, in measured);
            ref var kept = ref best[((int)pattern * (MostWaves + 1)) + waves];
            if (candidate.Score >= minimumScore && candidate.IsBetterThan(in kept))
                kept = candidate;
        }
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

    private bool CanBe(ElliottPattern pattern, int waves) =>
        pattern switch
        {
            ElliottPattern.Impulse => true,
            ElliottPattern.Diagonal => hasDiagonals && waves >= 4,
            ElliottPattern.Zigzag or ElliottPattern.Flat => waves <= 3,
        };

    private MeasuredWaves Measure(int waves)
    {
        for (var i = 0; i <= waves; i++)
            (labelLevels[i], labelIndices[i]) = (levels[labels[i]], indices[labels[i]]);
        return new MeasuredWaves(
            labelLevels.AsSpan(0, waves + 1),
            labelIndices.AsSpan(0, waves + 1),
            running,
            LevelBefore(labels[0]),
            logSpan,
            scaled.AsSpan(0, waves + 1)
        );
    }

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
        labels[waves] = Turns - 1;
        for (var wave = waves; wave > 0; wave--)
            labels[wave - 1] = labels[wave] - ((candidate.Triples & (1 << wave)) == 0 ? 1 : 3);
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
