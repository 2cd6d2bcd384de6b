using System.Globalization;
using Waickoff.Analysis.Candles;

namespace Waickoff.Analyst.Briefing;

/// <summary>The evidence of one briefing, numbered in the order it is first printed. The same quantity keeps its id.</summary>
/// <remarks>
/// The book of a session goes on where that of its opening briefing ended. There a quantity may have got another value since (a range has
/// more candles): that is new evidence with an id of its own, and the old id keeps its value.
/// </remarks>
public sealed class EvidenceBook(string symbol, NumberFormat format, long asOfMs = 0)
{
    private bool isOfSession;

    private readonly List<Evidence> entries = [];
    private readonly Dictionary<(string What, Timeframe? Timeframe, string Source), Evidence> byKey = [];

    public string Symbol { get; } = symbol;

    public NumberFormat Format { get; } = format;

    /// <summary>All evidence, <c>e1</c> first.</summary>
    public IReadOnlyList<Evidence> Entries => entries;

    /// <summary>The evidence a quantity became, or null while it is not printed.</summary>
    public Evidence? Find(in Quantity quantity) => byKey.GetValueOrDefault(KeyOf(quantity));

    /// <summary>The evidence with an id, or null.</summary>
    public Evidence? Find(ReadOnlySpan<char> id) =>
        id.Length > 1
        && id[0] == 'e'
        && id[1] != '0'
        && int.TryParse(id[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= entries.Count
        && double.IsFinite(entries[number - 1].Value)
            ? entries[number - 1]
            : null;

    /// <summary>Keeps the place of an id that names nothing any more.</summary>
    internal static Evidence Nothing(int number) =>
        new(IdOf(number), double.NaN, NumberForm.Count, "nothing", "", null, IdOf(number));

    /// <summary>Begins the book of a session with what is known already.</summary>
    /// <param name="symbol">The market.</param>
    /// <param name="format">The reader's.</param>
    /// <param name="known">Evidence <c>e1</c> and on, without a hole.</param>
    /// <param name="asOfMs">The close at which what is added is read.</param>
    /// <exception cref="ArgumentException">The ids do not count on.</exception>
    public static EvidenceBook OfSession(
        string symbol,
        NumberFormat format,
        IEnumerable<Evidence> known,
        long asOfMs = 0
    )
    {
        ArgumentNullException.ThrowIfNull(known);
        var book = new EvidenceBook(symbol, format, asOfMs) { isOfSession = true };
        foreach (var evidence in known)
        {
            if (evidence.Id != book.NextId)
                throw new ArgumentException($"Evidence {evidence.Id} where {book.NextId} was due.", nameof(known));
            book.Keep(evidence);
        }
        return book;
    }

    internal Evidence Add(in Quantity quantity)
    {
        if (Find(quantity) is { } known && !(isOfSession && !known.Value.Equals(quantity.Value)))
        {
            if (!known.Value.Equals(quantity.Value))
                throw new InvalidOperationException($"Two values for {quantity.What} {quantity.Source}.");
            return known;
        }
        var (what, value, form, timeframe, source) = quantity;
        var evidence = new Evidence(NextId, value, form, what, Symbol, timeframe, source) { AsOfMs = asOfMs };
        Keep(evidence);
        return evidence;
    }

    private string NextId => IdOf(entries.Count + 1);

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"e{number}");

    private void Keep(Evidence evidence)
    {
        entries.Add(evidence);
        byKey[(evidence.What, evidence.Timeframe, evidence.Source)] = evidence;
    }

    private static (string, Timeframe?, string) KeyOf(in Quantity quantity) =>
        (quantity.What, quantity.Timeframe, quantity.Source);
}
