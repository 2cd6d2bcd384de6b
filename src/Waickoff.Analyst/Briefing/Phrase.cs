using System.Runtime.CompilerServices;
using System.Text;

namespace Waickoff.Analyst.Briefing;

/// <summary>
/// Words with numbers in them. It is written as an interpolated string and takes texts, quantities and phrases, but no plain number:
/// one that comes from nowhere does not compile.
/// </summary>
/// <remarks>A number becomes evidence when the phrase is written, so that ids follow the order of the finished text.</remarks>
[InterpolatedStringHandler]
public sealed class Phrase
{
    private readonly List<object> parts = [];

    public Phrase(int literalLength, int formattedCount)
    {
        _ = (literalLength, formattedCount);
    }

    public static readonly Phrase Empty = new(0, 0);

    public void AppendLiteral(string text) => parts.Add(text);

    public void AppendFormatted(string text) => parts.Add(text);

    public void AppendFormatted(Phrase phrase) => parts.Add(phrase);

    public void AppendFormatted(Quantity quantity) => parts.Add(quantity);

    public void AppendFormatted(DerivedQuantity quantity) => parts.Add(quantity);

    public bool IsEmpty => parts.Count == 0;

    /// <summary>True when every number in it is known.</summary>
    public bool IsKnown =>
        parts.TrueForAll(part =>
            part switch
            {
                Quantity quantity => quantity.IsKnown,
                DerivedQuantity derived => Operands(derived).All(q => q.IsKnown),
                Phrase phrase => phrase.IsKnown,
                _ => true,
            }
        );

    /// <summary>Phrases one after another with a text between.</summary>
    public static Phrase Join(string separator, IEnumerable<Phrase> phrases) => Join(separator, separator, phrases);

    /// <summary>An enumeration: another separator before its last item.</summary>
    public static Phrase Join(string separator, string lastSeparator, IEnumerable<Phrase> phrases)
    {
        var items = phrases.Where(p => !p.IsEmpty).ToArray();
        var joined = new Phrase(0, 0);
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
                joined.AppendLiteral(i == items.Length - 1 ? lastSeparator : separator);
            joined.AppendFormatted(items[i]);
        }
        return joined;
    }

    /// <summary>Writes it with its ids; numbers that the book does not have yet become evidence.</summary>
    public void Write(StringBuilder text, EvidenceBook book)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case string words:
                    text.Append(words);
                    break;
                case Phrase phrase:
                    phrase.Write(text, book);
                    break;
                case Quantity quantity:
                    Cite(text, book, book.Add(quantity));
                    break;
                case DerivedQuantity derived:
                    CiteDerived(text, book, derived, [.. Operands(derived).Select(q => book.Add(q))]);
                    break;
            }
        }
    }

    /// <summary>Writes it only when one book has every number in it, with the ids of another; false and nothing written otherwise.</summary>
    public bool TryWrite(StringBuilder text, EvidenceBook known, EvidenceBook book)
    {
        if (!IsIn(known))
            return false;
        Write(text, book);
        return true;
    }

    private bool IsIn(EvidenceBook book) =>
        parts.TrueForAll(part =>
            part switch
            {
                Quantity quantity => book.Find(quantity) is not null,
                DerivedQuantity derived => IsIn(derived, book),
                Phrase phrase => phrase.IsIn(book),
                _ => true,
            }
        );

    private static bool IsIn(in DerivedQuantity derived, EvidenceBook book)
    {
        var operands = Operands(derived).Select(q => book.Find(q)).OfType<Evidence>().ToArray();
        return operands.Length == Operands(derived).Count()
            && Derivation.Compute(derived.Kind, operands, book.Format) is not null;
    }

    private static void Cite(StringBuilder text, EvidenceBook book, Evidence evidence) =>
        text.Append(book.Format.Write(evidence.Value, evidence.Form)).Append("[[").Append(evidence.Id).Append("]]");

    private static void CiteDerived(StringBuilder text, EvidenceBook book, in DerivedQuantity derived, Evidence[] of)
    {
        var (value, form) =
            Derivation.Compute(derived.Kind, of, book.Format)
            ?? throw new InvalidOperationException($"{derived.Kind} of these does not exist.");
        text.Append(book.Format.Write(value, form))
            .Append("[[")
            .Append(Derivation.Write(derived.Kind, of))
            .Append("]]");
    }

    private static IEnumerable<Quantity> Operands(DerivedQuantity derived) =>
        derived.Kind == DerivationKind.RiskMultiple
            ? [derived.First, derived.Second, derived.Third]
            : [derived.First, derived.Second];
}
