using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Backtest.Statistics;

namespace Waickoff.Backtest.Evidence;

/// <summary>How ranges ended that were once taken for something.</summary>
/// <param name="Reading">What the range was taken for.</param>
/// <param name="Phase">In which phase.</param>
/// <param name="Count">How many ranges were, each once.</param>
/// <param name="Upward">How many of them price left upward.</param>
/// <param name="Downward">How many downward; the rest expired.</param>
/// <param name="Verdict">What may be said of the side it argues for, against how all ranges ended.</param>
/// <param name="Probability">
/// That the next one is left to the side it argues for, measured and shrunk to how all ranges ended; <c>NaN</c> when it abstains.
/// </param>
/// <param name="Abstention">Why there is none.</param>
/// <param name="Score">How the forecasts did so far.</param>
public readonly record struct ReadingEvidence(
    WyckoffReading Reading,
    WyckoffPhase Phase,
    int Count,
    int Upward,
    int Downward,
    Verdict Verdict,
    double Probability,
    Abstention Abstention,
    ForecastScore Score
)
{
    /// <summary>Wilson, 95 %, of the share that was left upward.</summary>
    public Interval UpwardInterval => Proportion.Wilson(Upward, Count);

    /// <summary>Wilson, 95 %, of the share that was left downward.</summary>
    public Interval DownwardInterval => Proportion.Wilson(Downward, Count);
}

/// <summary>How all ranges ended, whatever they were taken for: the base rate of readings.</summary>
/// <param name="Count">How many ranges there were.</param>
/// <param name="Upward">How many of them price left upward.</param>
/// <param name="Downward">How many downward; the rest expired.</param>
public readonly record struct RangeExits(int Count, int Upward, int Downward)
{
    /// <summary>Wilson, 95 %, of the share that was left upward.</summary>
    public Interval UpwardInterval => Proportion.Wilson(Upward, Count);

    /// <summary>Wilson, 95 %, of the share that was left downward.</summary>
    public Interval DownwardInterval => Proportion.Wilson(Downward, Count);

    internal static RangeExits Of(IReadOnlyCollection<EndedRange> ranges) =>
        new(ranges.Count, ranges.Count(r => r.Exit == Side.Bullish), ranges.Count(r => r.Exit == Side.Bearish));
}

/// <summary>Counts the ends of ranges as they come. Only phases said before the end was known count.</summary>
internal sealed class ReadingTally
{
    private const double FalseShare = 0.05;

    private readonly SortedDictionary<
        (WyckoffReading Reading, WyckoffPhase Phase),
        List<(int ReadIndex, EndedRange Range)>
    > tally = [];
    private readonly List<EndedRange> ranges = [];
    private int ends;
    private int restarts;

    /// <summary>How all of them ended.</summary>
    public RangeExits All => RangeExits.Of(ranges);

    public void Read(MarketFold fold)
    {
        if (restarts != fold.Restarts)
            (restarts, ends) = (fold.Restarts, 0);
        var log = fold.Wyckoff!.Wyckoff;
        for (; ends < log.Ends.Count; ends++)
            Count(log, log.Ends[ends]);
    }

    /// <summary>The counts with what may be said; the chances are corrected for all readings and phases looked at together.</summary>
    public IReadOnlyList<ReadingEvidence> Evidence()
    {
        var all = All;
        var found = tally
            .Select(t => (t.Key, Read: t.Value, Exits: RangeExits.Of([.. t.Value.Select(r => r.Range)])))
            .ToList();
        var adjusted = FalseDiscovery.Adjust([.. found.Select(f => ChanceOf(f.Key.Reading, f.Exits, all))]);
        return
        [
            .. found.Select(
                (f, i) =>
                {
                    var probability = Probability(f.Key.Reading.SideOf(), f.Read);
                    return new ReadingEvidence(
                        f.Key.Reading,
                        f.Key.Phase,
                        f.Exits.Count,
                        f.Exits.Upward,
                        f.Exits.Downward,
                        VerdictOf(f.Key.Reading, f.Exits, all, adjusted[i]),
                        probability.Value,
                        probability.Abstention,
                        probability.Score
                    );
                }
            ),
        ];
    }

    /// <summary>Each range is forecast when it is first read so, from those that had ended by then.</summary>
    private CalibratedProbability Probability(Side side, List<(int ReadIndex, EndedRange Range)> read)
    {
        if (side == Side.None)
            return new CalibratedProbability(double.NaN, Abstention.NoSide, [], ForecastScore.Of([]));
        return CalibratedProbability.WalkForward(
            [.. read.Select(r => new DecidedCase(r.ReadIndex, r.Range.Index, r.Range.Exit == side))],
            ranges.Select(r => new KnownOutcome(r.Index, r.Exit == side))
        );
    }

    private static double ChanceOf(WyckoffReading reading, RangeExits exits, RangeExits all)
    {
        if (exits.Count < SetupEvidence.FewestCases)
            return 1;
        return reading.SideOf() switch
        {
            Side.Bullish => Proportion.ChanceOfMore(exits.Upward, exits.Count, all.Upward, all.Count),
            Side.Bearish => Proportion.ChanceOfMore(exits.Downward, exits.Count, all.Downward, all.Count),
            Side.None => 1,
        };
    }

    private static Verdict VerdictOf(WyckoffReading reading, RangeExits exits, RangeExits all, double adjusted)
    {
        if (exits.Count < SetupEvidence.FewestCases)
            return Verdict.NotEnoughHistory;
        var isAbove = reading.SideOf() switch
        {
            Side.Bullish => exits.UpwardInterval.Low > all.UpwardInterval.High,
            Side.Bearish => exits.DownwardInterval.Low > all.DownwardInterval.High,
            Side.None => false,
        };
        return isAbove && adjusted <= FalseShare ? Verdict.Edge : Verdict.NoMeasurableEdge;
    }

    private void Count(WyckoffLog log, RangeEnd end)
    {
        var firsts = new Dictionary<(WyckoffReading, WyckoffPhase), int>();
        for (var i = log.Phases.Count - 1; i >= 0 && log.Phases[i].RangeId >= end.RangeId; i--)
        {
            var entry = log.Phases[i];
            if (entry.RangeId == end.RangeId && entry.ConfirmedIndex < end.End)
                firsts[(entry.Reading, entry.Phase)] = entry.ConfirmedIndex;
        }
        var range = new EndedRange(end.ConfirmedIndex, end.Exit);
        ranges.Add(range);
        foreach (var (key, read) in firsts)
        {
            if (!tally.TryGetValue(key, out var others))
                tally[key] = others = [];
            others.Add((read, range));
        }
    }
}

/// <summary>A range that has ended.</summary>
/// <param name="Index">The candle at whose close that was known.</param>
/// <param name="Exit">The side price left by; none when it expired.</param>
internal readonly record struct EndedRange(int Index, Side Exit);
