using System.Collections.Concurrent;
using Waickoff.Analyst.Models.Claude;

namespace Waickoff.Analyst.Turns;

/// <summary>How the last try of each model went, for those who have to know that none will do until somebody acts.</summary>
internal sealed class ModelHealth(TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (FaultKind Kind, DateTimeOffset At)> refused = new(
        StringComparer.Ordinal
    );

    /// <summary>Notes how a try ended.</summary>
    public void Note(string model, TryEnd end, FaultKind? fault)
    {
        if (end is TryEnd.Answered or TryEnd.Stopped)
            refused.TryRemove(model, out _);
        else if (fault is FaultKind.KeyRefused or FaultKind.RequestRefused)
            refused[model] = (fault.Value, time.GetUtcNow());
    }

    /// <summary>Why none of the models can be used; null when one can or none was tried lately.</summary>
    public FaultKind? Unusable(IEnumerable<string> models)
    {
        var since = time.GetUtcNow() - Memory;
        var lately = models
            .Select(m => refused.TryGetValue(m, out var last) && last.At > since ? last.Kind : (FaultKind?)null)
            .ToList();
        // A refused key is refused for all models.
        if (lately.Contains(FaultKind.KeyRefused))
            return FaultKind.KeyRefused;
        return lately.Contains(null) ? null : lately.FirstOrDefault();
    }
}
