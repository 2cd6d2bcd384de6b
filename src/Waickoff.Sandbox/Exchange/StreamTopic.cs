using System.Text.Json.Nodes;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Trades;

namespace Waickoff.Sandbox.Exchange;

/// <summary>Something that a reader of a stream can subscribe to.</summary>
/// <param name="Name">As the venue spells it.</param>
/// <param name="Symbol">Its symbol as the venue spells it.</param>
/// <param name="Between">Its messages after one moment and up to another, in the order of time.</param>
internal sealed record StreamTopic(string Name, string Symbol, Func<long, long, IEnumerable<StreamEvent>> Between);

/// <summary>A message that is due at a moment; at the same one the lower rank goes first.</summary>
internal readonly record struct StreamEvent(long TimeMs, int Rank, JsonNode Body);

/// <summary>A kline as it stands at a moment.</summary>
internal readonly record struct KlineEvent(long TimeMs, Candle Candle, bool IsClosed);

/// <summary>What happens on the market, moment by moment.</summary>
internal static class MarketEvents
{
    /// <summary>A closed candle goes before the first trade of the next one, and that before the candle it begins.</summary>
    public const int ClosedRank = 0;
    public const int TradeRank = 1;
    public const int FormingRank = 2;

    /// <summary>
    /// The kline after each trade and after each recorded part of it, and once more when it closes. A kline that misses a part closes
    /// without a word, since there is none on the venue.
    /// </summary>
    public static IEnumerable<KlineEvent> Klines(SymbolBook book, KlineInterval interval, long afterMs, long untilMs)
    {
        var klines = book.Klines(interval);
        var next = SymbolBook.FirstAtOrAfter(klines, interval.Floor(afterMs));
        foreach (var momentMs in Moments(book, afterMs, untilMs))
        {
            for (; next < klines.Length && EndOf(next) <= momentMs; next++)
                yield return new KlineEvent(EndOf(next), klines[next], IsClosed: true);
            if (interval.Floor(momentMs) != momentMs || book.HasTradeAt(momentMs))
            {
                if (book.TryForming(interval, momentMs, out var forming))
                    yield return new KlineEvent(momentMs, forming, IsClosed: false);
            }
        }
        for (; next < klines.Length && EndOf(next) <= untilMs; next++)
            yield return new KlineEvent(EndOf(next), klines[next], IsClosed: true);

        long EndOf(int index) => interval.EndOf(klines[index].OpenTimeMs);
    }

    /// <summary>The trades after one moment and up to another.</summary>
    public static IEnumerable<Trade> Trades(SymbolBook book, long afterMs, long untilMs) =>
        TradeTape.Between(book, afterMs + 1, untilMs);

    /// <summary>The moments at which recorded candles have closed.</summary>
    public static IEnumerable<long> Ends(SymbolBook book, long afterMs, long untilMs)
    {
        for (var i = book.FirstOfTape(afterMs); i < book.Tape.Length && book.Tape[i].EndMs <= untilMs; i++)
            yield return book.Tape[i].EndMs;
    }

    /// <summary>The times of trades and the ends of recorded candles, each once.</summary>
    private static IEnumerable<long> Moments(SymbolBook book, long afterMs, long untilMs)
    {
        var last = afterMs;
        for (var i = book.FirstOfTape(afterMs); i < book.Tape.Length && book.Tape[i].Candle.OpenTimeMs <= untilMs; i++)
        {
            foreach (var trade in book.TradesOf(i))
            {
                if (trade.TimeMs > last && trade.TimeMs <= untilMs)
                    yield return last = trade.TimeMs;
            }
            if (book.Tape[i].EndMs > last && book.Tape[i].EndMs <= untilMs)
                yield return last = book.Tape[i].EndMs;
        }
    }
}
