using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;

namespace Waickoff.Analyst.Turns;

/// <summary>Tells what the numbers of an answer stand on, each once, before the first sentence that cites it.</summary>
internal sealed class FindingTeller(EvidenceBook book, Action<AnalystEvent> tell)
{
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    public void Tell(GroundedSentence sentence)
    {
        foreach (var citation in sentence.Citations)
        {
            if (citation is not { EvidenceId: { } cited, IsMarked: false })
                continue;
            foreach (var id in CitationSyntax.Read(cited).SelectMany(c => c.Ids))
                if (book.Find(id.AsSpan()) is { } evidence && told.Add(evidence.Id))
                    tell(new AnalystEvent.Found(evidence));
        }
    }
}
