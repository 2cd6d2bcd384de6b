using Waickoff.Backtest.Statistics;

namespace Waickoff.Backtest.TrackRecord;

/// <summary>How scenarios of one kind ended, counted.</summary>
/// <param name="NeverConfirmed">Not confirmed.</param>
/// <param name="Hits">Confirmed, at least one target reached.</param>
/// <param name="Misses">Confirmed, made wrong first.</param>
/// <param name="Undecided">Confirmed, neither.</param>
/// <param name="Unknown">Candles are missing.</param>
public readonly record struct RecordFigures(int NeverConfirmed, int Hits, int Misses, int Undecided, int Unknown)
{
    /// <summary>Those that said something which could come true. Undecided ones are no hits.</summary>
    public int Confirmed => Hits + Misses + Undecided;

    /// <summary>All that were graded.</summary>
    public int Graded => NeverConfirmed + Confirmed + Unknown;

    /// <summary>The share of hits among the confirmed ones, 0 to 1; <c>NaN</c> without any.</summary>
    public double HitRate => Confirmed == 0 ? double.NaN : Hits / (double)Confirmed;

    /// <summary>
    /// Wilson's 95 % interval of the hit rate. It holds for scenarios that are apart alone: others share candles, so they are not independent
    /// of each other, and it would be too narrow for them.
    /// </summary>
    public Interval HitRateInterval => Proportion.Wilson(Hits, Confirmed);

    /// <summary>With more that ended alike.</summary>
    public RecordFigures With(ScenarioVerdict verdict, int count) =>
        verdict switch
        {
            ScenarioVerdict.NeverConfirmed => this with { NeverConfirmed = NeverConfirmed + count },
            ScenarioVerdict.Hit => this with { Hits = Hits + count },
            ScenarioVerdict.Invalidated => this with { Misses = Misses + count },
            ScenarioVerdict.Undecided => this with { Undecided = Undecided + count },
            ScenarioVerdict.Unknown => this with { Unknown = Unknown + count },
        };
}
