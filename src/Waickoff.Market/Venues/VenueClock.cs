namespace Waickoff.Market.Venues;

/// <summary>
/// The venue's time against ours. Whether a candle has closed is the venue's to say, so it is judged by this clock, never by ours.
/// </summary>
/// <remarks>
/// The venue is asked for its time once in a while; half the way there and back is taken off, and no more than that half can be wrong.
/// </remarks>
public sealed class VenueClock(TimeProvider time)
{
    /// <summary>Ours is called wrong when it is further off than this.</summary>
    public const long MostSkewMs = 2_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private long measuredAt;
    private bool isMeasured;
    private bool isDoubted;
    private long skewMs;
    private long errorMs;

    /// <summary>The venue's time less ours, in milliseconds; 0 before the first measurement.</summary>
    public long SkewMs
    {
        get
        {
            lock (gate)
                return skewMs;
        }
    }

    /// <summary>True when ours is certainly further off than <see cref="MostSkewMs"/>.</summary>
    public bool IsSkewed
    {
        get
        {
            lock (gate)
                return isMeasured && Math.Abs(skewMs) - errorMs > MostSkewMs;
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
            var ours = time.GetUtcNow().ToUnixTimeMilliseconds();
            lock (gate)
                return ours + skewMs - errorMs;
        }
    }

    /// <summary>The latest the venue's clock can show now.</summary>
    public long LatestMs
    {
        get
        {
            var ours = time.GetUtcNow().ToUnixTimeMilliseconds();
            lock (gate)
                return ours + skewMs + errorMs;
        }
    }

    /// <summary>Asks for a new measurement: the venue was heard to show another time than this clock.</summary>
    internal void Doubt()
    {
        lock (gate)
            isDoubted = true;
    }

    /// <summary>Takes a measurement: the venue's time, which was asked for at one stamp and came at another.</summary>
    internal void Set(long venueMs, long askedAt, long cameAt)
    {
        var way = (long)time.GetElapsedTime(askedAt, cameAt).TotalMilliseconds;
        var ours = time.GetUtcNow().ToUnixTimeMilliseconds();
        lock (gate)
        {
            errorMs = (way + 1) / 2;
            skewMs = venueMs + errorMs - ours;
            measuredAt = cameAt;
            isMeasured = true;
            isDoubted = false;
        }
    }
}
