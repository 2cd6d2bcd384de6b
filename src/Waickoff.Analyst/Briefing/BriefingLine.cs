namespace Waickoff.Analyst.Briefing;

/// <summary>How much a line of the briefing matters: what is left out first when room is short comes last.</summary>
internal enum Rank
{
    /// <summary>Never left out.</summary>
    Always,

    /// <summary>What the timeframe is doing.</summary>
    State,

    /// <summary>Where price would have to act.</summary>
    Level,

    /// <summary>What supports it.</summary>
    Support,

    /// <summary>Good to know.</summary>
    Detail,
}

/// <summary>A line of the briefing.</summary>
internal readonly record struct BriefingLine(Rank Rank, Phrase Text);

/// <summary>A part of the briefing under one heading; an empty heading has none.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="Label">What its lines are told of when they stand alone: a timeframe, or nothing for the whole market.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record BriefingSection(Phrase Heading, string Label, IReadOnlyList<BriefingLine> Lines);
