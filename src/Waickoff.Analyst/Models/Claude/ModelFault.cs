namespace Waickoff.Analyst.Models.Claude;

/// <summary>Why a model gave no answer.</summary>
public enum FaultKind
{
    /// <summary>Too many requests; the provider says when again, or not at all when a limit of money is reached.</summary>
    RateLimited,

    /// <summary>The provider or the way to it is in trouble.</summary>
    Unavailable,

    /// <summary>The connection broke before the answer was complete.</summary>
    Cut,

    /// <summary>Nothing came for too long.</summary>
    Silent,

    /// <summary>What came is no answer.</summary>
    Malformed,

    /// <summary>The key is wrong, locked or has no money.</summary>
    KeyRefused,

    /// <summary>The request is refused as it is: a wrong name of a model, a prompt that is too long.</summary>
    RequestRefused,

    /// <summary>The model will not answer that.</summary>
    Declined,

    /// <summary>So many calls failed that none is tried for a moment.</summary>
    Paused,

    /// <summary>The turn has made as many calls as it may.</summary>
    OutOfCalls,
}

/// <summary>A call of a model that came to nothing. It never leaves the analyst: readers get a notice.</summary>
internal sealed class ModelFault(FaultKind kind, string detail, Exception? inner = null) : Exception(detail, inner)
{
    public FaultKind Kind { get; } = kind;

    /// <summary>When the provider wants to be asked again; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
