namespace Waickoff.Sandbox.Model.Streaming;

/// <summary>Holds an answer to its pace.</summary>
internal sealed class PaceKeeper(ModelPace pace, double factor, TimeProvider pacer, CancellationToken cancel)
{
    private long start;

    /// <summary>True when nothing waits, so that events need not go out one by one.</summary>
    public bool IsAtOnce => pace.TokensPerSecond <= 0;

    public async Task BeginAsync()
    {
        if (pace.FirstToken > TimeSpan.Zero)
            await Task.Delay(pace.FirstToken * factor, pacer, cancel);
        start = pacer.GetTimestamp();
    }

    /// <summary>Waits until so many tokens are due.</summary>
    public async Task UntilAsync(long tokens)
    {
        if (IsAtOnce)
            return;
        var due = TimeSpan.FromSeconds(tokens / pace.TokensPerSecond * factor) - pacer.GetElapsedTime(start);
        if (due > TimeSpan.Zero)
            await Task.Delay(due, pacer, cancel);
    }
}
