using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Backtest.Evidence;

namespace Waickoff.Analyst.Numbers;

/// <summary>The numbers of a market as a whole and of its data.</summary>
internal sealed class MarketNumbers
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;

    private readonly string id;

    public MarketNumbers(MarketAnalysis analysis, MarketStudies? studies = null)
    {
        Analysis = analysis;
        id = $"{analysis.Data.Venue}:{analysis.Data.Symbol}";
        Timeframes =
        [
            .. analysis.Timeframes.Select(t => new TimeframeNumbers(
                t,
                analysis.Data.Venue,
                analysis.Data.Symbol,
                studies?[t.Timeframe]
            )),
        ];
    }

    public MarketAnalysis Analysis { get; }

    /// <summary>Whether its history has been counted.</summary>
    public bool HasHistory => Timeframes.Any(t => t.History is not null);

    /// <summary>Shortest first.</summary>
    public IReadOnlyList<TimeframeNumbers> Timeframes { get; }

    /// <summary>The timeframe the scenarios are told on: the middle one, of two the longer.</summary>
    public TimeframeNumbers Main => Timeframes[Timeframes.Count / 2];

    public Quantity Price => Market("price").Price("price", Analysis.Price);

    /// <summary>Against the close 24 hours before; unknown where that candle is missing.</summary>
    public Quantity Change
    {
        get
        {
            var shortest = Timeframes[0];
            var candles = shortest.Analysis.Candles.Span;
            var before = Analysis.Timeframes[0].AsOfMs - (24 * HourMs) - shortest.Timeframe.Milliseconds;
            var place = candles.BinarySearch(new ByTime(before));
            var change = place >= 0 ? 100 * ((shortest.Price / candles[place].Close) - 1) : double.NaN;
            return Market("change").SignedPercent("change.24h", change);
        }
    }

    public Quantity Candles(SeriesFacts series) => Series(series).Count("data.candles", series.Count);

    public Quantity Missing(SeriesFacts series) => Series(series).Count("data.missing", series.MissingCandles);

    public Quantity Holes(SeriesFacts series) => Series(series).Count("data.holes", series.Gaps.Count);

    public long AgeMs => Math.Max(0, Analysis.Data.NowMs - Analysis.AsOfMs);

    public bool IsAgeInHours => AgeMs >= 3 * HourMs;

    public Quantity Age => Market("age").Count("data.age", AgeMs / (IsAgeInHours ? HourMs : MinuteMs));

    public Quantity Lines(int count) => Market("briefing").Count("briefing.left-out", count);

    private NumberSource Market(string value) =>
        new(null, FormattableString.Invariant($"{id}:{value}:{Analysis.AsOfMs}"));

    private readonly record struct ByTime(long TimeMs) : IComparable<Candle>
    {
        public int CompareTo(Candle other) => TimeMs.CompareTo(other.OpenTimeMs);
    }

    private NumberSource Series(SeriesFacts series) => new(series.Timeframe, $"{id}:{series.Timeframe}:candles");
}
