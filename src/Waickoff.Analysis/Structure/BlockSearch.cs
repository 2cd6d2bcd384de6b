using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>
/// What is kept of a candle that may become an order block, with sums from the start of the fold up to it, so that those of a leg are
/// a difference. It is filled in place: passing it by value would cost more than all that is done with it.
/// </summary>
internal struct BlockCandidate
{
    public int Index;

    /// <summary>Whether its high and low change places for the choice.</summary>
    public bool IsSpike;
    public double High;
    public double Low;

    /// <summary>Close minus open.</summary>
    public double Body;
    public double VolumeZ;
    public double Delta;
    public double VolumeSum;
    public double DeltaSum;

    /// <summary>Sum of the volume z-scores, without those that are unknown.</summary>
    public double VolumeZSum;
    public int VolumeZCount;
}

/// <summary>The last N+1 candles: what a search reads again when a pivot is confirmed N candles behind it.</summary>
internal sealed class RecentCandidates(int length)
{
    private readonly BlockCandidate[] ring = new BlockCandidate[length + 1];
    private int newest;

    /// <summary>The newest.</summary>
    public ref readonly BlockCandidate Newest => ref ring[newest];

    /// <summary>From the oldest on.</summary>
    public ReadOnlySpan<BlockCandidate> Older => ring.AsSpan(newest + 1);

    /// <summary>Behind those, up to the newest.</summary>
    public ReadOnlySpan<BlockCandidate> Newer => ring.AsSpan(0, newest + 1);

    /// <summary>Takes the candle the tape stands at.</summary>
    public void Add(Tape tape)
    {
        ref readonly var before = ref ring[newest];
        newest = newest + 1 == ring.Length ? 0 : newest + 1;
        ref var added = ref ring[newest];
        ref readonly var candle = ref tape.Current;
        var (delta, volumeZ) = (candle.Delta, tape.VolumeZ);
        added.Index = tape.Index;
        added.IsSpike = candle.Range >= 2 * tape.Atr200;
        added.High = candle.High;
        added.Low = candle.Low;
        added.Body = candle.Close - candle.Open;
        added.VolumeZ = volumeZ;
        added.Delta = delta;
        added.VolumeSum = before.VolumeSum + candle.Volume;
        added.DeltaSum = before.DeltaSum + delta;
        added.VolumeZSum = before.VolumeZSum + (double.IsNaN(volumeZ) ? 0 : volumeZ);
        added.VolumeZCount = before.VolumeZCount + (double.IsNaN(volumeZ) ? 0 : 1);
    }
}

/// <summary>
/// The order block a break in one direction would have now. A pivot may wait for its break for thousands of candles, so the
/// choice is carried along; only when a new pivot is confirmed are the candles since that pivot read again.
/// </summary>
internal sealed class BlockSearch(Side side, OrderBlockChoice choice)
{
    private readonly int sign = side.Sign();
    private double best = double.NaN;
    private BlockCandidate chosen;
    private BlockCandidate lastOpposite;
    private bool hasOpposite;

    /// <summary>The middle candle of the last fair value gap of this side.</summary>
    public int LastGapIndex { get; set; } = -1;

    /// <summary>The last sweep that argues for this side.</summary>
    public int LastSweepIndex { get; set; } = int.MinValue;

    /// <summary>True when a break at the next candle would have a block.</summary>
    public bool HasChosen { get; private set; }

    /// <summary>The block of a break at the next candle.</summary>
    public ref readonly BlockCandidate Chosen => ref chosen;

    /// <summary>Starts anew from the pivot that the last candle confirmed.</summary>
    public void Restart(RecentCandidates recent)
    {
        best = double.PositiveInfinity;
        HasChosen = false;
        hasOpposite = false;
        foreach (ref readonly var candidate in recent.Older)
            Add(in candidate);
        foreach (ref readonly var candidate in recent.Newer)
            Add(in candidate);
    }

    /// <summary>Takes the next candle. Before the first pivot the best is NaN and nothing is better.</summary>
    public void Add(in BlockCandidate candidate)
    {
        if (choice == OrderBlockChoice.LastOpposite)
            AddToVariant(in candidate);
        else if (Replaces(candidate.IsSpike ? Near(in candidate) : Far(in candidate)))
            (chosen, HasChosen) = (candidate, true);
    }

    private void AddToVariant(in BlockCandidate candidate)
    {
        if (sign * candidate.Body < 0)
            (lastOpposite, hasOpposite) = (candidate, true);
        if (Replaces(Far(in candidate)))
            (chosen, HasChosen) = (lastOpposite, hasOpposite);
    }

    /// <summary>Where a leg to this side starts from: the low of a bullish block, the turned high of a bearish one, so that less is further.</summary>
    private double Far(in BlockCandidate candidate) => sign > 0 ? candidate.Low : -candidate.High;

    private double Near(in BlockCandidate candidate) => sign > 0 ? candidate.High : -candidate.Low;

    private bool Replaces(double price)
    {
        if (!(price < best))
            return false;
        best = price;
        return true;
    }
}
