using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Market.Trades;

namespace Waickoff.Sandbox.Exchange;

/// <summary>All the exchange knows of one symbol of the feed: its klines of every interval, and the trades they were made of.</summary>
internal sealed class SymbolBook
{
    private const int CandlesForSteps = 2_000;

    private readonly Dictionary<string, Candle[]> closed = [];
    private readonly Dictionary<Timeframe, CandleSeries> recorded;
    private readonly CandleSeries finest;
    private readonly TapeCandle[] tape;
    private readonly SandboxExchangeOptions options;
    private Drawn? drawn;

    private SymbolBook(string symbol, Dictionary<Timeframe, CandleSeries> recorded, SandboxExchangeOptions options)
    {
        Symbol = symbol;
        this.recorded = recorded;
        this.options = options;
        finest = recorded[recorded.Keys.Min()];
        tape = TapeOf(recorded.Values.OrderBy(s => s.Timeframe), options.TradesPerCandle);
        var recent = finest.Span[Math.Max(0, finest.Count - CandlesForSteps)..];
        foreach (ref readonly var candle in recent)
        {
            PriceDecimals = Math.Max(PriceDecimals, DecimalsOf(candle));
            SizeDecimals = Math.Max(SizeDecimals, PlainNumber.Decimals(candle.Volume));
        }
        (PriceDecimals, SizeDecimals) = (Math.Min(PriceDecimals, 8), Math.Min(SizeDecimals, 8));
    }

    /// <summary>As the feed spells it.</summary>
    public string Symbol { get; }

    /// <summary>The digits behind the point of its prices.</summary>
    public int PriceDecimals { get; }

    /// <summary>The digits behind the point of its volumes.</summary>
    public int SizeDecimals { get; }

    /// <summary>When trading began; -1 where there are no candles.</summary>
    public long FirstMs => tape.Length > 0 ? tape[0].Candle.OpenTimeMs : -1;

    /// <summary>The recorded candles that trades and forming klines are made of, oldest first.</summary>
    public ReadOnlySpan<TapeCandle> Tape => tape;

    public static SymbolBook Read(ICandleFeed feed, string symbol, SandboxExchangeOptions options) =>
        new(symbol, feed.TimeframesOf(symbol).ToDictionary(t => t, t => feed.Read(symbol, t)), options);

    /// <summary>All whole klines of an interval, recorded or built, the coming ones too.</summary>
    public Candle[] Klines(KlineInterval interval)
    {
        lock (closed)
        {
            if (!closed.TryGetValue(interval.Code, out var klines))
                closed[interval.Code] = klines = Build(interval);
            return klines;
        }
    }

    /// <summary>The klines that had closed at a moment.</summary>
    public ReadOnlySpan<Candle> ClosedAt(KlineInterval interval, long nowMs)
    {
        var klines = Klines(interval);
        return klines.AsSpan(0, FirstAtOrAfter(klines, interval.Floor(nowMs)));
    }

    /// <summary>The kline that is forming at a moment; false where nothing was traded in it yet.</summary>
    public bool TryForming(KlineInterval interval, long nowMs, out Candle forming)
    {
        forming = default;
        if (!interval.IsServed)
            return false;
        var from = interval.Floor(nowMs);
        var first = FirstOfTape(from);
        // A kline shorter than what was recorded is not known.
        if (first == tape.Length || tape[first].Candle.OpenTimeMs > nowMs || tape[first].EndMs > interval.EndOf(from))
            return false;
        forming = Summed(first, nowMs) with { OpenTimeMs = from };
        return true;
    }

    /// <summary>What was traded from the start of a recorded candle up to a moment, as one candle; an empty one where nothing was.</summary>
    public Candle Summed(int first, long nowMs)
    {
        Candle? sum = null;
        for (var i = first; i < tape.Length && tape[i].Candle.OpenTimeMs <= nowMs; i++)
        {
            var part = tape[i].EndMs <= nowMs ? tape[i].Candle : Seen(i, nowMs);
            sum = sum is { } whole ? Joined(whole, part) : part;
        }
        return sum ?? default;
    }

    /// <summary>True where a recorded candle begins with a trade at this very moment.</summary>
    public bool HasTradeAt(long openMs)
    {
        var index = FirstOfTape(openMs);
        return index < tape.Length
            && tape[index].Candle.OpenTimeMs == openMs
            && CandlePath.HasTrades(tape[index].Candle);
    }

    /// <summary>The trades of one recorded candle.</summary>
    public Trade[] TradesOf(int index)
    {
        // One reference, since many readers ask at once.
        if (drawn is { } last && last.Index == index)
            return last.Trades;
        ref readonly var part = ref tape[index];
        var seed = CandlePath.HashOf(options.Seed, Symbol.Sum(c => (long)c) + (Symbol.Length << 16));
        var trades = CandlePath.Draw(
            part.Candle,
            part.EndMs - part.Candle.OpenTimeMs,
            part.FirstId,
            options.TradesPerCandle,
            seed,
            PriceDecimals
        );
        drawn = new Drawn(index, trades);
        return trades;
    }

    /// <summary>Where the recorded candle stands that holds a moment, or the next one.</summary>
    public int FirstOfTape(long timeMs)
    {
        var (low, high) = (0, tape.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tape[middle].EndMs <= timeMs ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>The number of the first trade of a recorded candle, or of the next one to come.</summary>
    public long IdAt(int index) =>
        index < tape.Length ? tape[index].FirstId
        : tape.Length > 0 ? tape[^1].FirstId + CountOf(tape[^1].Candle, options.TradesPerCandle)
        : 1;

    /// <summary>The index of the first candle that opens at a moment or later.</summary>
    public static int FirstAtOrAfter(ReadOnlySpan<Candle> candles, long timeMs)
    {
        var (low, high) = (0, candles.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = candles[middle].OpenTimeMs < timeMs ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>What was traded of a recorded candle so far.</summary>
    private Candle Seen(int index, long nowMs)
    {
        var candle = tape[index].Candle;
        var (high, low, close, volume, bought) = (candle.Open, candle.Open, candle.Open, 0m, 0m);
        foreach (var trade in TradesOf(index).TakeWhile(t => t.TimeMs <= nowMs))
        {
            var price = (double)trade.Price;
            (high, low, close) = (Math.Max(high, price), Math.Min(low, price), price);
            volume += trade.Quantity;
            bought += trade.IsBuyerMaker ? 0 : trade.Quantity;
        }
        var taker = candle.IsDeltaEstimated ? double.NaN : (double)bought;
        return new Candle(candle.OpenTimeMs, candle.Open, high, low, close, (double)volume, taker);
    }

    private Candle[] Build(KlineInterval interval)
    {
        if (!interval.IsServed)
            return [];
        if (interval.Timeframe is not { } timeframe)
            return Grouped(interval);
        if (recorded.TryGetValue(timeframe, out var series))
            return series.Span.ToArray();
        return Resampler.CanBuild(finest.Timeframe, timeframe)
            ? [.. Resampler.Build(finest, timeframe).Span.ToArray().Where(c => !c.IsPartial)]
            : [];
    }

    /// <summary>Weeks and months, of whole days.</summary>
    private Candle[] Grouped(KlineInterval interval)
    {
        const long DayMs = 86_400_000;
        return
        [
            .. Klines(KlineInterval.Binance("1d")!)
                .GroupBy(day => interval.Floor(day.OpenTimeMs))
                .Where(days => days.Count() == (interval.EndOf(days.Key) - days.Key) / DayMs)
                .Select(days => days.Aggregate(Joined)),
        ];
    }

    private static Candle Joined(Candle whole, Candle part) =>
        whole with
        {
            High = Math.Max(whole.High, part.High),
            Low = Math.Min(whole.Low, part.Low),
            Close = part.Close,
            Volume = whole.Volume + part.Volume,
            TakerBuyVolume = whole.TakerBuyVolume + part.TakerBuyVolume,
        };

    /// <summary>The finest candles, and before they begin the coarser ones.</summary>
    private static TapeCandle[] TapeOf(IEnumerable<CandleSeries> finestFirst, int tradesPerCandle)
    {
        var candles = new List<(Candle Candle, long EndMs)>();
        foreach (var series in finestFirst)
        {
            var until = candles.Count > 0 ? candles[0].Candle.OpenTimeMs : long.MaxValue;
            var length = series.Timeframe.Milliseconds;
            // Counted first: a range that is not would be put in one by one.
            (Candle Candle, long EndMs)[] earlier =
            [
                .. series.Span.ToArray().Select(c => (c, c.OpenTimeMs + length)).TakeWhile(c => c.Item2 <= until),
            ];
            candles.InsertRange(0, earlier);
        }
        var tape = new TapeCandle[candles.Count];
        var id = 1L;
        for (var i = 0; i < tape.Length; i++)
        {
            tape[i] = new TapeCandle(candles[i].Candle, candles[i].EndMs, id);
            id += CountOf(candles[i].Candle, tradesPerCandle);
        }
        return tape;
    }

    private static int CountOf(in Candle candle, int tradesPerCandle) =>
        CandlePath.HasTrades(in candle) ? tradesPerCandle : 0;

    private static int DecimalsOf(in Candle candle) =>
        Math.Max(
            Math.Max(PlainNumber.Decimals(candle.Open), PlainNumber.Decimals(candle.Close)),
            Math.Max(PlainNumber.Decimals(candle.High), PlainNumber.Decimals(candle.Low))
        );

    private sealed record Drawn(int Index, Trade[] Trades);
}

/// <summary>A recorded candle that trades are made of.</summary>
/// <param name="Candle">As recorded.</param>
/// <param name="EndMs">When it has closed.</param>
/// <param name="FirstId">The number of its first trade.</param>
internal readonly record struct TapeCandle(Candle Candle, long EndMs, long FirstId);
