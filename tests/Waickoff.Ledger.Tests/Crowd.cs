namespace Waickoff.Ledger.Tests;

/// <summary>Many at once.</summary>
internal static class Crowd
{
    private const int AtOnce = 64;

    // SQLite waits for its turn on the thread that asked: there have to be as many as ask.
    static Crowd() => ThreadPool.SetMinThreads(2 * AtOnce, 2 * AtOnce);

    /// <summary>Starts all at the same moment, at most 64 at a time, in the order of their numbers.</summary>
    public static async Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> work)
    {
        var results = new T[count];
        var next = -1;
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var members = Enumerable.Range(0, Math.Min(count, AtOnce)).Select(_ => Task.Run(MemberAsync)).ToArray();
        start.SetResult();
        await Task.WhenAll(members);
        return results;

        async Task MemberAsync()
        {
            await start.Task;
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                results[i] = await work(i);
        }
    }
}
