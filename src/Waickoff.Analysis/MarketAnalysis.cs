using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Analysis;

/// <summary>Everything found on one market at one moment, timeframe by timeframe, with where the candles came from. Immutable.</summary>
/// <param name="Data">Source, age, count and gaps of the candles.</param>
/// <param name="Timeframes">The analyses, shortest timeframe first; a timeframe without candles is missing here and named in <paramref name="Data"/>.</param>
/// <param name="Agreement">Whether the timeframes agree.</param>
public sealed record MarketAnalysis(MarketFacts Data, ValueList<TimeframeAnalysis> Timeframes, Agreement Agreement)
{
    /// <summary>The analysis of a timeframe, or null.</summary>
    public TimeframeAnalysis? this[Timeframe timeframe] => Timeframes.FirstOrDefault(t => t.Timeframe == timeframe);

    /// <summary>The last close of the shortest timeframe.</summary>
    public double Price => Timeframes[0].Last.Close;

    /// <summary>When the newest candle closed.</summary>
    public long AsOfMs => Timeframes.Max(t => t.AsOfMs);
}

/// <summary>Where the candles of an analysis came from. It travels with the analysis wherever that is shown.</summary>
/// <param name="Venue">Where the prices were made: <c>binance</c>, <c>file</c>, <c>simulated</c>.</param>
/// <param name="Symbol">The market as its venue spells it.</param>
/// <param name="IsSimulated">True for invented candles, which every view must say.</param>
/// <param name="Tick">Smallest price step; 0 where unknown.</param>
/// <param name="NowMs">The moment the age is measured from; for recorded candles the close of the last one used.</param>
/// <param name="Series">The series that were read.</param>
/// <param name="Missing">Timeframes that were asked for and no candle is fine enough to build.</param>
public sealed record MarketFacts(
    string Venue,
    string Symbol,
    bool IsSimulated,
    double Tick,
    long NowMs,
    ValueList<SeriesFacts> Series,
    ValueList<Timeframe> Missing
);

/// <summary>Whether the timeframes agree, and how each stands.</summary>
/// <param name="Side">The side all timeframes that have one share; none when they differ or none has one.</param>
/// <param name="Views">One view a timeframe, shortest first.</param>
public sealed record Agreement(Side Side, ValueList<TimeframeView> Views)
{
    /// <summary>True when at least two timeframes have a side and all of those are the same.</summary>
    public bool IsAgreed => Side != Side.None && Views.Count(v => v.Side == Side) >= 2;

    internal static Agreement Of(IEnumerable<TimeframeAnalysis> timeframes)
    {
        var views = timeframes.Select(TimeframeView.Of).ToArray();
        var sides = views.Select(v => v.Side).Where(s => s != Side.None).Distinct().ToList();
        return new Agreement(sides.Count == 1 ? sides[0] : Side.None, new ValueList<TimeframeView>(views));
    }
}

/// <summary>How one timeframe stands: three independent opinions and their majority.</summary>
/// <param name="Timeframe">The timeframe.</param>
/// <param name="Internal">Bias of the internal structure.</param>
/// <param name="Swing">Bias of the swing structure.</param>
/// <param name="Wyckoff">Side of the reading in a range, of the trend outside.</param>
/// <param name="Side">The side at least two of the three share while none opposes; else none.</param>
public readonly record struct TimeframeView(Timeframe Timeframe, Side Internal, Side Swing, Side Wyckoff, Side Side)
{
    internal static TimeframeView Of(TimeframeAnalysis analysis)
    {
        var wyckoff = analysis.Wyckoff;
        var reading = wyckoff.IsInRange ? wyckoff.Current!.Phase.Reading.SideOf() : wyckoff.Trend;
        var (inner, swing) = (analysis.Internal.Bias, analysis.Swing.Bias);
        var sum = inner.Sign() + swing.Sign() + reading.Sign();
        var opinions = Math.Abs(inner.Sign()) + Math.Abs(swing.Sign()) + Math.Abs(reading.Sign());
        var side =
            opinions < 2 || Math.Abs(sum) < opinions ? Side.None
            : sum > 0 ? Side.Bullish
            : Side.Bearish;
        return new TimeframeView(analysis.Timeframe, inner, swing, reading, side);
    }
}
