namespace Waickoff.Bench.Month;

/// <summary>
/// A clock that stands while anybody does something and then goes to the next moment that somebody waits for. Timers run as usual.
/// </summary>
internal sealed class MonthClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> waiting = new();
    private long nowMs = start.ToUnixTimeMilliseconds();
    private int busy;
    private TaskCompletionSource allWait = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Read(ref nowMs));

    /// <summary>Sets it while nobody lives.</summary>
    public void Set(DateTimeOffset to) => Interlocked.Exchange(ref nowMs, to.ToUnixTimeMilliseconds());

    /// <summary>Lets lives go on side by side until all have ended; the first that fails ends it.</summary>
    public async Task RunAsync(IReadOnlyList<Func<Task>> lives)
    {
        busy = lives.Count;
        var all = Task.WhenAll(lives.Select(LiveAsync));
        while (true)
        {
            await allWait.Task;
            List<TaskCompletionSource> next = [];
            lock (gate)
            {
                if (!waiting.TryPeek(out _, out var due))
                    break;
                while (waiting.TryPeek(out _, out var same) && same == due)
                    next.Add(waiting.Dequeue());
                busy = next.Count;
                allWait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Interlocked.Exchange(ref nowMs, Math.Max(due, nowMs));
            }
            foreach (var one in next)
                one.SetResult();
        }
        await all;
    }

    /// <summary>Waits, within a life, until a moment.</summary>
    public Task UntilAsync(DateTimeOffset moment)
    {
        var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            waiting.Enqueue(come, moment.ToUnixTimeMilliseconds());
        Pause();
        return come.Task;
    }

    private async Task LiveAsync(Func<Task> life)
    {
        try
        {
            await Task.Run(life);
        }
        finally
        {
            Pause();
        }
    }

    private void Pause()
    {
        lock (gate)
            if (--busy == 0)
                allWait.TrySetResult();
    }
}
