using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Live;

/// <summary>
/// Where a series stands: its last two closed candles. It decides what a candle that comes in is: the next one, one that was there
/// before, a correction of one, or one behind a hole.
/// </summary>
internal sealed class SeriesHead
{
    private readonly Timeframe timeframe;
    private Candle last;
    private Candle beforeLast;

    /// <summary>Starts behind the last candles of a series; behind none when there are none.</summary>
    public SeriesHead(CandleSeries known)
    {
        timeframe = known.Timeframe;
        foreach (ref readonly var candle in known.Span[Math.Max(0, known.Count - 2)..])
            Advance(in candle);
    }

    /// <summary>Open time of the last closed candle; -1 before the first.</summary>
    public long LastMs { get; private set; } = -1;

    /// <summary>The last two closed candles, as far as there are any.</summary>
    public IReadOnlyList<Candle> Known =>
        LastMs < 0 ? []
        : beforeLast == default ? [last]
        : [beforeLast, last];

    /// <summary>True while candles may be missing that have not been asked for.</summary>
    public bool IsBehind { get; set; }

    /// <summary>What a closed candle is to this series.</summary>
    public CandleStanding StandingOf(in Candle closed)
    {
        if (LastMs < 0 || closed.OpenTimeMs == LastMs + timeframe.Milliseconds)
            return CandleStanding.Next;
        if (closed.OpenTimeMs > LastMs)
            return CandleStanding.BehindHole;
        var known =
            closed.OpenTimeMs == LastMs ? last
            : closed.OpenTimeMs == beforeLast.OpenTimeMs ? beforeLast
            : closed;
        return IsSame(in known, in closed) ? CandleStanding.Known : CandleStanding.Correction;
    }

    /// <summary>Moves on to a candle that is later than the last.</summary>
    public void Advance(in Candle closed) => (beforeLast, last, LastMs) = (last, closed, closed.OpenTimeMs);

    /// <summary>Takes a correction of one of the last two candles.</summary>
    public void Correct(in Candle closed)
    {
        if (closed.OpenTimeMs == LastMs)
            last = closed;
        else if (closed.OpenTimeMs == beforeLast.OpenTimeMs)
            beforeLast = closed;
    }

    /// <summary>What a venue does not say of the takers contradicts nothing.</summary>
    private static bool IsSame(in Candle known, in Candle other) =>
        double.IsNaN(other.TakerBuyVolume) ? (known with { TakerBuyVolume = double.NaN }) == other : known == other;
}

/// <summary>What a closed candle is to a series.</summary>
internal enum CandleStanding
{
    /// <summary>The one behind the last.</summary>
    Next,

    /// <summary>One that is there, with the same values.</summary>
    Known,

    /// <summary>One that is there, with other values.</summary>
    Correction,

    /// <summary>A later one: candles before it are missing.</summary>
    BehindHole,
}
