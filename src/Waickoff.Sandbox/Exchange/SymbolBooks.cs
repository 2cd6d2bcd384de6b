using System.Collections.Concurrent;

namespace Waickoff.Sandbox.Exchange;

/// <summary>The symbols of the feed, each read when it is first asked for.</summary>
internal sealed class SymbolBooks(SandboxExchangeOptions options)
{
    private const string PerpetualSuffix = "-PERP";

    private readonly ConcurrentDictionary<string, Lazy<SymbolBook>> books = new(StringComparer.Ordinal);
    private readonly Lock reading = new();

    /// <summary>The spot symbols, as venues spell them.</summary>
    public IReadOnlyList<string> Spot { get; } =
    [.. options.Feed.Symbols.Where(s => !s.Contains('-', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The perpetuals, as venues spell them: without the suffix of the feed.</summary>
    public IReadOnlyList<string> Perpetual { get; } =
    [
        .. options
            .Feed.Symbols.Where(s => s.EndsWith(PerpetualSuffix, StringComparison.Ordinal))
            .Select(s => s[..^PerpetualSuffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The book of a symbol as a venue spells it, or null where there is none.</summary>
    public SymbolBook? Find(string? symbol, bool isPerpetual = false)
    {
        if (symbol is null || !(isPerpetual ? Perpetual : Spot).Contains(symbol))
            return null;
        return books
            .GetOrAdd(isPerpetual ? symbol + PerpetualSuffix : symbol, name => new Lazy<SymbolBook>(() => Read(name)))
            .Value;
    }

    /// <summary>The next other book of the same market; the same one where there is no other.</summary>
    public SymbolBook Another(SymbolBook book, bool isPerpetual)
    {
        var symbols = isPerpetual ? Perpetual : Spot;
        var place = symbols.ToList().IndexOf(AsVenueSpells(book.Symbol));
        return Find(symbols[(place + 1) % symbols.Count], isPerpetual)!;
    }

    /// <summary>A symbol of the feed without the suffix that says which market it is.</summary>
    public static string AsVenueSpells(string symbol) =>
        symbol.EndsWith(PerpetualSuffix, StringComparison.Ordinal) ? symbol[..^PerpetualSuffix.Length] : symbol;

    private SymbolBook Read(string name)
    {
        // A feed need not stand two readers at once.
        lock (reading)
            return SymbolBook.Read(options.Feed, name, options);
    }

    /// <summary>The two assets of a symbol.</summary>
    public static (string Base, string Quote) Assets(string symbol)
    {
        foreach (var quote in (ReadOnlySpan<string>)["USDT", "USDC", "USD", "EUR", "BTC"])
        {
            if (symbol.Length > quote.Length && symbol.EndsWith(quote, StringComparison.Ordinal))
                return (symbol[..^quote.Length], quote);
        }
        return (symbol, "USDT");
    }
}
