using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>What is kept of a candle that may become an order block.</summary>
/// <param name="Index">Its index.</param>
/// <param name="High">Its high.</param>
/// <param name="Low">Its low.</param>
/// <param name="Colour">+1 when it closed above its open, -1 below, 0 at it.</param>
/// <param name="IsSpike">Whether its high and low change places for the choice.</param>
/// <param name="VolumeZ">Its volume z-score.</param>
/// <param name="Delta">Its volume delta.</param>
/// <param name="Sums">The sums up to and with it.</param>
internal readonly record struct BlockCandidate(
    int Index,
    double High,
    double Low,
    int Colour,
    bool IsSpike,
    double VolumeZ,
    double Delta,
    LegSums Sums
);

/// <summary>Running sums, so that those of a leg are a difference.</summary>
internal readonly record struct LegSums(double Volume, double Delta, double VolumeZ, int VolumeZCount)
{
    public LegSums Add(in Candle candle, double volumeZ)
    {
        var hasZ = !double.IsNaN(volumeZ);
        return new LegSums(
            Volume + candle.Volume,
            Delta + candle.Delta,
            VolumeZ + (hasZ ? volumeZ : 0),
            VolumeZCount + (hasZ ? 1 : 0)
        );
    }

    public LegSums Since(LegSums start) =>
        new(Volume - start.Volume, Delta - start.Delta, VolumeZ - start.VolumeZ, VolumeZCount - start.VolumeZCount);
}

/// <summary>
/// The order block a break in one direction would have now. A pivot may wait for its break for thousands of candles, so the
/// choice is carried along; only when a new pivot is confirmed are the N+1 candles since that pivot read again.
/// </summary>
internal sealed class BlockSearch(Side side, OrderBlockChoice choice, int length)
{
    private readonly BlockCandidate[] recent = new BlockCandidate[length + 1];
    private int next;
    private double best = double.NaN;
    private BlockCandidate? lastOpposite;

    /// <summary>The middle candle of the last fair value gap of this side.</summary>
    public int LastGapIndex { get; set; } = -1;

    /// <summary>The last sweep that argues for this side.</summary>
    public int LastSweepIndex { get; set; } = int.MinValue;

    /// <summary>The block of a break at the next candle; null when there is none.</summary>
    public BlockCandidate? Chosen { get; private set; }

    /// <summary>Takes the next candle.</summary>
    public void Add(in BlockCandidate candidate)
    {
        recent[next] = candidate;
        next = next == length ? 0 : next + 1;
        Weigh(in candidate);
    }

    /// <summary>Starts anew from the pivot that the last candle confirmed, N candles back.</summary>
    public void Restart()
    {
        best = double.PositiveInfinity;
        (Chosen, lastOpposite) = (null, null);
        for (var i = 0; i < recent.Length; i++)
            Weigh(in recent[(next + i) % recent.Length]);
    }

    private void Weigh(in BlockCandidate candidate)
    {
        // Before the first pivot the best is NaN and nothing is better.
        if (choice == OrderBlockChoice.Extreme)
        {
            if (Replaces(candidate.IsSpike ? Near(in candidate) : Far(in candidate)))
                Chosen = candidate;
            return;
        }
        if (candidate.Colour == side.Opposite().Sign())
            lastOpposite = candidate;
        if (Replaces(Far(in candidate)))
            Chosen = lastOpposite;
    }

    /// <summary>Where a leg to this side starts from: the low of a bullish block, the turned high of a bearish one, so that less is further.</summary>
    private double Far(in BlockCandidate candidate) => side == Side.Bullish ? candidate.Low : -candidate.High;

    private double Near(in BlockCandidate candidate) => side == Side.Bullish ? candidate.High : -candidate.Low;

    private bool Replaces(double price)
    {
        if (!(price < best))
            return false;
        best = price;
        return true;
    }
}
