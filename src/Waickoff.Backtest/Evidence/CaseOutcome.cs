namespace Waickoff.Backtest.Evidence;

/// <summary>How a case ended, for each target.</summary>
public record struct CaseOutcome
{
    private TargetOutcome first;
    private TargetOutcome second;
    private TargetOutcome third;

    /// <summary>Whether it was decided.</summary>
    public CaseState State { get; init; }

    /// <summary>The fill of the entry.</summary>
    public double EntryPrice { get; init; }

    /// <summary>The candle at which the last target was decided.</summary>
    public int EndIndex { get; init; }

    /// <summary>The outcome for a target: 0 is that at once the risk.</summary>
    public TargetOutcome this[int target]
    {
        readonly get =>
            target switch
            {
                0 => first,
                1 => second,
                2 => third,
                _ => throw new ArgumentOutOfRangeException(nameof(target)),
            };
        internal set
        {
            if (target == 0)
                first = value;
            else if (target == 1)
                second = value;
            else
                third = value;
        }
    }
}

/// <summary>How a case ended for one target.</summary>
/// <param name="IsHit">Whether the target was reached before the stop and within the horizon.</param>
/// <param name="R">What it brought after costs, in multiples of the risk.</param>
/// <param name="Candles">How many candles it took, that of the entry included.</param>
public readonly record struct TargetOutcome(bool IsHit, double R, int Candles);

/// <summary>Whether a case was decided.</summary>
public enum CaseState
{
    /// <summary>The candles end before it is decided.</summary>
    Pending,

    /// <summary>The open behind the confirmation already lay beyond the stop.</summary>
    Passed,

    /// <summary>Every target was reached or not.</summary>
    Decided,
}
