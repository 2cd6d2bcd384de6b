using System.Text.Json.Nodes;
using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Exchange;

/// <summary>Writes a kline as a venue does.</summary>
internal delegate JsonArray RowWriter(SymbolBook book, KlineInterval interval, in Candle candle, long nowMs);

/// <summary>The rows of an answer with klines, oldest first, with what is to be wrong about them.</summary>
internal sealed class RowFaults(SandboxCore core, SandboxVenue venue)
{
    private const int TimeColumn = 0;
    private const int HighColumn = 2;
    private const int LowColumn = 3;
    private const int CloseColumn = 4;
    private const int VolumeColumn = 5;
    private const int CloseTimeColumn = 6;

    private static readonly (SandboxFault Fault, int Candles)[] Gaps =
    [
        (SandboxFault.Gap1, 1),
        (SandboxFault.Gap3, 3),
        (SandboxFault.Gap24, 24),
        (SandboxFault.Gap500, 500),
    ];

    /// <summary>The rows of a page.</summary>
    public List<JsonNode> Rows(SymbolBook book, KlinePage page, RowWriter write, bool isPerpetual = false)
    {
        var symbol = SymbolBooks.AsVenueSpells(book.Symbol);
        var nowMs = core.Clock.NowMs;
        if (core.Faults.DelistedSince(venue, symbol) is { } since && since < nowMs)
            (nowMs, page) = (since, page with { HasForming = false });
        if (Strikes(SandboxFault.WrongSymbol, symbol))
            book = core.Books.Another(book, isPerpetual);
        var candles = page.Read(book, nowMs);
        CutGaps(candles, symbol);
        var rows = candles.ConvertAll(c =>
            (Row: write(book, page.Interval, in c, nowMs), EndMs: page.Interval.EndOf(c.OpenTimeMs))
        );
        var closed = rows.FindAll(r => r.EndMs <= nowMs).ConvertAll(r => r.Row);
        if (closed.Count > 0)
            SpoilOne(closed, candles[0].OpenTimeMs, symbol);
        if (rows.Count > closed.Count && venue == SandboxVenue.Binance && Strikes(SandboxFault.UnclosedLast, symbol))
            rows[^1].Row[CloseTimeColumn] = nowMs - 1;
        var all = rows.ConvertAll<JsonNode>(r => r.Row);
        if (candles.Count > 0 && Strikes(SandboxFault.InterleavedInterval, symbol))
            all = Interleaved(all, book, page, candles, write, nowMs);
        Arrange(all, symbol);
        return all;
    }

    private bool Strikes(SandboxFault fault, string symbol) =>
        core.Faults.Strikes(fault, venue, SandboxEndpoint.Candles, symbol, out _);

    private void CutGaps(List<Candle> candles, string symbol)
    {
        foreach (var (fault, wanted) in Gaps)
        {
            if (candles.Count <= 2 || !Strikes(fault, symbol))
                continue;
            // Inside, so that it is a hole and not a shorter answer.
            var count = Math.Min(wanted, candles.Count - 2);
            var room = candles.Count - 1 - count;
            candles.RemoveRange(1 + Place(fault, candles[0].OpenTimeMs, room), count);
        }
    }

    /// <summary>Changes one closed candle, or cells of it.</summary>
    private void SpoilOne(List<JsonArray> closed, long firstMs, string symbol)
    {
        foreach (
            var fault in (ReadOnlySpan<SandboxFault>)
                [
                    SandboxFault.RevisedCandle,
                    SandboxFault.ZeroPrice,
                    SandboxFault.NegativePrice,
                    SandboxFault.NaNPrice,
                    SandboxFault.InfinitePrice,
                    SandboxFault.Spike,
                    SandboxFault.ZeroVolume,
                    SandboxFault.MissingField,
                ]
        )
        {
            if (!Strikes(fault, symbol))
                continue;
            // The venue revises what it said last.
            var place = fault == SandboxFault.RevisedCandle ? closed.Count - 1 : Place(fault, firstMs, closed.Count);
            Spoil(closed[place], fault);
        }
    }

    private static void Spoil(JsonArray row, SandboxFault fault)
    {
        switch (fault)
        {
            case SandboxFault.RevisedCandle:
                row[CloseColumn] = row[LowColumn]!.DeepClone();
                row[VolumeColumn] = PlainNumber.Text(Number(row[VolumeColumn]!) * 1.5);
                break;
            case SandboxFault.ZeroPrice:
                (row[LowColumn], row[CloseColumn]) = ("0", "0");
                break;
            case SandboxFault.NegativePrice:
                var negative = PlainNumber.Text(-Number(row[LowColumn]!));
                (row[LowColumn], row[CloseColumn]) = (negative, negative);
                break;
            case SandboxFault.NaNPrice:
                row[CloseColumn] = "NaN";
                break;
            case SandboxFault.InfinitePrice:
                (row[HighColumn], row[CloseColumn]) = ("Infinity", "Infinity");
                break;
            case SandboxFault.Spike:
                row[HighColumn] = PlainNumber.Text(Number(row[HighColumn]!) * 10);
                break;
            case SandboxFault.ZeroVolume:
                row[VolumeColumn] = "0";
                break;
            default:
                row.RemoveAt(row.Count - 1);
                while (row.Count > VolumeColumn)
                    row.RemoveAt(row.Count - 1);
                break;
        }
    }

    private static List<JsonNode> Interleaved(
        List<JsonNode> rows,
        SymbolBook book,
        KlinePage page,
        List<Candle> candles,
        RowWriter write,
        long nowMs
    )
    {
        var longer = KlineInterval.LongerThan(page.Interval.Timeframe ?? Timeframe.D1);
        var others = new KlinePage(
            longer,
            candles[0].OpenTimeMs,
            candles[^1].OpenTimeMs,
            rows.Count,
            TakesNewest: false
        )
            .Read(book, nowMs)
            .ToDictionary(c => c.OpenTimeMs);
        var mixed = new List<JsonNode>(rows.Count * 2);
        for (var i = 0; i < rows.Count; i++)
        {
            mixed.Add(rows[i]);
            if (others.TryGetValue(candles[i].OpenTimeMs, out var other))
                mixed.Add(write(book, longer, in other, nowMs));
        }
        return mixed;
    }

    private void Arrange(List<JsonNode> rows, string symbol)
    {
        if (Strikes(SandboxFault.DuplicateRows, symbol))
        {
            for (var i = rows.Count - 1; i >= 0; i -= 3)
                rows.Insert(i, rows[i].DeepClone());
        }
        if (Strikes(SandboxFault.ReversedRows, symbol))
            rows.Reverse();
        if (Strikes(SandboxFault.SecondsNotMilliseconds, symbol))
            rows.ForEach(row => ToSeconds(row.AsArray()));
        if (Strikes(SandboxFault.SwappedNumberTypes, symbol))
            rows.ForEach(row => SwapTypes(row.AsArray()));
    }

    private void ToSeconds(JsonArray row)
    {
        row[TimeColumn] = Divided(row[TimeColumn]!);
        if (venue == SandboxVenue.Binance && row.Count > CloseTimeColumn)
            row[CloseTimeColumn] = Divided(row[CloseTimeColumn]!);

        static JsonNode Divided(JsonNode time)
        {
            var seconds = (long)Number(time) / 1_000;
            return time.GetValueKind() == System.Text.Json.JsonValueKind.String
                ? FormattableString.Invariant($"{seconds}")
                : seconds;
        }
    }

    private static void SwapTypes(JsonArray row)
    {
        for (var i = 0; i < row.Count; i++)
        {
            var text = row[i]!.ToString();
            if (row[i]!.GetValueKind() != System.Text.Json.JsonValueKind.String)
                row[i] = text;
            else if (text.Length > 0 && char.IsAsciiDigit(text[^1]))
                row[i] = JsonNode.Parse(text);
        }
    }

    private static double Number(JsonNode cell) =>
        double.Parse(cell.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Where in an answer a fault strikes: the same answer is wrong in the same place.</summary>
    private int Place(SandboxFault fault, long firstMs, int room) =>
        room <= 1 ? 0 : CandlePath.HashOf(core.Options.Seed + ((int)fault << 8), firstMs) % room;
}
