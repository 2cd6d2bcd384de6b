using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Grounding;

/// <summary>
/// Checks an answer against the evidence of its briefing while it is written: text comes in by pieces, checked sentences come out. One
/// object checks one answer.
/// </summary>
/// <remarks>
/// <para>A citation belongs to the number before it, with at most one word and one mark between. The number must equal the evidence at the
/// precision it is printed with, sign and unit included; a derived number must equal what follows from the printed values, where its sign
/// may be left out.</para>
/// <para>What the reader sees holds no citation, whether it is right or not.</para>
/// </remarks>
public sealed class AnswerGrounding
{
    private readonly EvidenceBook book;
    private readonly ReaderLanguage language;
    private readonly HashSet<(decimal, NumberUnit)> yours;
    private readonly (decimal, decimal)? prices;
    private readonly SentenceSplitter splitter = new();
    private readonly List<int> numerals = [];
    private IReadOnlyList<Timeframe> sectionTimeframes = [];
    private IReadOnlyList<string> sectionSymbols = [];
    private IReadOnlyList<Timeframe> lineTimeframes = [];
    private bool isLineStart = true;

    /// <summary>Starts an answer.</summary>
    /// <param name="book">The evidence of the briefing it was written from.</param>
    /// <param name="question">What the reader asked: its numbers are the reader's own.</param>
    public AnswerGrounding(EvidenceBook book, string question = "")
    {
        this.book = book;
        language = book.Format.Language;
        yours =
        [
            .. NumberScanner
                .Scan(MarkedText.Read(question).Text, language)
                .Where(n => n.Value is not null)
                .Select(n => (n.Value!.Value, n.Unit)),
        ];
        var levels = book
            .Entries.Where(e => e.Form == NumberForm.Price)
            .Select(e => book.Format.Printed(e.Value, e.Form));
        prices = levels.Any() ? (levels.Min(), levels.Max()) : null;
    }

    /// <summary>Takes the next piece of the answer and returns the sentences it completed.</summary>
    public IEnumerable<GroundedSentence> Add(string delta) => splitter.Add(delta).Select(Check).ToList();

    /// <summary>Returns what is left when the answer is complete or cut.</summary>
    public IEnumerable<GroundedSentence> Finish() => splitter.Finish().Select(Check).ToList();

    /// <summary>Checks a whole answer.</summary>
    public static IReadOnlyList<GroundedSentence> Check(string answer, EvidenceBook book, string question = "")
    {
        var grounding = new AnswerGrounding(book, question);
        return [.. grounding.Add(answer), .. grounding.Finish()];
    }

    private GroundedSentence Check(string raw)
    {
        var (text, markers) = MarkedText.Read(raw);
        var timeframes = NamedScope.Timeframes(text);
        var symbols = NamedScope.Symbols(text);
        Place(text, timeframes, symbols);

        var numbers = NumberScanner.Scan(text, language, markers.Select(m => m.Position).ToHashSet());
        var numeral = isLineStart ? TakeNumeral(text) : null;
        var citations = new List<NumberCitation>(numbers.Count);
        for (var i = 0; i < numbers.Count; i++)
        {
            var number = numbers[i];
            var nextStart = i + 1 < numbers.Count ? numbers[i + 1].Start : int.MaxValue;
            var cited = markers.Where(m => m.Position <= nextStart && IsCitationOf(text, number, m.Position)).ToList();
            var isNumeral = i == 0 && numeral is not null && number.DigitsStart == numeral;
            var verdict =
                cited.Count > 0 ? Judge(text, number, cited, timeframes, symbols)
                : isNumeral || ExemptNumbers.IsExempt(text, number, numbers, prices) ? Verdict.Exempt
                : number.Value is { } value && yours.Contains((value, number.Unit)) ? Verdict.Yours
                : Verdict.Uncited;
            var id = cited.Count > 0 ? string.Join(',', cited.Select(m => m.Inside)) : null;
            citations.Add(new NumberCitation(number.Start, number.End - number.Start, id, verdict));
        }
        isLineStart = text.EndsWith('\n');
        return new GroundedSentence(text, citations);
    }

    // ---- where a sentence stands ----------------------------------------------------------------------------------

    /// <summary>A heading sets the scope of its section, a label at the start of a line that of the line.</summary>
    private void Place(string text, List<Named<Timeframe>> timeframes, List<Named<string>> symbols)
    {
        if (!isLineStart)
            return;
        lineTimeframes = [];
        var start = text.Trim();
        var isBold = start.StartsWith("**", StringComparison.Ordinal) && start.EndsWith("**", StringComparison.Ordinal);
        var isHeading = start.StartsWith('#') || (isBold && text.EndsWith('\n'));
        if (isHeading)
        {
            sectionTimeframes = [.. timeframes.Select(t => t.What)];
            sectionSymbols = [.. symbols.Select(s => s.What)];
            return;
        }
        if (timeframes.Count > 0 && text[..timeframes[0].Start].All(c => !char.IsLetterOrDigit(c)))
            lineTimeframes = [timeframes[0].What];
    }

    /// <summary>The place of a list numeral that counts on from the one before, or null.</summary>
    private int? TakeNumeral(string text)
    {
        if (ExemptNumbers.Numeral(text) is not { } numeral)
            return null;
        var continues = numeral == 1 || numerals.Contains(numeral - 1);
        if (!continues)
            return null;
        numerals.Add(numeral);
        return text.IndexOfAny([.. "0123456789"]);
    }

    // ---- what a number is worth -------------------------------------------------------------------------------------

    private static bool IsCitationOf(string text, in FoundNumber number, int position)
    {
        if (position < number.End)
            return position >= number.DigitsEnd;
        var words = 0;
        var marks = 0;
        for (var i = number.End; i < position; i++)
        {
            if (char.IsLetter(text[i]))
                words += i == number.End || !char.IsLetter(text[i - 1]) ? 1 : 0;
            else if (text[i] is '.' or ',' or ';' or ':' or ')')
                marks++;
            else if (text[i] is not (' ' or '*'))
                return false;
        }
        return words <= 1 && marks <= 1;
    }

    private Verdict Judge(
        string text,
        in FoundNumber number,
        List<Marker> markers,
        List<Named<Timeframe>> timeframes,
        List<Named<string>> symbols
    )
    {
        foreach (var marker in markers)
        {
            var cited = CitationSyntax.Read(marker.Inside);
            if (cited.Count == 0)
                return Verdict.UnknownId;
            foreach (var one in cited)
            {
                var verdict = Judge(text, number, one, timeframes, symbols);
                if (verdict is not (Verdict.Verified or Verdict.Derived) || (cited.Count == 1 && markers.Count == 1))
                    return verdict;
            }
        }
        return Verdict.Verified;
    }

    private Verdict Judge(
        string text,
        in FoundNumber number,
        in CitedNumber cited,
        List<Named<Timeframe>> timeframes,
        List<Named<string>> symbols
    )
    {
        var evidence = cited.Ids.Select(id => book.Find(id.AsSpan())).OfType<Evidence>().ToArray();
        if (evidence.Length < cited.Ids.Count)
            return Verdict.UnknownId;
        var isEqual = cited.Kind is { } kind ? Follows(number, kind, evidence) : Equals(number, evidence[0]);
        if (!isEqual)
            return cited.Kind is null ? Verdict.WrongValue : Verdict.WrongDerivation;
        if (!IsSymbolRight(text, number, symbols))
            return Verdict.WrongSymbol;
        if (!IsTimeframeRight(text, number, evidence, timeframes))
            return Verdict.WrongTimeframe;
        return cited.Kind is null ? Verdict.Verified : Verdict.Derived;
    }

    private bool Equals(in FoundNumber number, Evidence evidence) =>
        number.Value == book.Format.Printed(evidence.Value, evidence.Form)
        && number.Unit == NumberFormat.UnitOf(evidence.Form);

    private bool Follows(in FoundNumber number, DerivationKind kind, Evidence[] evidence)
    {
        if (number.Value is not { } value || Derivation.Compute(kind, evidence, book.Format) is not { } derived)
            return false;
        var printed = book.Format.Printed(derived.Value, derived.Form);
        var isEqual = number.IsSigned ? value == printed : value == Math.Abs(printed);
        return isEqual && number.Unit == NumberFormat.UnitOf(derived.Form);
    }

    private bool IsSymbolRight(string text, in FoundNumber number, List<Named<string>> symbols)
    {
        var told = ScopeOfNumber.Of(text, number, symbols);
        if (told.Count == 0)
            told = sectionSymbols;
        return told.Count == 0 || told.Any(name => NamedScope.IsNameOf(name, book.Symbol));
    }

    private bool IsTimeframeRight(
        string text,
        FoundNumber number,
        Evidence[] evidence,
        List<Named<Timeframe>> timeframes
    )
    {
        var told = ScopeOfNumber.Of(text, number, timeframes);
        if (told.Count == 0)
            told = lineTimeframes.Count > 0 ? lineTimeframes : sectionTimeframes;
        return told.Count == 0 || evidence.All(e => e.Timeframe is not { } own || told.Contains(own));
    }
}
