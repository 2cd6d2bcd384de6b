using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Checks;

namespace Waickoff.Market.Live;

/// <summary>
/// The analysis of one market as it moves: fed by closed candles, each at the same small cost whatever lies before it. An analysis is built
/// at most once for each closed candle, however many ask at once, and never changes after that.
/// </summary>
public sealed class LiveMarket
{
    private readonly Lock gate = new();
    private readonly MarketFacts market;
    private readonly MarketAnalyzer analyzer;
    private readonly SeriesTally[] tallies;
    private readonly UnusualCandles[] unusual;
    private readonly int[] counted;
    private long version;
    private Built built = new(0, null);

    /// <summary>Starts with a history.</summary>
    /// <param name="venue">Where the prices are made.</param>
    /// <param name="symbol">The market.</param>
    /// <param name="tick">The smallest price step; 0 where unknown.</param>
    /// <param name="timeframes">The timeframes to analyse: multiples of that of the history.</param>
    /// <param name="history">The closed candles so far; there may be none.</param>
    public LiveMarket(
        string venue,
        string symbol,
        double tick,
        IReadOnlyCollection<Timeframe> timeframes,
        CandleSeries history
    )
    {
        ArgumentNullException.ThrowIfNull(history);
        market = new MarketFacts(venue, symbol, IsSimulated: false, tick, NowMs: 0, Series: default, Missing: default);
        analyzer = new MarketAnalyzer(history.Timeframe, timeframes, history.Count + 1_000);
        tallies = [.. analyzer.Analyzers.Select(a => new SeriesTally(a.Timeframe, history.Timeframe.ToString()))];
        unusual = [.. analyzer.Analyzers.Select(a => new UnusualCandles(a.Timeframe, history.Timeframe))];
        counted = new int[tallies.Length];
        foreach (ref readonly var candle in history.Span)
            Add(in candle);
    }

    /// <summary>Where the prices are made.</summary>
    public string Venue => market.Venue;

    /// <summary>The market.</summary>
    public string Symbol => market.Symbol;

    /// <summary>How many closed candles it has taken.</summary>
    public long Version => Interlocked.Read(ref version);

    /// <summary>How many analyses were built so far.</summary>
    public int BuiltCount { get; private set; }

    /// <summary>The analysis of all closed candles; null before the first.</summary>
    public MarketAnalysis? Analysis
    {
        get
        {
            var last = Volatile.Read(ref built);
            if (last.Version == Version)
                return last.Analysis;
            lock (gate)
            {
                if (built.Version != version)
                    Volatile.Write(ref built, new Built(version, Build()));
                return built.Analysis;
            }
        }
    }

    /// <summary>What is to be said of the candles of each timeframe.</summary>
    public IReadOnlyList<MarketNotice> Notices()
    {
        lock (gate)
            return [.. unusual.Select(u => u.Notice()).OfType<MarketNotice>()];
    }

    /// <summary>Takes the next closed candle.</summary>
    /// <exception cref="ArgumentException">The candle is impossible or not later than the one before it; nothing was changed.</exception>
    public void Add(in Candle closed)
    {
        lock (gate)
        {
            analyzer.Add(in closed);
            for (var i = 0; i < tallies.Length; i++)
            {
                var candles = analyzer.Analyzers[i].Candles.Span;
                for (; counted[i] < candles.Length; counted[i]++)
                {
                    tallies[i].Add(in candles[counted[i]]);
                    unusual[i].Add(in candles[counted[i]]);
                }
            }
            Interlocked.Increment(ref version);
        }
    }

    private MarketAnalysis? Build()
    {
        BuiltCount++;
        SeriesFacts[] facts = [.. tallies.Select(t => t.Facts()).OfType<SeriesFacts>()];
        if (facts.Length == 0)
            return null;
        var refused = facts.Where(f => f.HasTooManyHoles).Select(f => f.Timeframe).ToArray();
        return analyzer.Snapshot(
            market with
            {
                NowMs = facts[0].LastMs + facts[0].Timeframe.Milliseconds,
                Series = new ValueList<SeriesFacts>([.. facts.Where(f => !f.HasTooManyHoles)]),
                Missing = new ValueList<Timeframe>(refused),
            }
        );
    }

    private sealed record Built(long Version, MarketAnalysis? Analysis);
}
