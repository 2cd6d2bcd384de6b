namespace Waickoff.Sandbox.Tests.Model;

/// <summary>The time of the machine, but its timers wait until they are let go.</summary>
internal sealed class ManualTimers : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> waiting = [];
    private readonly TaskCompletionSource waited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when something waits.</summary>
    public Task WaitedAsync() => waited.Task;

    /// <summary>Lets all that wait go on.</summary>
    public void Elapse()
    {
        ManualTimer[] due;
        lock (gate)
        {
            due = [.. waiting];
            waiting.Clear();
        }
        foreach (var timer in due)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state));
        lock (gate)
            waiting.Add(timer);
        waited.TrySetResult();
        return timer;
    }

    private sealed class ManualTimer(Action fire) : ITimer
    {
        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
