namespace Waickoff.Sandbox.Model;

/// <summary>All calls the provider had, with what they really used.</summary>
public sealed class ModelTruth
{
    private readonly Lock gate = new();
    private readonly List<ModelCall> calls = [];
    private readonly List<(int Count, TaskCompletionSource Told)> waiting = [];
    private readonly Queue<int> withPrompt = [];
    private readonly int mostKeptPrompts;
    private int last;
    private int ended;

    internal ModelTruth(int mostKeptPrompts) => this.mostKeptPrompts = mostKeptPrompts;

    /// <summary>The calls in the order they came, running ones included.</summary>
    public IReadOnlyList<ModelCall> Calls
    {
        get
        {
            lock (gate)
                return [.. calls];
        }
    }

    /// <summary>The calls for answers.</summary>
    public IReadOnlyList<ModelCall> Messages => [.. Calls.Where(c => c.Endpoint == ModelEndpoint.Messages)];

    /// <summary>The sum of what is billed, in tokens.</summary>
    public ProviderUsage Usage => Calls.Aggregate(default(ProviderUsage), (sum, c) => sum + c.Usage);

    /// <summary>The sum of what is billed, in micro-dollars.</summary>
    public long MicroUsd => Calls.Sum(c => c.MicroUsd);

    /// <summary>Calls that have not ended.</summary>
    public int Running => Calls.Count(c => c.End == CallEnd.Running);

    /// <summary>Waits until so many calls for answers have ended, and returns those that have.</summary>
    public async Task<IReadOnlyList<ModelCall>> EndedAsync(int count, CancellationToken cancellation = default)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (ended >= count)
                told.SetResult();
            else
                waiting.Add((count, told));
        }
        await told.Task.WaitAsync(cancellation);
        return [.. Messages.Where(c => c.End != CallEnd.Running)];
    }

    /// <summary>Forgets all calls that have ended.</summary>
    public void Clear()
    {
        lock (gate)
        {
            calls.RemoveAll(c => c.End != CallEnd.Running);
            ended = 0;
        }
    }

    internal ModelCall Add(Func<int, ModelCall> open)
    {
        lock (gate)
        {
            var call = open(++last);
            calls.Add(call);
            return call;
        }
    }

    internal void Set(ModelCall call)
    {
        lock (gate)
        {
            var place = calls.FindLastIndex(c => c.Number == call.Number);
            if (place < 0)
                return;
            // The prompt is kept here alone, so that it can be forgotten while the call runs.
            calls[place] = call with
            {
                Body = calls[place].Body,
            };
            // A call ends once: nothing is told of it behind that.
            if (call.End == CallEnd.Running || call.Endpoint != ModelEndpoint.Messages)
                return;
            ended++;
            foreach (var (_, told) in waiting.Where(w => ended >= w.Count))
                told.TrySetResult();
            waiting.RemoveAll(w => ended >= w.Count);
        }
    }

    internal void Keep(int number, string body)
    {
        lock (gate)
        {
            SetBody(number, body);
            withPrompt.Enqueue(number);
            if (withPrompt.Count > mostKeptPrompts)
                SetBody(withPrompt.Dequeue(), null);
        }
    }

    private void SetBody(int number, string? body)
    {
        var place = calls.FindLastIndex(c => c.Number == number);
        if (place >= 0)
            calls[place] = calls[place] with { Body = body };
    }
}
