using Waickoff.Analysis;
using Waickoff.Analyst.Grounding;

namespace Waickoff.Analyst.Turns;

/// <summary>Something that happened while an answer was written.</summary>
public abstract record AnalystEvent
{
    private AnalystEvent() { }

    /// <summary>A step began or ended.</summary>
    /// <param name="Step">Such as <c>briefing</c>, <c>count</c>, <c>model</c>, <c>tool</c>, <c>repair</c>.</param>
    /// <param name="IsDone">Whether it ended.</param>
    public sealed record Progress(string Step, bool IsDone) : AnalystEvent;

    /// <summary>Who answers.</summary>
    public sealed record ModelChosen(string Model) : AnalystEvent;

    /// <summary>A checked sentence.</summary>
    /// <param name="Number">Its place in the answer, from 1.</param>
    /// <param name="Text">The sentence.</param>
    public sealed record Sentence(int Number, GroundedSentence Text) : AnalystEvent;

    /// <summary>A sentence that stands in for an earlier one.</summary>
    public sealed record Replaced(int Number, GroundedSentence Text) : AnalystEvent;

    /// <summary>Something the reader is to know, such as that another model answers.</summary>
    /// <param name="Code">What a program looks at.</param>
    /// <param name="Text">What is said.</param>
    public sealed record Noted(string Code, LocalText Text) : AnalystEvent;

    /// <summary>The end; nothing comes after it.</summary>
    /// <param name="Reason">How it ended.</param>
    /// <param name="IsCharged">Whether the reader pays for what was used.</param>
    /// <param name="Refusal">Why no call could be held, when that ended it.</param>
    public sealed record Ended(EndReason Reason, bool IsCharged, HoldRefusal? Refusal = null) : AnalystEvent;
}

/// <summary>How an answer ended.</summary>
public enum EndReason
{
    Complete,
    Stopped,
    Failed,
    Refused,
}
