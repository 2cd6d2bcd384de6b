namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>
/// A clock that stands still until it is told to go on. Each reading is a millisecond later than the one before: ids begin with the time, and so
/// their order is that of their making.
/// </summary>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Timer, (long DueTicks, long Number)> waiting = new();
    private long nowTicks = start.UtcTicks;
    private long timers;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The time without a reading.</summary>
    public DateTimeOffset Now => new(nowTicks, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        nowTicks += TimeSpan.TicksPerMillisecond;
        return Now;
    }

    public override long GetTimestamp() => nowTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Goes on to the next timer that is due and lets it strike.</summary>
    /// <returns>False when there is none.</returns>
    public bool GoOn()
    {
        while (waiting.TryDequeue(out var timer, out var key))
        {
            if (!timer.IsDue(key.Number))
                continue;
            nowTicks = Math.Max(nowTicks, key.DueTicks);
            timer.Strike();
            return true;
        }
        return false;
    }

    private sealed class Timer(SimulatedTime time, Action callback) : ITimer
    {
        private long current;
        private TimeSpan period;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            period = newPeriod;
            Set(dueTime);
            return true;
        }

        public bool IsDue(long number) => number == current;

        public void Strike()
        {
            Set(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan);
            callback();
        }

        public void Dispose() => current = 0;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan due)
        {
            current = ++time.timers;
            if (due >= TimeSpan.Zero)
                time.waiting.Enqueue(this, (time.nowTicks + due.Ticks, current));
        }
    }
}
