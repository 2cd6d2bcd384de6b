using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Scenarios;

namespace Waickoff.Backtest.TrackRecord;

/// <summary>A scenario as it was shown to people, with all that its grading needs. It never changes.</summary>
public sealed record PublishedScenario
{
    /// <summary>Candles after which it is graded: those of every case.</summary>
    public const int UsualHorizon = 50;

    /// <summary>Where the prices are made.</summary>
    public required string Venue { get; init; }

    /// <summary>True for invented candles: such a scenario never counts beside one of a real market.</summary>
    public required bool IsSimulated { get; init; }

    /// <summary>The market as its venue spells it.</summary>
    public required string Symbol { get; init; }

    /// <summary>The timeframe whose closes confirm and invalidate it.</summary>
    public required Timeframe Timeframe { get; init; }

    /// <summary>The direction; none for the neutral scenario.</summary>
    public required Side Side { get; init; }

    /// <summary>The close it was made at, UTC milliseconds: nothing later was known.</summary>
    public required long MadeMs { get; init; }

    /// <summary>The price of that close.</summary>
    public required double Close { get; init; }

    /// <summary>Lower edge of the zone.</summary>
    public required double Bottom { get; init; }

    /// <summary>Upper edge of the zone.</summary>
    public required double Top { get; init; }

    /// <summary>The close beyond this confirms it; null for the neutral scenario, which nothing has to confirm.</summary>
    public required double? Confirmation { get; init; }

    /// <summary>A close beyond this makes it wrong; for the neutral scenario its upper edge.</summary>
    public required double Invalidation { get; init; }

    /// <summary>The other edge of the neutral scenario; null for the others.</summary>
    public required double? LowerInvalidation { get; init; }

    /// <summary>Where it could go, nearest first; none for the neutral scenario.</summary>
    public required ValueList<double> Targets { get; init; }

    /// <summary>After how many candles of its timeframe it is graded, 1 or more.</summary>
    public required int HorizonCandles { get; init; }

    /// <summary>The rule that composed it: <see cref="Scenario.RuleVersion"/>.</summary>
    public required int RuleVersion { get; init; }

    /// <summary>How many candles of the timeframe it stands on.</summary>
    public required int CandleCount { get; init; }

    /// <summary>The <see cref="CandleDigest"/> of those.</summary>
    public required string DataHash { get; init; }

    /// <summary>The close of the last candle that can decide it.</summary>
    public long DueMs => MadeMs + (HorizonCandles * Timeframe.Milliseconds);

    /// <summary>What there is one of, however many publish it: the market, the timeframe, the side, the close.</summary>
    public string Key => FormattableString.Invariant($"{Series}:{MadeMs}");

    /// <summary>The market, the timeframe and the side: scenarios of one of these follow each other.</summary>
    public string Series =>
        $"{(IsSimulated ? "simulated" : "live")}:{new SeriesName(Venue, Symbol, Timeframe)}:{RecordText.NameOf(Side)}";

    /// <summary>The scenario of an analysis.</summary>
    public static PublishedScenario Of(MarketFacts market, TimeframeAnalysis analysis, Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(scenario);
        return new PublishedScenario
        {
            Venue = market.Venue,
            IsSimulated = market.IsSimulated,
            Symbol = market.Symbol,
            Timeframe = analysis.Timeframe,
            Side = scenario.Side,
            MadeMs = analysis.AsOfMs,
            Close = analysis.Last.Close,
            Bottom = scenario.Zone.Bottom,
            Top = scenario.Zone.Top,
            Confirmation = scenario.Confirmation?.Price,
            Invalidation = scenario.Invalidation.Price,
            LowerInvalidation = scenario.LowerInvalidation?.Price,
            Targets = new ValueList<double>([.. scenario.Targets.Select(t => t.Level.Price)]),
            HorizonCandles = UsualHorizon,
            RuleVersion = Scenario.RuleVersion,
            CandleCount = analysis.Count,
            DataHash = CandleDigest.Of(analysis.Candles.Span),
        };
    }

    /// <summary>
    /// Whether a later scenario of the same series only repeats this one: all its prices are the same, and this one still runs.
    /// </summary>
    public bool IsRepeatedBy(PublishedScenario later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return later.MadeMs < DueMs
            && later.Bottom.Equals(Bottom)
            && later.Top.Equals(Top)
            && later.Confirmation.Equals(Confirmation)
            && later.Invalidation.Equals(Invalidation)
            && later.LowerInvalidation.Equals(LowerInvalidation)
            && later.Targets == Targets;
    }
}
