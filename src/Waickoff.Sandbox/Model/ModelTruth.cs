namespace Waickoff.Sandbox.Model;

/// <summary>All calls the provider had, with what they really used.</summary>
public sealed class ModelTruth
{
    private readonly Lock gate = new();
    private readonly List<ModelCall> calls = [];
    private readonly List<(Func<bool> IsMet, TaskCompletionSource Told)> waiting = [];
    private readonly Queue<int> withPrompt = [];
    private readonly int mostKeptPrompts;
    private int last;

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
        Task met;
        lock (gate)
        {
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (IsMet())
                told.SetResult();
            else
                waiting.Add((IsMet, told));
            met = told.Task;
        }
        await met.WaitAsync(cancellation);
        return [.. Messages.Where(c => c.End != CallEnd.Running)];

        bool IsMet() => calls.Count(c => c.Endpoint == ModelEndpoint.Messages && c.End != CallEnd.Running) >= count;
    }

    /// <summary>Forgets all calls that have ended.</summary>
    public void Clear()
    {
        lock (gate)
            calls.RemoveAll(c => c.End != CallEnd.Running);
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
            foreach (var (_, told) in waiting.Where(w => w.IsMet()))
                told.TrySetResult();
            waiting.RemoveAll(w => w.Told.Task.IsCompleted);
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
