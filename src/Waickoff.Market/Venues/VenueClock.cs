namespace Waickoff.Market.Venues;

/// <summary>
/// The venue's time. Whether a candle has closed is the venue's to say, so it is judged by this clock, never by that of this machine.
/// </summary>
/// <remarks>
/// The venue is asked for its time once in a while; from then on the running time of this machine is added, which no setting of its clock
/// changes. Half the way there and back may be wrong, no more.
/// </remarks>
public sealed class VenueClock(TimeProvider time)
{
    /// <summary>The clock of this machine is called wrong when it is further off than this.</summary>
    public const long MostSkewMs = 2_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private bool isMeasured;
    private bool isDoubted;
    private long measuredAt;
    private long measuredMs;
    private long errorMs;

    /// <summary>The venue's time less that of this machine, in milliseconds; 0 before the first measurement.</summary>
    public long SkewMs
    {
        get
        {
            lock (gate)
                return isMeasured ? Estimate() - Ours() : 0;
        }
    }

    /// <summary>True when the clock of this machine is certainly further off than <see cref="MostSkewMs"/>.</summary>
    public bool IsSkewed
    {
        get
        {
            lock (gate)
                return isMeasured && Math.Abs(Estimate() - Ours()) - errorMs > MostSkewMs;
        }
    }

    /// <summary>True when it is time to ask the venue again.</summary>
    public bool IsDue
    {
        get
        {
            lock (gate)
                return !isMeasured || isDoubted || time.GetElapsedTime(measuredAt) > Fresh;
        }
    }

    /// <summary>The earliest the venue's clock can show now.</summary>
    public long NowMs
    {
        get
        {
            lock (gate)
                return Estimate() - errorMs;
        }
    }

    /// <summary>The latest the venue's clock can show now.</summary>
    public long LatestMs
    {
        get
        {
            lock (gate)
                return Estimate() + errorMs;
        }
    }

    /// <summary>Asks for a new measurement: a connection broke, or the venue was heard to show another time.</summary>
    public void Doubt()
    {
        lock (gate)
            isDoubted = true;
    }

    /// <summary>Takes a measurement: the venue's time, which was asked for at one time stamp and came at another.</summary>
    internal void Set(long venueMs, long askedAt, long cameAt)
    {
        var way = (long)Math.Ceiling(time.GetElapsedTime(askedAt, cameAt).TotalMilliseconds);
        lock (gate)
        {
            errorMs = (way + 1) / 2;
            (measuredMs, measuredAt) = (venueMs + errorMs, cameAt);
            (isMeasured, isDoubted) = (true, false);
        }
    }

    private long Estimate() =>
        isMeasured ? measuredMs + (long)time.GetElapsedTime(measuredAt).TotalMilliseconds : Ours();

    private long Ours() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
