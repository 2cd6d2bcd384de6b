using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market;

/// <summary>The closed candles an analysis stands on, and where they come from.</summary>
/// <param name="Venue">Where the prices were made.</param>
/// <param name="Symbol">The market, as its venue spells it.</param>
/// <param name="Source">Where the candles lie, for the reader.</param>
/// <param name="IsSimulated">True when no market made these prices; said wherever they are shown.</param>
/// <param name="Tick">The smallest price step; 0 where it is not known.</param>
/// <param name="NowMs">The moment it all stands at: the close of the last base candle.</param>
/// <param name="Base">The stream that feeds every timeframe.</param>
/// <param name="Timeframes">The timeframes that were asked for and can be analysed, shortest first.</param>
/// <param name="Notices">What the reader has to know about it.</param>
public sealed record MarketSeries(
    string Venue,
    string Symbol,
    string Source,
    bool IsSimulated,
    double Tick,
    long NowMs,
    CandleSeries Base,
    IReadOnlyList<TimeframeSeries> Timeframes,
    IReadOnlyList<MarketNotice> Notices
)
{
    /// <summary>What travels with the analysis.</summary>
    public MarketFacts Facts() =>
        new(
            Venue,
            Symbol,
            IsSimulated,
            Tick,
            NowMs,
            new ValueList<SeriesFacts>([.. Timeframes.Select(t => t.Facts)]),
            new ValueList<Timeframe>([.. Notices.Where(n => n.IsRefusal).Select(n => n.Timeframe).Distinct()])
        );

    /// <summary>
    /// Folds all candles into the analysis: first what was recorded before the base stream, then the stream itself.
    /// </summary>
    /// <param name="report">Told the share of the base candles done, 0 to 1, about a hundred times; may be null.</param>
    /// <param name="cancellation">Ends it between two candles.</param>
    public MarketAnalysis Analyze(Action<double>? report = null, CancellationToken cancellation = default)
    {
        var analyzer = new MarketAnalyzer(Base.Timeframe, [.. Timeframes.Select(t => t.Timeframe)], Base.Count);
        foreach (var (timeframe, candle) in RecordedByClose())
            analyzer.AddRecorded(timeframe, in candle);
        var step = Math.Max(1, Base.Count / 100);
        for (var i = 0; i < Base.Count; i++)
        {
            analyzer.Add(in Base[i]);
            if (i % step != 0)
                continue;
            cancellation.ThrowIfCancellationRequested();
            report?.Invoke((double)i / Base.Count);
        }
        return analyzer.Snapshot(Facts())
            ?? throw new InvalidOperationException("A market that was loaded has closed candles.");
    }

    /// <summary>All recorded candles in the order they closed; of those that close together the shortest first.</summary>
    private IEnumerable<(Timeframe Timeframe, Candle Candle)> RecordedByClose() =>
        Timeframes
            .SelectMany(t => t.Recorded.Span.ToArray().Select(candle => (t.Timeframe, Candle: candle)))
            .OrderBy(r => r.Candle.OpenTimeMs + r.Timeframe.Milliseconds)
            .ThenBy(r => r.Timeframe);
}

/// <summary>One timeframe of a market: recorded candles first, and from where the base stream begins, built ones.</summary>
/// <param name="Name">What it is cited as.</param>
/// <param name="Recorded">The candles before the first whole one of the base stream; often none.</param>
/// <param name="Candles">All candles at <see cref="MarketSeries.NowMs"/>: the recorded, then the built.</param>
/// <param name="Facts">What these candles are like.</param>
public sealed record TimeframeSeries(SeriesName Name, CandleSeries Recorded, CandleSeries Candles, SeriesFacts Facts)
{
    /// <summary>The length of a candle.</summary>
    public Timeframe Timeframe => Name.Timeframe;
}
