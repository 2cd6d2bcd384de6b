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
public readonly record struct ReadingEvidence(
    WyckoffReading Reading,
    WyckoffPhase Phase,
    int Count,
    int Upward,
    int Downward
)
{
    /// <summary>Wilson, 95 %, of the share that was left upward.</summary>
    public Interval UpwardInterval => Proportion.Wilson(Upward, Count);

    /// <summary>Wilson, 95 %, of the share that was left downward.</summary>
    public Interval DownwardInterval => Proportion.Wilson(Downward, Count);
}

/// <summary>Counts the ends of ranges as they come. Only phases said before the end was known count.</summary>
internal sealed class ReadingTally
{
    private readonly SortedDictionary<(WyckoffReading, WyckoffPhase), (int Count, int Up, int Down)> tally = [];
    private int ends;
    private int restarts;

    public void Read(MarketFold fold)
    {
        if (restarts != fold.Restarts)
            (restarts, ends) = (fold.Restarts, 0);
        var log = fold.Wyckoff!.Wyckoff;
        for (; ends < log.Ends.Count; ends++)
            Count(log, log.Ends[ends]);
    }

    public IReadOnlyList<ReadingEvidence> Evidence() =>
        [.. tally.Select(t => new ReadingEvidence(t.Key.Item1, t.Key.Item2, t.Value.Count, t.Value.Up, t.Value.Down))];

    private void Count(WyckoffLog log, RangeEnd end)
    {
        var seen = new HashSet<(WyckoffReading, WyckoffPhase)>();
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
            tally[(entry.Reading, entry.Phase)] = (
                sum.Count + 1,
                sum.Up + (end.Exit == Side.Bullish ? 1 : 0),
                sum.Down + (end.Exit == Side.Bearish ? 1 : 0)
            );
        }
    }
}
