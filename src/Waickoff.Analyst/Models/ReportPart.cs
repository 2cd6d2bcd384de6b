using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Models;

/// <summary>What a part of a report is.</summary>
internal enum ReportPartKind
{
    /// <summary>The heading of a section.</summary>
    Heading,

    /// <summary>A sentence; it continues the paragraph.</summary>
    Sentence,

    /// <summary>The first sentence of a new paragraph.</summary>
    Paragraph,

    /// <summary>An item of a list.</summary>
    Item,
}

/// <summary>A heading, a sentence or a list item of a report.</summary>
internal readonly record struct ReportPart(ReportPartKind Kind, Phrase Text)
{
    public static ReportPart Heading(Phrase text) => new(ReportPartKind.Heading, text);

    public static ReportPart Sentence(Phrase text) => new(ReportPartKind.Sentence, text);

    public static ReportPart Paragraph(Phrase text) => new(ReportPartKind.Paragraph, text);

    public static ReportPart Item(Phrase text) => new(ReportPartKind.Item, text);
}
