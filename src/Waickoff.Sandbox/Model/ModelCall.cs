namespace Waickoff.Sandbox.Model;

/// <summary>A request as the provider saw it: the truth that bills are compared with.</summary>
public sealed record ModelCall
{
    /// <summary>Its number, from 1, over all endpoints.</summary>
    public required int Number { get; init; }

    /// <summary>The <c>request-id</c> the caller got.</summary>
    public required string RequestId { get; init; }

    /// <summary>What it was for.</summary>
    public required ModelEndpoint Endpoint { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The model asked for; empty where the request was refused before it was read.</summary>
    public string Model { get; init; } = "";

    /// <summary>The status it was answered with; 0 while it is not.</summary>
    public int Status { get; init; }

    /// <summary>The script that wrote or broke the answer; empty for none.</summary>
    public string Script { get; init; } = "";

    /// <summary>What is billed; nothing for what was refused.</summary>
    public ProviderUsage Usage { get; init; }

    /// <summary>What is billed in micro-dollars.</summary>
    public long MicroUsd { get; init; }

    /// <summary>How it ended.</summary>
    public CallEnd End { get; init; }

    /// <summary>When the answer began; null where it did not.</summary>
    public DateTimeOffset? BegunAt { get; init; }

    /// <summary>When it ended, by the pacing clock.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the caller was seen to be gone, by the pacing clock.</summary>
    public DateTimeOffset? ClientGoneAt { get; init; }

    /// <summary>What a script put into the answer that is not true, as it stands there.</summary>
    public IReadOnlyList<string> Planted { get; init; } = [];

    /// <summary>The text that was sent, without thinking and tools.</summary>
    public string Text { get; init; } = "";

    /// <summary>The body of the request; null where it is kept no longer.</summary>
    public string? Body { get; init; }
}

/// <summary>How a call ended.</summary>
public enum CallEnd
{
    /// <summary>It has not.</summary>
    Running,

    /// <summary>With its last byte.</summary>
    Complete,

    /// <summary>With an error answer; nothing is billed.</summary>
    Refused,

    /// <summary>The caller went away; the prompt and what had been written are billed.</summary>
    ClientGone,

    /// <summary>A script broke it off; what had been sent is billed.</summary>
    Broken,
}

/// <summary>What a request is for.</summary>
public enum ModelEndpoint
{
    /// <summary>An answer.</summary>
    Messages,

    /// <summary>A count.</summary>
    CountTokens,

    /// <summary>The list of models.</summary>
    Models,
}
