using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Turns;

/// <summary>
/// What a turn leaves behind for those after it. Whoever keeps the session stores it as JSON and gives it back; nothing in it is for the
/// reader.
/// </summary>
public sealed record TurnMemory
{
    /// <summary>The question as typed.</summary>
    public required string Question { get; init; }

    /// <summary>What the model was told, notes of later closes included: it has to be told the same bytes again.</summary>
    public required string Told { get; init; }

    /// <summary>The answer with the ids of its evidence.</summary>
    public required string Answer { get; init; }

    /// <summary>The evidence that notes and tools of this turn added to the book of the session.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The version of the briefing it was answered from.</summary>
    public required string BriefingVersion { get; init; }

    /// <summary>When the newest candle it knew of closed.</summary>
    public required long AsOfMs { get; init; }

    /// <summary>The lines of that briefing, so that the next turn is told what changed.</summary>
    public required IReadOnlyList<uint> SeenLines { get; init; }

    /// <summary>Who answered.</summary>
    public required string Model { get; init; }

    /// <summary>When it was answered.</summary>
    public required long AtMs { get; init; }

    /// <summary>The prompt of its first call, in tokens.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>What the answer took, in tokens.</summary>
    public required long AnswerTokens { get; init; }

    /// <summary>What the reader paid, in metered tokens.</summary>
    public required long MeteredTokens { get; init; }

    /// <summary>How many of the oldest turns were told in short.</summary>
    public required int ShortenedTurns { get; init; }
}
