using Waickoff.Analysis.Candles;
using Waickoff.Market.Trades;

namespace Waickoff.Sandbox.Exchange;

/// <summary>The trades of a symbol in order, made as they are asked for.</summary>
internal static class TradeTape
{
    /// <summary>Trades from one moment to another, both included.</summary>
    public static IEnumerable<Trade> Between(SymbolBook book, long fromMs, long untilMs)
    {
        for (var i = book.FirstOfTape(fromMs); i < book.Tape.Length && book.Tape[i].Candle.OpenTimeMs <= untilMs; i++)
        {
            foreach (var trade in book.TradesOf(i))
            {
                if (trade.TimeMs >= fromMs && trade.TimeMs <= untilMs)
                    yield return trade;
            }
        }
    }

    /// <summary>Trades from a number on, up to a moment.</summary>
    public static IEnumerable<Trade> FromId(SymbolBook book, long id, long untilMs) =>
        Between(book, TimeOf(book, id), untilMs).Where(t => t.Id >= id);

    /// <summary>The last trades up to a moment, oldest first.</summary>
    public static IEnumerable<Trade> Latest(SymbolBook book, long untilMs, int count)
    {
        var last = book.FirstOfTape(untilMs);
        var first = last;
        while (first > 0 && book.IdAt(last) - book.IdAt(first) < count)
            first--;
        var from = first < book.Tape.Length ? book.Tape[first].Candle.OpenTimeMs : untilMs;
        return Between(book, from, untilMs).TakeLast(count);
    }

    /// <summary>How many trades there were from one moment up to another, or up to now where that is earlier.</summary>
    public static long CountUntil(SymbolBook book, long fromMs, long endMs, long nowMs)
    {
        if (endMs <= nowMs)
            return book.IdAt(book.FirstOfTape(endMs)) - book.IdAt(book.FirstOfTape(fromMs));
        var current = book.FirstOfTape(nowMs);
        var whole = book.IdAt(current) - book.IdAt(book.FirstOfTape(fromMs));
        return current < book.Tape.Length && book.Tape[current].Candle.OpenTimeMs <= nowMs
            ? whole + book.TradesOf(current).Count(t => t.TimeMs <= nowMs)
            : whole;
    }

    private static long TimeOf(SymbolBook book, long id)
    {
        var (low, high) = (0, book.Tape.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = book.IdAt(middle + 1) <= id ? (middle + 1, high) : (low, middle);
        }
        return low < book.Tape.Length ? book.Tape[low].Candle.OpenTimeMs : long.MaxValue;
    }
}

/// <summary>The last 24 hours of a symbol.</summary>
/// <param name="Candle">As one candle; its open time is that of the first part.</param>
/// <param name="FirstId">The number of the first trade; that of the next one where there was none.</param>
/// <param name="LastId">The number of the last trade.</param>
internal readonly record struct DaySummary(Candle Candle, long FirstId, long LastId)
{
    private const long DayMs = 86_400_000;

    /// <summary>Summed over the recorded candles, and what was traded of the forming one.</summary>
    public static DaySummary Of(SymbolBook book, long nowMs)
    {
        var first = book.FirstOfTape(nowMs - DayMs + 1);
        var last = book.FirstOfTape(nowMs);
        var day = book.Summed(first, nowMs);
        var count = TradeTape.CountUntil(
            book,
            first < book.Tape.Length ? book.Tape[first].Candle.OpenTimeMs : nowMs,
            long.MaxValue,
            nowMs
        );
        return new DaySummary(day, book.IdAt(Math.Min(first, last)), book.IdAt(Math.Min(first, last)) + count - 1);
    }
}
