namespace Waickoff.Market.Tests.Live;

/// <summary>A clock whose timers end sooner: pauses that are minutes for a user are moments for a test.</summary>
internal sealed class HurriedTime(TimeProvider inner, double speed) : TimeProvider
{
    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HurriedTimer(this, inner.CreateTimer(callback, state, Shorter(dueTime), Shorter(period)));

    /// <summary>Never 0, which would be at once; endless stays endless.</summary>
    private TimeSpan Shorter(TimeSpan time) =>
        time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Max(1, time.TotalMilliseconds / speed));

    private sealed class HurriedTimer(HurriedTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            inner.Change(time.Shorter(dueTime), time.Shorter(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
