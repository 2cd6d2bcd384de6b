using System.Text;

namespace Waickoff.Analyst.Grounding;

/// <summary>What was found out about a number in an answer.</summary>
public enum Verdict
{
    /// <summary>It equals the evidence it cites, as printed.</summary>
    Verified,

    /// <summary>It follows from the evidence it cites.</summary>
    Derived,

    /// <summary>It is no claim: a list numeral, a ratio in the name of a level, a timeframe, a date.</summary>
    Exempt,

    /// <summary>It comes from the reader's own question, and nobody checked it.</summary>
    Yours,

    /// <summary>It cites nothing.</summary>
    Uncited,

    /// <summary>It cites evidence that does not exist.</summary>
    UnknownId,

    /// <summary>It differs from the evidence it cites.</summary>
    WrongValue,

    /// <summary>It does not follow from the evidence it cites.</summary>
    WrongDerivation,

    /// <summary>The evidence belongs to another symbol than the one it is told of.</summary>
    WrongSymbol,

    /// <summary>The evidence belongs to another timeframe than the one it is told of.</summary>
    WrongTimeframe,
}

/// <summary>A number in a sentence and what became of it.</summary>
/// <param name="Start">Where it starts in the sentence, sign included.</param>
/// <param name="Length">How long it is, unit included.</param>
/// <param name="EvidenceId">What it cites, such as <c>e12</c> or <c>e3-e7</c>; null where it cites nothing.</param>
/// <param name="Verdict">What was found out.</param>
public readonly record struct NumberCitation(int Start, int Length, string? EvidenceId, Verdict Verdict)
{
    /// <summary>True when the reader must be told that nothing stands behind it.</summary>
    public bool IsMarked =>
        Verdict
            is Verdict.Uncited
                or Verdict.UnknownId
                or Verdict.WrongValue
                or Verdict.WrongDerivation
                or Verdict.WrongSymbol
                or Verdict.WrongTimeframe;
}

/// <summary>A complete sentence, a heading or a list item of an answer, checked.</summary>
/// <param name="Text">What the reader sees: without ids, with the white space behind it, so that the sentences in a row are the answer.</param>
/// <param name="Citations">Its numbers in order.</param>
public sealed record GroundedSentence(string Text, IReadOnlyList<NumberCitation> Citations)
{
    /// <summary>True when any number in it must be marked.</summary>
    public bool IsMarked => Citations.Any(c => c.IsMarked);

    /// <summary>The text with the ids that hold back in it, as a prompt repeats it.</summary>
    public string WithIds()
    {
        var text = new StringBuilder(Text);
        foreach (var citation in Citations.Reverse())
            if (citation is { EvidenceId: { } id, IsMarked: false })
                text.Insert(citation.Start + citation.Length, $"[[{id}]]");
        return text.ToString();
    }
}
