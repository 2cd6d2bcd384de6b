using System.Collections.Concurrent;

namespace Waickoff.Server.Tests.Billing.History;

/// <summary>What a client may know of something it asked for.</summary>
internal enum Known
{
    /// <summary>It was told that it is done.</summary>
    Done,

    /// <summary>It was told that it is not.</summary>
    Refused,

    /// <summary>It was told nothing that can be relied on.</summary>
    Unknown,
}

/// <summary>Something that was asked for: when, and what was known of it when the answer came or did not.</summary>
/// <param name="Kind">What: <c>buy open ask refund</c>.</param>
/// <param name="Key">Its key, or what it is about.</param>
/// <param name="Known">What is known of it.</param>
/// <param name="Effect">The id of what came of it; empty where none is known.</param>
internal sealed record Wish(string Kind, string Key, Known Known, string Effect);

/// <summary>The counters of a session as they were read, and when: the order of all beginnings and ends.</summary>
internal sealed record Reading(string Session, long Began, long Ended, long Limit, long Used, long Held, long Left);

/// <summary>A turn whose end was told, and when.</summary>
internal sealed record Ended(string Turn, string Session, long At, string State, long Charged);

/// <summary>All that the clients were told.</summary>
internal sealed class History
{
    private readonly ConcurrentQueue<Wish> wishes = new();
    private readonly ConcurrentQueue<Reading> readings = new();
    private readonly ConcurrentDictionary<string, Ended> ended = new(StringComparer.Ordinal);
    private long moment;

    public IReadOnlyList<Wish> Wishes => [.. wishes];

    public IReadOnlyList<Reading> Readings => [.. readings];

    public IReadOnlyList<Ended> Ends => [.. ended.Values];

    /// <summary>A moment behind all that were taken before.</summary>
    public long Now() => Interlocked.Increment(ref moment);

    public void Add(Wish wish) => wishes.Enqueue(wish);

    public void Add(Reading reading) => readings.Enqueue(reading);

    /// <summary>Notes the end of a turn, the first time it is told.</summary>
    public void Add(Ended end) => ended.TryAdd(end.Turn, end);

    /// <summary>How much was told to be done.</summary>
    public int Done => wishes.Count(w => w.Known == Known.Done);

    /// <summary>How many wishes of a kind are known to stand so.</summary>
    public int Count(string kind, Known known) => wishes.Count(w => w.Kind == kind && w.Known == known);

    /// <summary>
    /// What no counter that only grows could have shown: that a reading which began when another had ended is behind it, that a reading lacks what
    /// was told to be charged before it began, or that the parts are not the whole.
    /// </summary>
    public IEnumerable<string> Impossible()
    {
        foreach (var reading in readings.Where(r => r.Used + r.Held + r.Left != r.Limit || r.Used < 0 || r.Held < 0))
            yield return $"parts are not the whole: {reading}";
        foreach (var session in readings.GroupBy(r => r.Session))
        {
            var ends = ended.Values.Where(e => e.Session == session.Key).ToList();
            Reading? highest = null;
            var byEnd = new Queue<Reading>(session.OrderBy(r => r.Ended));
            foreach (var reading in session.OrderBy(r => r.Began))
            {
                while (byEnd.TryPeek(out var before) && before.Ended < reading.Began)
                {
                    highest = highest is null || before.Used > highest.Used ? before : highest;
                    byEnd.Dequeue();
                }
                if (highest is not null && reading.Used < highest.Used)
                    yield return $"used went back: {highest} then {reading}";
                var charged = ends.Where(e => e.At < reading.Began).Sum(e => e.Charged);
                if (reading.Used < charged)
                    yield return $"{charged} were charged before: {reading}";
            }
        }
    }
}
