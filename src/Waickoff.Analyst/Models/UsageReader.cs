namespace Waickoff.Analyst.Models;

/// <summary>
/// Reads the usage of a call from what its stream tells: the counts are cumulative, so the last one told wins, and one that cannot be (below
/// zero, or larger than any call) is as good as not told.
/// </summary>
/// <remarks>One object reads one call.</remarks>
public sealed class UsageReader
{
    /// <summary>No model reads or writes more in one call.</summary>
    private const long MostTokens = 10_000_000;

    private long? input;
    private long? write5m;
    private long? write1h;
    private long? write;
    private long? read;
    private long? output;

    /// <summary>True when something was told that cannot be.</summary>
    public bool HasAnomaly { get; private set; }

    /// <summary>Takes what was told; null for what was not.</summary>
    public void Add(
        long? inputTokens,
        long? cacheWriteTokens,
        long? cacheReadTokens,
        long? outputTokens,
        long? cacheWrite5mTokens = null,
        long? cacheWrite1hTokens = null
    )
    {
        Set(ref input, inputTokens);
        Set(ref write, cacheWriteTokens);
        Set(ref read, cacheReadTokens);
        Set(ref output, outputTokens);
        Set(ref write5m, cacheWrite5mTokens);
        Set(ref write1h, cacheWrite1hTokens);
    }

    /// <summary>What the call used.</summary>
    /// <param name="countedPrompt">The prompt as counted before, for when it was not told.</param>
    /// <param name="countedOutput">The output as counted from its text, for when it was not told or the call was cut.</param>
    /// <param name="isComplete">Whether the call came to its end.</param>
    public TokenUsage Read(long countedPrompt, long countedOutput, bool isComplete)
    {
        var written = write ?? (write5m ?? 0) + (write1h ?? 0);
        var hour = Math.Min(write1h ?? (write5m is null ? written : written - write5m.Value), written);
        var isPromptTold = input is not null && input + written + (read ?? 0) > 0;
        var isOutputTold = isComplete && output is not null;
        var told = new TokenUsage(
            isPromptTold ? input!.Value : countedPrompt,
            isPromptTold ? written - hour : 0,
            isPromptTold ? hour : 0,
            isPromptTold ? read ?? 0 : 0,
            isOutputTold ? output!.Value : Math.Max(output ?? 0, countedOutput),
            IsEstimated: !isPromptTold || !isOutputTold
        );
        return told;
    }

    private void Set(ref long? known, long? told)
    {
        if (told is null)
            return;
        if (told is < 0 or > MostTokens)
            HasAnomaly = true;
        else
            known = told;
    }
}
