using System.Globalization;
using Waickoff.Analysis.Candles;

namespace Waickoff.Analyst.Briefing;

/// <summary>The evidence of one briefing, numbered in the order it is first printed. The same quantity keeps its id.</summary>
public sealed class EvidenceBook(string symbol, NumberFormat format)
{
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
            ? entries[number - 1]
            : null;

    internal Evidence Add(in Quantity quantity)
    {
        if (Find(quantity) is { } known)
        {
            if (!known.Value.Equals(quantity.Value))
                throw new InvalidOperationException($"Two values for {quantity.What} {quantity.Source}.");
            return known;
        }
        var id = string.Create(CultureInfo.InvariantCulture, $"e{entries.Count + 1}");
        var (what, value, form, timeframe, source) = quantity;
        var evidence = new Evidence(id, value, form, what, Symbol, timeframe, source);
        entries.Add(evidence);
        byKey.Add(KeyOf(quantity), evidence);
        return evidence;
    }

    private static (string, Timeframe?, string) KeyOf(in Quantity quantity) =>
        (quantity.What, quantity.Timeframe, quantity.Source);
}
