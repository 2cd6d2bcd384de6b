using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Exchange;

/// <summary>The exchange's own clock. Candles close and streams speak by it.</summary>
public sealed class SandboxClock
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private long trueMs;
    private long skewMs;

    internal SandboxClock(long startMs, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startMs);
        trueMs = startMs;
        this.time = time;
        Reader = new ReaderTime(this);
    }

    /// <summary>Told after each move, in order.</summary>
    internal event Action<long>? Moved;

    /// <summary>What the exchange takes the time to be, in UTC milliseconds.</summary>
    public long NowMs
    {
        get
        {
            lock (gate)
                return trueMs + skewMs;
        }
    }

    /// <summary>How much the exchange's clock is ahead of its readers'; negative when it is behind.</summary>
    public long SkewMs
    {
        get
        {
            lock (gate)
                return skewMs;
        }
        set
        {
            lock (gate)
            {
                skewMs = value;
                Moved?.Invoke(trueMs + skewMs);
            }
        }
    }

    /// <summary>The time of the readers: this clock without its skew. Timers run in real time.</summary>
    public TimeProvider Reader { get; }

    /// <summary>Moves the clock on; a time that is past moves nothing. What this makes due is sent in the order of time.</summary>
    /// <param name="timeMs">The readers' time, UTC milliseconds.</param>
    public void AdvanceTo(long timeMs)
    {
        lock (gate)
        {
            if (timeMs <= trueMs)
                return;
            trueMs = timeMs;
            Moved?.Invoke(trueMs + skewMs);
        }
    }

    /// <summary>Moves the clock to the moment at which the given number of further candles have closed.</summary>
    /// <param name="candles">How many, 1 or more.</param>
    /// <param name="timeframe">Their length; 15 minutes where none is given.</param>
    public void Advance(int candles, Timeframe? timeframe = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(candles, 1);
        var length = timeframe ?? Timeframe.M15;
        lock (gate)
            AdvanceTo(length.Floor(trueMs) + (candles * length.Milliseconds));
    }

    /// <summary>Lets the clock go by itself.</summary>
    internal async Task RunAsync(double speed, CancellationToken cancellation)
    {
        var (startMs, started) = (NowMs - SkewMs, time.GetTimestamp());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), time);
        while (await timer.WaitForNextTickAsync(cancellation))
            AdvanceTo(startMs + (long)(time.GetElapsedTime(started).TotalMilliseconds * speed));
    }

    private sealed class ReaderTime(SandboxClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.FromUnixTimeMilliseconds(clock.NowMs - clock.SkewMs);

        public override long GetTimestamp() => clock.time.GetTimestamp();

        public override long TimestampFrequency => clock.time.TimestampFrequency;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.time.CreateTimer(callback, state, dueTime, period);
    }
}
