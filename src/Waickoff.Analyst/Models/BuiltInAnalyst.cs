using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Models.Sections;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Models;

/// <summary>
/// The analyst that needs no model: it writes the five sections from what the briefing holds. Every number cites its evidence; a sentence
/// whose numbers had no room in the briefing is not said.
/// </summary>
public static class BuiltInAnalyst
{
    /// <summary>Writes the report sentence by sentence, as Markdown with ids.</summary>
    /// <param name="briefing">What is known of the market, in the language of the report.</param>
    /// <param name="question">What the reader asked: the sections it speaks of, or all when it names none.</param>
    /// <param name="book">Gives the ids: that of the session, where what is new becomes evidence; null for that of the briefing.</param>
    /// <param name="cancellation">Ends it between two sentences.</param>
    public static async IAsyncEnumerable<string> WriteAsync(
        MarketBriefing briefing,
        string question = "",
        EvidenceBook? book = null,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(briefing);
        foreach (var sentence in Write(briefing, question, book))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return sentence;
            // Lets whoever streams it send the sentence before the next one is made.
            await Task.Yield();
        }
    }

    /// <summary>The same without waiting.</summary>
    public static IEnumerable<string> Write(MarketBriefing briefing, string question = "", EvidenceBook? book = null)
    {
        ArgumentNullException.ThrowIfNull(briefing);
        var texts = ReportTexts.In(briefing.Language);
        var sections = QuestionSections.Of(question);
        var text = new StringBuilder();
        var isFirst = true;
        var headings = 0;
        // When the first sentence of a paragraph or item cannot be said, the next one begins it.
        ReportPartKind? owed = null;
        foreach (var part in sections.SelectMany(s => Section(s, briefing, texts)))
        {
            var kind = part.Kind == ReportPartKind.Sentence ? owed ?? part.Kind : part.Kind;
            text.Clear();
            text.Append(isFirst ? "" : Before(kind));
            if (kind == ReportPartKind.Heading)
                text.Append("## ").Append(Numeral(++headings, sections.Count));
            var isSaid = part.Text.TryWrite(text, briefing.Book, book ?? briefing.Book);
            owed = isSaid || kind == ReportPartKind.Sentence ? null : kind;
            if (!isSaid)
                continue;
            isFirst = false;
            yield return text.ToString();
        }
        if (!isFirst)
            yield return "\n";
    }

    /// <summary>Several sections are counted, one alone is not.</summary>
    private static string Numeral(int heading, int sections) =>
        sections > 1 ? string.Create(CultureInfo.InvariantCulture, $"{heading}. ") : "";

    private static IEnumerable<ReportPart> Section(ReportSection section, MarketBriefing briefing, ReportTexts texts)
    {
        var (numbers, language) = (briefing.Numbers, briefing.Language);
        return section switch
        {
            ReportSection.Situation => SituationSection.Write(numbers, texts, language),
            ReportSection.Confluences => ConfluencesSection.Write(numbers, texts, language),
            ReportSection.Levels => LevelsSection.Write(numbers, texts, language),
            ReportSection.Risk => RiskSection.Write(numbers, texts, language),
            ReportSection.History => HistorySection.Write(numbers, language),
        };
    }

    private static string Before(ReportPartKind kind) =>
        kind switch
        {
            ReportPartKind.Heading or ReportPartKind.Paragraph => "\n\n",
            ReportPartKind.Item => "\n- ",
            ReportPartKind.Sentence => " ",
        };
}
