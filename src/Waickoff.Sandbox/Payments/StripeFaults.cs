namespace Waickoff.Sandbox.Payments;

/// <summary>What goes wrong with a request.</summary>
public enum StripeFault
{
    /// <summary>500, and nothing was done.</summary>
    ErrorBefore,

    /// <summary>500, and it was done.</summary>
    ErrorAfter,

    /// <summary>No answer, and nothing was done.</summary>
    SilenceBefore,

    /// <summary>No answer, and it was done.</summary>
    SilenceAfter,

    /// <summary>The connection breaks, and nothing was done.</summary>
    DropBefore,

    /// <summary>The connection breaks, and it was done.</summary>
    DropAfter,

    /// <summary>429: too many requests.</summary>
    TooMany,

    /// <summary>409: something else holds the object.</summary>
    Conflict,

    /// <summary>An answer that is no JSON, and it was done.</summary>
    Garbage,
}

/// <summary>What is to go wrong next. All of it may be called from any thread.</summary>
public sealed class StripeFaults
{
    private readonly Lock gate = new();
    private readonly List<(StripeFault Fault, string Path)> waiting = [];
    private int struck;

    /// <summary>How often one has struck.</summary>
    public int Count => Volatile.Read(ref struck);

    /// <summary>Makes the next requests go wrong.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">With how many.</param>
    /// <param name="path">Only those whose path contains this: <c>/refunds</c>; empty for all.</param>
    public void Next(StripeFault fault, int times = 1, string path = "")
    {
        lock (gate)
            waiting.AddRange(Enumerable.Repeat((fault, path), times));
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (gate)
            waiting.Clear();
    }

    internal StripeFault? Take(string path)
    {
        lock (gate)
        {
            var found = waiting.FindIndex(w => path.Contains(w.Path, StringComparison.Ordinal));
            if (found < 0)
                return null;
            var fault = waiting[found].Fault;
            waiting.RemoveAt(found);
            struck++;
            return fault;
        }
    }
}
