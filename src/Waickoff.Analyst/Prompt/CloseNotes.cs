using System.Text;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Prompt;

/// <summary>
/// Writes the dated note of a later close: where price stands, and the lines of the new briefing that say something else than before. The
/// opening briefing stays as it was, so that the provider's cache holds.
/// </summary>
internal static class CloseNotes
{
    /// <summary>About what a short question may cost beside its answer.</summary>
    private const int MostTokens = 220;

    /// <summary>The first lines of a briefing are its time, price and change of the day.</summary>
    private const int HeaderLines = 2;

    /// <summary>Writes the note, or nothing when no candle closed since.</summary>
    /// <param name="current">The market as it stands.</param>
    /// <param name="seenAsOfMs">The newest close the model knows of.</param>
    /// <param name="seen">What was said of it.</param>
    /// <param name="book">The book of the session; new numbers become evidence.</param>
    public static string Write(MarketBriefing current, long seenAsOfMs, IReadOnlyList<uint> seen, EvidenceBook book)
    {
        if (current.Analysis.AsOfMs <= seenAsOfMs)
            return "";
        var known = seen.ToHashSet();
        var text = new StringBuilder("[Note of a later close]\n");
        foreach (var line in current.Sections[0].Lines.Take(HeaderLines))
            Write(line.Text, "", book, text);
        var changed = Changed(current, known).ToList();
        var told = 0;
        foreach (var (line, label) in Most(changed))
        {
            if (TokenCount.Of(text.ToString()) > MostTokens)
                break;
            Write(line.Text, label, book, text);
            told++;
        }
        if (changed.Count > told)
            text.Append("More changed; later_evidence tells it.\n");
        return text.Append("[End of the note]\n").ToString();
    }

    private static IEnumerable<(BriefingLine Line, string Label)> Changed(MarketBriefing current, HashSet<uint> known)
    {
        // A book of its own: these words are only compared.
        var scratch = EvidenceBook.OfSession(current.Book.Symbol, current.Book.Format, []);
        var isFirst = true;
        foreach (var section in current.Sections)
        {
            var heading = section.Heading.IsEmpty ? "" : Words(section.Heading, scratch);
            foreach (var line in section.Lines.Skip(isFirst ? HeaderLines : 0))
                if (!known.Contains(SeenLines.Of(heading, Words(line.Text, scratch))))
                    yield return (line, section.Label);
            isFirst = false;
        }
    }

    /// <summary>What matters most first.</summary>
    private static IEnumerable<(BriefingLine Line, string Label)> Most(
        List<(BriefingLine Line, string Label)> changed
    ) => changed.Where(c => c.Line.Rank <= Rank.Level).OrderBy(c => c.Line.Rank);

    private static string Words(Phrase phrase, EvidenceBook scratch)
    {
        var text = new StringBuilder();
        phrase.Write(text, scratch);
        return text.ToString();
    }

    private static void Write(Phrase phrase, string label, EvidenceBook book, StringBuilder text)
    {
        if (label.Length > 0)
            text.Append(label).Append(": ");
        phrase.Write(text, book);
        text.Append('\n');
    }
}
