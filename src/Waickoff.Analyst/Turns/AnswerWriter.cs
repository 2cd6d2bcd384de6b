using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Prompt;

namespace Waickoff.Analyst.Turns;

/// <summary>Turns the text of an answer into checked sentences and tells them.</summary>
internal sealed class AnswerWriter(EvidenceBook book, string asked, Action<AnalystEvent> tell)
{
    private const int TailLength = 80;

    private static readonly RulesLeak Rules = new(AnalystRules.Rules);

    private readonly List<GroundedSentence> sentences = [];
    private readonly FindingTeller findings = new(book, tell);
    private string tail = "";
    private bool hasWithheld;
    private AnswerGrounding grounding = new(book, asked);

    /// <summary>What was told, repairs included.</summary>
    public IReadOnlyList<GroundedSentence> Sentences => sentences;

    /// <summary>The answer with the ids that hold, as a prompt repeats it.</summary>
    public string Cited => string.Concat(sentences.Select(s => s.WithIds()));

    /// <summary>True when more than half of the sentences with numbers are marked.</summary>
    public bool IsMostlyMarked
    {
        get
        {
            var withNumbers = sentences.Count(s =>
                s.Citations.Any(c => c.Verdict is not (Verdict.Exempt or Verdict.Yours))
            );
            return 2 * sentences.Count(s => s.IsMarked) > withNumbers;
        }
    }

    public void Add(string delta)
    {
        foreach (var sentence in grounding.Add(delta))
            Tell(sentence);
    }

    public void Finish()
    {
        foreach (var sentence in grounding.Finish())
            Tell(sentence);
        grounding = new AnswerGrounding(book, asked);
    }

    /// <summary>Forgets a sentence that is not complete: the answer goes on behind the last complete one.</summary>
    public void DropUnfinished() => grounding = new AnswerGrounding(book, asked);

    /// <summary>Checks a sentence that is to stand in for one that was told.</summary>
    /// <returns>True when it took its place.</returns>
    public bool TryReplace(int number, string text)
    {
        var old = sentences[number - 1];
        var isListed =
            old.Text.StartsWith("- ", StringComparison.Ordinal) && !text.StartsWith("- ", StringComparison.Ordinal);
        var white = old.Text[old.Text.TrimEnd().Length..];
        var check = AnswerGrounding.Check((isListed ? "- " : "") + text.Trim() + white, book, asked);
        if (check.Count != 1 || check[0].IsMarked || IsWithheld(check[0].Text))
            return false;
        sentences[number - 1] = check[0];
        findings.Tell(check[0]);
        tell(new AnalystEvent.Replaced(number, check[0]));
        return true;
    }

    private void Tell(GroundedSentence sentence)
    {
        // What is harmless alone may not be behind the sentence before it: "Buy." "Now."
        var isWithheld = IsWithheld(sentence.Text) || IsWithheld(tail + sentence.Text.TrimStart());
        tail = isWithheld ? "" : sentence.Text.TrimEnd()[^Math.Min(TailLength, sentence.Text.TrimEnd().Length)..] + " ";
        var shown = isWithheld ? Neutral(sentence.Text) : sentence;
        sentences.Add(shown);
        findings.Tell(shown);
        tell(new AnalystEvent.Sentence(sentences.Count, shown));
        if (isWithheld && !hasWithheld)
            tell(Notices.Withheld);
        hasWithheld |= isWithheld;
    }

    private static bool IsWithheld(string text) => AdviceWording.IsIn(text) || Rules.IsIn(text);

    private GroundedSentence Neutral(string withheld)
    {
        var start = withheld.StartsWith("- ", StringComparison.Ordinal) ? "- " : "";
        var white = withheld[withheld.TrimEnd().Length..];
        var said = book.Format.Language switch
        {
            ReaderLanguage.Spanish => "(Frase retirada: WAIckoff describe lo que muestran los datos y no da consejos.)",
            ReaderLanguage.English =>
                "(Sentence withheld: WAIckoff describes what the data shows and gives no advice.)",
        };
        return new GroundedSentence(start + said + white, []);
    }
}
