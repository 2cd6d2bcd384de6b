using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Numbers;

/// <summary>The numbers of a market as a whole and of its data.</summary>
internal sealed class MarketNumbers
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;

    private readonly string id;

    public MarketNumbers(MarketAnalysis analysis)
    {
        Analysis = analysis;
        id = $"{analysis.Data.Venue}:{analysis.Data.Symbol}";
        Timeframes =
        [
            .. analysis.Timeframes.Select(t => new TimeframeNumbers(t, analysis.Data.Venue, analysis.Data.Symbol)),
        ];
    }

    public MarketAnalysis Analysis { get; }

    /// <summary>Shortest first.</summary>
    public IReadOnlyList<TimeframeNumbers> Timeframes { get; }

    public Quantity Price => Market("price").Price("price", Analysis.Price);

    public Quantity Candles(SeriesFacts series) => Series(series).Count("data.candles", series.Count);

    public Quantity Missing(SeriesFacts series) => Series(series).Count("data.missing", series.MissingCandles);

    public Quantity Holes(SeriesFacts series) => Series(series).Count("data.holes", series.Gaps.Count);

    public long AgeMs => Math.Max(0, Analysis.Data.NowMs - Analysis.AsOfMs);

    public bool IsAgeInHours => AgeMs >= 3 * HourMs;

    public Quantity Age => Market("age").Count("data.age", AgeMs / (IsAgeInHours ? HourMs : MinuteMs));

    public Quantity Lines(int count) => Market("briefing").Count("briefing.left-out", count);

    private NumberSource Market(string value) =>
        new(null, FormattableString.Invariant($"{id}:{value}:{Analysis.AsOfMs}"));

    private NumberSource Series(SeriesFacts series) => new(series.Timeframe, $"{id}:{series.Timeframe}:candles");
}
