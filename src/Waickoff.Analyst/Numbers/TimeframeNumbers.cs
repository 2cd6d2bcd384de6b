using System.Globalization;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Scenarios;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Briefing;
using Waickoff.Backtest.Evidence;

namespace Waickoff.Analyst.Numbers;

/// <summary>
/// The numbers of one timeframe as quantities that know where they come from. The briefing and the built-in analyst take them from
/// here, so that both mean the same number by the same name.
/// </summary>
internal sealed class TimeframeNumbers(
    TimeframeAnalysis analysis,
    string venue,
    string symbol,
    EvidenceSummary? study = null
)
{
    private const string InternalScale = "5";
    private const double NearAtr = 5;

    private readonly SeriesName series = new(venue, symbol, analysis.Timeframe);

    public TimeframeAnalysis Analysis { get; } = analysis;

    /// <summary>What was counted on it; null where nothing is counted yet.</summary>
    public HistoryNumbers? History { get; } =
        study is null ? null : new HistoryNumbers(study, analysis, new SeriesName(venue, symbol, analysis.Timeframe));

    public Timeframe Timeframe => Analysis.Timeframe;

    public double Price => Analysis.Last.Close;

    /// <summary>What is measured at the last close.</summary>
    public NumberSource Now(string value) => new(Timeframe, FindingId.OfValue(series, value, Analysis.Last.OpenTimeMs));

    public NumberSource From<TFinding>(string detector, in TFinding finding)
        where TFinding : struct, IFinding => From(new FindingRule(detector), in finding);

    private NumberSource From<TFinding>(FindingRule rule, in TFinding finding)
        where TFinding : struct, IFinding =>
        new(Timeframe, FindingId.Of(series, rule, in finding, Analysis.Candles.Span));

    /// <summary>How many candles ago something was.</summary>
    public int CandlesSince(int index) => Analysis.Count - 1 - index;

    /// <summary>How far a price lies from the last close, in ATR; never negative.</summary>
    public double DistanceAtr(double price) => Math.Abs(price - Price) / Analysis.Atr;

    // ---- the last close ---------------------------------------------------------------------------------------------

    public Quantity Close => Now("close").Price("close", Price);

    public Quantity Atr => Now("atr").Price("atr", Analysis.Atr);

    public Quantity AtrPercent => Now("atr").Percent("atr.percent", 100 * Analysis.Atr / Price);

    public Quantity Rsi => Now("rsi").Count("rsi", Analysis.Rsi);

    public Quantity PercentB => Now("bollinger").Ratio("bollinger.percent-b", Analysis.Bollinger.PercentB);

    public Quantity UpperBand => Now("bollinger").Price("bollinger.upper", Analysis.Bollinger.Upper);

    public Quantity LowerBand => Now("bollinger").Price("bollinger.lower", Analysis.Bollinger.Lower);

    public Quantity Bandwidth => Now("bollinger").Percent("bollinger.bandwidth", 100 * Analysis.Bollinger.Bandwidth);

    // ---- Wyckoff ----------------------------------------------------------------------------------------------------

    public Quantity Support => Range.Price("wyckoff.support", Analysis.Wyckoff.Current?.Support ?? double.NaN);

    public Quantity Resistance => Range.Price("wyckoff.resistance", Analysis.Wyckoff.Current?.Resistance ?? double.NaN);

    public Quantity RangeAge
    {
        get
        {
            var current = Analysis.Wyckoff.Current;
            var last = current?.End?.End ?? Analysis.Count - 1;
            return Range.Count("wyckoff.range-candles", current is null ? double.NaN : last - current.Range.Start + 1);
        }
    }

    public Quantity RangeEndAge =>
        Range.Count("wyckoff.candles-since-end", CandlesSince(Analysis.Wyckoff.Current?.End?.End ?? 0));

    /// <summary>Share of the weights for a side; none for neither.</summary>
    public Quantity Weight(Side side)
    {
        var weights = Analysis.Wyckoff.Current?.Weights;
        return side switch
        {
            Side.Bullish => Range.Share("wyckoff.weight-bullish", weights?.Bullish ?? double.NaN),
            Side.Bearish => Range.Share("wyckoff.weight-bearish", weights?.Bearish ?? double.NaN),
            Side.None => Range.Share("wyckoff.weight-undecided", weights?.Unknown ?? double.NaN),
        };
    }

    public Quantity Falsifier(Falsifier falsifier) =>
        Range.Price($"wyckoff.falsifier-{(falsifier.Side == Side.Bullish ? "bullish" : "bearish")}", falsifier.Price);

    public LevelNumbers Event(in WyckoffEvent e)
    {
        var source = From("wyckoff", in e);
        return new LevelNumbers(
            source.Price("wyckoff.event", e.Level),
            source.Count("wyckoff.event-age", CandlesSince(e.Index)),
            source.ZScore("wyckoff.event-volume-z", e.Inputs.VolumeZ)
        );
    }

    public Quantity Evidence(in EvidenceEntry entry)
    {
        var source = Range with
        {
            Id = $"{Range.Id}:evidence:{entry.Type}:{Analysis.Candles.Span[entry.Index].OpenTimeMs}:{entry.For}",
        };
        return entry.Type switch
        {
            EvidenceType.Climax => source.ZScore("wyckoff.evidence", entry.Value),
            EvidenceType.WaveVolume => source.Ratio("wyckoff.evidence", entry.Value),
            EvidenceType.Delta => source.SignedPercent("wyckoff.evidence", 100 * entry.Value),
            EvidenceType.FalseBreak
            or EvidenceType.FalseBreakFailed
            or EvidenceType.TestHeld
            or EvidenceType.Drive
            or EvidenceType.DriveFailed
            or EvidenceType.LastPoint
            or EvidenceType.Exit => source.Price("wyckoff.evidence", entry.Value),
        };
    }

    public (Quantity Met, Quantity Unmeasured) Tests =>
        (
            Range.Count("wyckoff.tests-met", Analysis.Wyckoff.Tests.Count(t => t.IsMet == true)),
            Range.Count("wyckoff.tests-unmeasured", Analysis.Wyckoff.Tests.Count(t => t.IsMet is null))
        );

    public ZoneNumbers Target(CauseEffect target) =>
        new(
            Range.Price("wyckoff.target-top", target.Top),
            Range.Price("wyckoff.target-bottom", target.Bottom),
            Range.Count("wyckoff.target-columns", target.Columns)
        );

    /// <summary>The range has an id of its own: that of its start.</summary>
    private NumberSource Range
    {
        get
        {
            var start = Analysis.Wyckoff.Current?.Range.Start ?? 0;
            return new NumberSource(
                Timeframe,
                FindingId.OfValue(series, "wyckoff-range", Analysis.Candles.Span[start].OpenTimeMs)
            );
        }
    }

    public Quantity Sign(in CompositeManEvidence sign, int place)
    {
        var source = Now("composite-man");
        source = source with { Id = FormattableString.Invariant($"{source.Id}:{sign.Type}:{place}") };
        return sign.Type switch
        {
            CompositeManSign.Absorption => source.Count("composite-man.absorption", sign.Value),
            CompositeManSign.WaveVolume => source.Ratio("composite-man.wave-volume", sign.Value),
            CompositeManSign.DeltaShare => source.SignedPercent("composite-man.delta-share", 100 * sign.Value),
            CompositeManSign.ReclaimedSweeps => source.Count("composite-man.reclaimed-sweeps", sign.Value),
            CompositeManSign.Structure => source.Atr("composite-man.leg", sign.Value),
            CompositeManSign.RangeReading => source.Share("composite-man.reading", sign.Value),
        };
    }

    // ---- smart money --------------------------------------------------------------------------------------------------

    public LevelNumbers Break(in StructureEvent e, int length)
    {
        var source = From(new FindingRule("structure", length.ToString(CultureInfo.InvariantCulture)), in e);
        return new LevelNumbers(
            source.Price("structure.level", e.Level),
            source.Count("structure.age", CandlesSince(e.Index)),
            source.ZScore("structure.volume-z", e.Inputs.VolumeZ)
        );
    }

    public ZoneNumbers Block(in OrderBlock block)
    {
        var source = From(new FindingRule("order-blocks", InternalScale, "order-block"), in block);
        return new ZoneNumbers(
            source.Price("order-block.top", block.Top),
            source.Price("order-block.bottom", block.Bottom),
            source.Count("order-block.age", CandlesSince(block.BreakIndex))
        );
    }

    public ZoneNumbers Gap(in FairValueGap gap)
    {
        var source = From(new FindingRule("fair-value-gaps", MainKind: "fair-value-gap"), in gap);
        return new ZoneNumbers(
            source.Price("gap.top", gap.Top),
            source.Price("gap.bottom", gap.Bottom),
            source.Count("gap.age", CandlesSince(gap.ConfirmedIndex))
        );
    }

    public LevelNumbers Pool(in LiquidityEvent e)
    {
        var source = From("liquidity", in e);
        return new LevelNumbers(
            source.Price("liquidity.level", e.Level),
            source.Count("liquidity.age", CandlesSince(e.ConfirmedIndex)),
            source.ZScore("liquidity.volume-z", e.Inputs.VolumeZ)
        );
    }

    public Quantity RangeHigh => Now("dealing-range").Price("dealing-range.high", Analysis.Swing.Range.High);

    public Quantity RangeLow => Now("dealing-range").Price("dealing-range.low", Analysis.Swing.Range.Low);

    public Quantity RangePosition =>
        Now("dealing-range").Share("dealing-range.position", Analysis.Swing.Range.Position);

    public Quantity SqueezeAge(int startIndex) => Now("squeeze").Count("squeeze.age", CandlesSince(startIndex) + 1);

    public Quantity ReleaseAge(in Squeeze release) =>
        From("squeeze", in release).Count("squeeze.release-age", CandlesSince(release.Index));

    // ---- volume ---------------------------------------------------------------------------------------------------------

    public Quantity Delta => Now("delta").SignedVolume("delta", Analysis.Volume.Delta.Delta);

    public Quantity CvdDay => Now("delta").SignedVolume("cvd.day", Analysis.Volume.Delta.Cvd);

    public Quantity CvdWeek => Now("delta").SignedVolume("cvd.week", Analysis.Volume.CvdWeek);

    public ProfileNumbers Profile(ProfilePeriod period, VolumeProfile profile)
    {
        var source = Now($"volume-profile-{period}");
        return new ProfileNumbers(
            source.Price("profile.poc", profile.Poc),
            source.Price("profile.vah", profile.Vah),
            source.Price("profile.val", profile.Val)
        );
    }

    public Quantity Vwap(in VwapLine line) => VwapSource(in line).Price("vwap", line.Price);

    /// <summary>How many sigmas price lies from it; never negative.</summary>
    public Quantity VwapSigmas(in VwapLine line) =>
        VwapSource(in line).Ratio("vwap.sigmas", Math.Abs(Price - line.Price) / line.Sigma);

    private NumberSource VwapSource(in VwapLine line) => Now($"vwap-{line.Anchor}");

    // ---- what follows -----------------------------------------------------------------------------------------------------

    /// <summary>Those that price could reach soon, best first; where none is near, all.</summary>
    public IReadOnlyList<Confluence> NearConfluences
    {
        get
        {
            var near = Analysis.Confluences.Where(c => c.DistanceAtr <= NearAtr).ToList();
            return near.Count > 0 ? near : Analysis.Confluences;
        }
    }

    public ConfluenceNumbers Confluence(Confluence zone)
    {
        var source = Now("confluence");
        source = source with { Id = FormattableString.Invariant($"{source.Id}:{zone.Bottom}") };
        return new ConfluenceNumbers(
            source.Price("confluence.bottom", zone.Bottom),
            source.Price("confluence.top", zone.Top),
            source.Atr("confluence.distance", zone.DistanceAtr),
            source.Ratio("confluence.score", zone.Score)
        );
    }

    public ScenarioNumbers Scenario(Scenario scenario)
    {
        var source = Now($"scenario-{scenario.Side}");
        return new ScenarioNumbers(
            source.Price("scenario.bottom", scenario.Zone.Bottom),
            source.Price("scenario.top", scenario.Zone.Top),
            source.Price("scenario.confirmation", scenario.Confirmation?.Price ?? double.NaN),
            source.Price("scenario.invalidation", scenario.Invalidation.Price),
            source.Atr("scenario.risk", scenario.Risk / Analysis.Atr),
            [
                .. scenario.Targets.Select(
                    (target, i) =>
                        new TargetNumbers(
                            source.Price(FormattableString.Invariant($"scenario.target-{i + 1}"), target.Level.Price),
                            source.Risk(FormattableString.Invariant($"scenario.reward-{i + 1}"), target.RewardToRisk)
                        )
                ),
            ]
        );
    }

    // ---- waves --------------------------------------------------------------------------------------------------------

    public ZoneNumbers Leg(in FibonacciLeg leg)
    {
        var source = From(new FindingRule("fibonacci", MainKind: "fibonacci-leg"), in leg);
        return new ZoneNumbers(
            source.Price("fibonacci.end", leg.Level),
            source.Price("fibonacci.start", leg.StartLevel),
            source.Count("fibonacci.age", CandlesSince(leg.ConfirmedIndex))
        );
    }

    public Quantity Level(in FibonacciLeg leg, FibonacciLevel level) =>
        From(new FindingRule("fibonacci", MainKind: "fibonacci-leg"), in leg)
            .Price(FormattableString.Invariant($"fibonacci.{level.Ratio}"), level.Price);

    public Quantity Retraced(in FibonacciLeg leg) =>
        Now("fibonacci").Share("fibonacci.retraced", leg.Levels.Retraced(Price));

    public ElliottNumbers Count(in ElliottReading reading)
    {
        var source = From(new FindingRule("elliott", MainKind: "counts"), in reading);
        var count = reading.Counts[0];
        return new ElliottNumbers(
            source.Ratio("elliott.score", count.Score),
            source.Price("elliott.invalidation", count.Invalidation.Price),
            source.Price("elliott.next-top", count.Next.Top),
            source.Price("elliott.next-bottom", count.Next.Bottom)
        );
    }
}

/// <summary>A price, how many candles ago it was made, and the volume there.</summary>
internal readonly record struct LevelNumbers(Quantity Level, Quantity Age, Quantity VolumeZ);

/// <summary>A zone, with a count that goes with it.</summary>
internal readonly record struct ZoneNumbers(Quantity Top, Quantity Bottom, Quantity Count);

/// <summary>Point of control and value area.</summary>
internal readonly record struct ProfileNumbers(Quantity Poc, Quantity Vah, Quantity Val);

/// <summary>What a volume profile spans.</summary>
internal enum ProfilePeriod
{
    Day,
    Week,
    Range,
}

/// <summary>A zone where levels meet.</summary>
internal readonly record struct ConfluenceNumbers(Quantity Bottom, Quantity Top, Quantity Distance, Quantity Score);

/// <summary>A scenario; its risk is from the middle of the zone to the invalidation, in ATR.</summary>
internal sealed record ScenarioNumbers(
    Quantity Bottom,
    Quantity Top,
    Quantity Confirmation,
    Quantity Invalidation,
    Quantity RiskAtr,
    IReadOnlyList<TargetNumbers> Targets
);

/// <summary>A target and what it pays for each unit of risk.</summary>
internal readonly record struct TargetNumbers(Quantity Level, Quantity Reward);

/// <summary>An Elliott count.</summary>
internal readonly record struct ElliottNumbers(Quantity Score, Quantity Invalidation, Quantity Top, Quantity Bottom);
