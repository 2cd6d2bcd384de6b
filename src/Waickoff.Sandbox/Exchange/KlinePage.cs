using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Exchange;

/// <summary>Which klines a request asks for.</summary>
/// <param name="Interval">Their length.</param>
/// <param name="FromMs">The first open time; null for none.</param>
/// <param name="ToMs">The last open time; null for none.</param>
/// <param name="Limit">The most of them.</param>
/// <param name="TakesNewest">Of too many in between: the newest, else the oldest.</param>
internal readonly record struct KlinePage(KlineInterval Interval, long? FromMs, long? ToMs, int Limit, bool TakesNewest)
{
    /// <summary>False where the one that is forming is left out.</summary>
    public bool HasForming { get; init; } = true;

    /// <summary>The klines of a symbol as they stood at a moment, oldest first; the last one may be forming.</summary>
    public List<Candle> Read(SymbolBook book, long nowMs)
    {
        var closed = book.ClosedAt(Interval, nowMs);
        var from = FromMs is { } first ? SymbolBook.FirstAtOrAfter(closed, first) : 0;
        var to = ToMs is { } last && last < long.MaxValue ? SymbolBook.FirstAtOrAfter(closed, last + 1) : closed.Length;
        var rows = new List<Candle>(Math.Min(Limit, Math.Max(0, to - from)) + 1);
        var hasForming =
            book.TryForming(Interval, nowMs, out var forming)
            && HasForming
            && (FromMs ?? long.MinValue) <= forming.OpenTimeMs
            && (ToMs ?? long.MaxValue) >= forming.OpenTimeMs;
        if (from < to)
        {
            var room = TakesNewest && hasForming ? Limit - 1 : Limit;
            var count = Math.Min(to - from, room);
            rows.AddRange(closed.Slice(TakesNewest ? to - count : from, count));
        }
        if (hasForming && rows.Count < Limit)
            rows.Add(forming);
        return rows;
    }
}
