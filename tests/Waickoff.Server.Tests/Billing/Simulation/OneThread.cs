namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>
/// Runs everything on the thread that calls it, one piece after the other; when nothing is left to be done now, the clock goes on. What runs at
/// the same time is so in turns, and the same turns each time.
/// </summary>
internal sealed class OneThread(SimulatedTime time) : TaskScheduler
{
    private readonly Queue<Task> ready = new();
    private readonly int owner = Environment.CurrentManagedThreadId;

    public override int MaximumConcurrencyLevel => 1;

    public void Run(Func<Task> work)
    {
        var all = Begin(work);
        while (!all.IsCompleted)
        {
            if (ready.TryDequeue(out var next))
                TryExecuteTask(next);
            else if (!time.GoOn())
                throw new InvalidOperationException("Something waits for what never comes.");
        }
        all.GetAwaiter().GetResult();
    }

    /// <summary>Begins something beside the rest.</summary>
    public Task Begin(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    protected override void QueueTask(Task task)
    {
        if (Environment.CurrentManagedThreadId != owner)
            throw new InvalidOperationException("Something went on on another thread.");
        ready.Enqueue(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Environment.CurrentManagedThreadId == owner && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => ready;
}
