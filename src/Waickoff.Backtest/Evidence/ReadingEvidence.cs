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
public readonly record struct ReadingEvidence(
    WyckoffReading Reading,
    WyckoffPhase Phase,
    int Count,
    int Upward,
    int Downward,
    Verdict Verdict
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
}

/// <summary>Counts the ends of ranges as they come. Only phases said before the end was known count.</summary>
internal sealed class ReadingTally
{
    private const double FalseShare = 0.05;

    private readonly SortedDictionary<(WyckoffReading Reading, WyckoffPhase Phase), RangeExits> tally = [];
    private int ends;
    private int restarts;

    /// <summary>How all of them ended.</summary>
    public RangeExits All { get; private set; }

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
        var adjusted = FalseDiscovery.Adjust([.. tally.Select(t => ChanceOf(t.Key.Reading, t.Value))]);
        return
        [
            .. tally.Select(
                (t, i) =>
                    new ReadingEvidence(
                        t.Key.Reading,
                        t.Key.Phase,
                        t.Value.Count,
                        t.Value.Upward,
                        t.Value.Downward,
                        VerdictOf(t.Key.Reading, t.Value, adjusted[i])
                    )
            ),
        ];
    }

    private double ChanceOf(WyckoffReading reading, RangeExits exits)
    {
        if (exits.Count < SetupEvidence.FewestCases)
            return 1;
        return reading.SideOf() switch
        {
            Side.Bullish => Proportion.ChanceOfMore(exits.Upward, exits.Count, All.Upward, All.Count),
            Side.Bearish => Proportion.ChanceOfMore(exits.Downward, exits.Count, All.Downward, All.Count),
            Side.None => 1,
        };
    }

    private Verdict VerdictOf(WyckoffReading reading, RangeExits exits, double adjusted)
    {
        if (exits.Count < SetupEvidence.FewestCases)
            return Verdict.NotEnoughHistory;
        var isAbove = reading.SideOf() switch
        {
            Side.Bullish => exits.UpwardInterval.Low > All.UpwardInterval.High,
            Side.Bearish => exits.DownwardInterval.Low > All.DownwardInterval.High,
            Side.None => false,
        };
        return isAbove && adjusted <= FalseShare ? Verdict.Edge : Verdict.NoMeasurableEdge;
    }

    private void Count(WyckoffLog log, RangeEnd end)
    {
        var seen = new HashSet<(WyckoffReading, WyckoffPhase)>();
        All = With(All, end.Exit);
        for (var i = log.Phases.Count - 1; i >= 0 && log.Phases[i].RangeId >= end.RangeId; i--)
        {
            var entry = log.Phases[i];
            if (
                entry.RangeId != end.RangeId
                || entry.ConfirmedIndex >= end.End
                || !seen.Add((entry.Reading, entry.Phase))
            )
                continue;
            tally.TryGetValue((entry.Reading, entry.Phase), out var sum);
            tally[(entry.Reading, entry.Phase)] = With(sum, end.Exit);
        }
    }

    private static RangeExits With(RangeExits sum, Side exit) =>
        new(sum.Count + 1, sum.Upward + (exit == Side.Bullish ? 1 : 0), sum.Downward + (exit == Side.Bearish ? 1 : 0));
}
