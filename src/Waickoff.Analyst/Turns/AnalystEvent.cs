using Waickoff.Analysis;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Models.Claude;

namespace Waickoff.Analyst.Turns;

/// <summary>Something that happened while an answer was written.</summary>
public abstract record AnalystEvent
{
    private AnalystEvent() { }

    /// <summary>A step began or ended.</summary>
    /// <param name="Step">Such as <c>count</c>, <c>model</c>, <c>repair</c>, or a tool: <c>timeframe_facts</c>.</param>
    /// <param name="IsDone">Whether it ended.</param>
    public sealed record Progress(string Step, bool IsDone) : AnalystEvent;

    /// <summary>Who answers.</summary>
    /// <param name="Model">The model, or <see cref="AnalystTurns.BuiltIn"/>.</param>
    /// <param name="Why">Why this one.</param>
    public sealed record ModelChosen(string Model, ModelReason Why = ModelReason.OnlyOne) : AnalystEvent;

    /// <summary>What the numbers of the next sentence stand on; each finding is told once in an answer.</summary>
    /// <param name="Evidence">The finding, with the id by which this answer cites it.</param>
    public sealed record Found(Evidence Evidence) : AnalystEvent;

    /// <summary>A checked sentence.</summary>
    /// <param name="Number">Its place in the answer, from 1.</param>
    /// <param name="Text">The sentence.</param>
    public sealed record Sentence(int Number, GroundedSentence Text) : AnalystEvent;

    /// <summary>A sentence that stands in for an earlier one.</summary>
    public sealed record Replaced(int Number, GroundedSentence Text) : AnalystEvent;

    /// <summary>Something the reader is to know, such as that another model answers.</summary>
    /// <param name="Code">What a program looks at; see <see cref="Notices"/>.</param>
    /// <param name="Text">What is said.</param>
    public sealed record Noted(string Code, LocalText Text) : AnalystEvent;

    /// <summary>A call of a model ended; for the operator.</summary>
    /// <param name="Attempt">Which call of the turn it was, from 1.</param>
    /// <param name="Model">The model.</param>
    /// <param name="Usage">What the provider told.</param>
    /// <param name="MicroUsd">What it cost, in micro-dollars.</param>
    /// <param name="IsOurs">Whether the reader pays nothing for it.</param>
    /// <param name="IsAnomaly">Whether the provider told figures that cannot be, or more than was held.</param>
    public sealed record CallUsed(
        int Attempt,
        string Model,
        TokenUsage Usage,
        long MicroUsd,
        bool IsOurs,
        bool IsAnomaly
    ) : AnalystEvent;

    /// <summary>The end; nothing comes after it.</summary>
    /// <param name="Reason">How it ended.</param>
    /// <param name="IsCharged">Whether the reader pays for what was used.</param>
    /// <param name="Refusal">Why no call could be held, when that ended it.</param>
    public sealed record Ended(EndReason Reason, bool IsCharged, CallRefusal? Refusal = null) : AnalystEvent
    {
        /// <summary>What the next turn has to know; null when there is nothing to remember.</summary>
        public TurnMemory? Memory { get; init; }

        /// <summary>True when the built-in analyst stood in for a model that failed.</summary>
        public bool IsStandIn { get; init; }

        /// <summary>Why the last of the models failed that the built-in analyst stood in for; null where money was what lacked.</summary>
        public FaultKind? StandsInFor { get; init; }

        /// <summary>True when no model could be had for anybody; false when it was for what was asked or came.</summary>
        public bool IsOutage =>
            StandsInFor
                is FaultKind.RateLimited
                    or FaultKind.Unavailable
                    or FaultKind.Silent
                    or FaultKind.KeyRefused
                    or FaultKind.Paused;
    }
}

/// <summary>How an answer ended.</summary>
public enum EndReason
{
    /// <summary>With its last sentence.</summary>
    Complete,

    /// <summary>By the reader.</summary>
    Stopped,

    /// <summary>In the middle, or before it began.</summary>
    Failed,

    /// <summary>Before it began: nothing may be spent on it.</summary>
    Refused,
}
