using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Statistics;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Charts;

/// <summary>What happened after each setup of a market, counted on the candles that had closed. Free, and without a session.</summary>
internal static class ReadMarketEvidence
{
    private static readonly LocalText NotFuture = new(
        "Past and hypothetical results are not future ones. Not advice.",
        "Los resultados pasados e hipotéticos no son resultados futuros. No es asesoramiento."
    );

    /// <param name="Symbol">The market.</param>
    /// <param name="Venue">Where the prices were made.</param>
    /// <param name="IsSimulated">That nothing of it was ever traded.</param>
    /// <param name="Timeframe">Such as <c>1h</c>.</param>
    /// <param name="From">Open of the first candle that was counted.</param>
    /// <param name="AsOf">Close of the last one: nothing later was used.</param>
    /// <param name="Candles">How many there were.</param>
    /// <param name="RuleVersion">The versions of the rules.</param>
    /// <param name="DataHash">The candles: the same give the same.</param>
    /// <param name="CountedAt">When it was computed.</param>
    /// <param name="Setups">The twelve setups, in their order.</param>
    /// <param name="Readings">How ranges ended that were once read so.</param>
    /// <param name="Ranges">How all ranges ended.</param>
    /// <param name="Notice">To be shown beside it, in the reader's language.</param>
    public sealed record Answer(
        string Symbol,
        string Venue,
        bool IsSimulated,
        string Timeframe,
        DateTimeOffset From,
        DateTimeOffset AsOf,
        int Candles,
        string RuleVersion,
        string DataHash,
        DateTimeOffset CountedAt,
        IReadOnlyList<SetupItem> Setups,
        IReadOnlyList<ReadingItem> Readings,
        RangesItem Ranges,
        string Notice
    );

    /// <param name="Setup">Its name, such as <c>sos-lps</c>.</param>
    /// <param name="Label">What it is called in the reader's language.</param>
    /// <param name="Source">The id of the overlay that shows it while it is spoken of.</param>
    /// <param name="Count">Decided cases.</param>
    /// <param name="Skipped">Signals while a case was still open.</param>
    /// <param name="TooNear">Signals whose stop lay too near.</param>
    /// <param name="Passed">Signals whose stop the next open already lay beyond.</param>
    /// <param name="Pending">Cases the candles do not decide yet.</param>
    /// <param name="Targets">The targets at 1, 2 and 3 times the risk.</param>
    /// <param name="Regimes">The cases by regime, for the target at twice the risk.</param>
    /// <param name="Probability">What the next case is given, or why nothing is.</param>
    /// <param name="Live">A signal of the last candles that is not decided; left out for none.</param>
    /// <param name="Last">The last 20 cases, oldest first.</param>
    public sealed record SetupItem(
        string Setup,
        string Label,
        string Source,
        int Count,
        int Skipped,
        int TooNear,
        int Passed,
        int Pending,
        IReadOnlyList<TargetItem> Targets,
        IReadOnlyList<RegimeItem> Regimes,
        ProbabilityItem Probability,
        LiveItem? Live,
        IReadOnlyList<CaseItem> Last
    );

    /// <summary>An interval of 95 %.</summary>
    /// <param name="Low">Lower end.</param>
    /// <param name="High">Upper end.</param>
    public sealed record Between(double Low, double High);

    /// <param name="Multiple">The target in multiples of the risk.</param>
    /// <param name="Hits">How many cases reached it.</param>
    /// <param name="HitRate">Their share, 0 to 1; left out without cases.</param>
    /// <param name="HitInterval">Wilson's.</param>
    /// <param name="BaseRate">The share of matched random entries that reached it.</param>
    /// <param name="BaseCount">How many random entries there were.</param>
    /// <param name="BaseInterval">Wilson's.</param>
    /// <param name="Expectancy">Mean outcome in R, after costs.</param>
    /// <param name="ExpectancyInterval">By bootstrap.</param>
    /// <param name="MedianCandles">Half of the hits took at most so many candles.</param>
    /// <param name="Chance">How likely a share this far above the base rate is by chance.</param>
    /// <param name="AdjustedChance">The same, corrected for all setups and targets.</param>
    /// <param name="Verdict">What may be said.</param>
    public sealed record TargetItem(
        int Multiple,
        int Hits,
        double? HitRate,
        Between? HitInterval,
        double? BaseRate,
        int BaseCount,
        Between? BaseInterval,
        double? Expectancy,
        Between? ExpectancyInterval,
        double? MedianCandles,
        double Chance,
        double AdjustedChance,
        Said Verdict
    );

    /// <param name="Regime">Which part.</param>
    /// <param name="Count">How many cases.</param>
    /// <param name="Hits">How many reached the target.</param>
    /// <param name="HitInterval">Wilson's; left out without cases.</param>
    /// <param name="Expectancy">Mean outcome in R, after costs.</param>
    public sealed record RegimeItem(Regime Regime, int Count, int Hits, Between? HitInterval, double? Expectancy);

    /// <param name="Value">The probability of the target at twice the risk; left out when it abstains.</param>
    /// <param name="Abstention">Why it does; <c>none</c> when it does not.</param>
    /// <param name="Forecasts">How many cases were forecast from what was decided before.</param>
    /// <param name="Shown">How many of those forecasts would have been shown.</param>
    /// <param name="Brier">Mean squared distance of forecast and outcome; 0 is best.</param>
    /// <param name="Skill">Above 0 is better than the base rate.</param>
    /// <param name="CalibrationError">Expected distance of forecast and frequency.</param>
    /// <param name="Curve">Forecast against frequency over the parts of the scale.</param>
    public sealed record ProbabilityItem(
        double? Value,
        Abstention Abstention,
        int Forecasts,
        int Shown,
        double? Brier,
        double? Skill,
        double? CalibrationError,
        IReadOnlyList<ReliabilityPoint> Curve
    );

    /// <param name="Side">The direction it argues for.</param>
    /// <param name="Time">The candle at whose close it was known: open time in UTC seconds.</param>
    /// <param name="Age">How many candles have closed since.</param>
    /// <param name="Stop">The price at which it is wrong.</param>
    public sealed record LiveItem(Side Side, long Time, int Age, double Stop);

    /// <summary>A case for the target at twice the risk. Times are open times of candles in UTC seconds, as those of a chart are.</summary>
    /// <param name="Side">The direction it argued for.</param>
    /// <param name="Signal">The candle at whose close it was known.</param>
    /// <param name="EntryTime">The candle at whose open it was entered.</param>
    /// <param name="EndTime">The candle that decided it.</param>
    /// <param name="Entry">The fill of the entry.</param>
    /// <param name="Stop">The price at which it was wrong.</param>
    /// <param name="Target">The target.</param>
    /// <param name="IsHit">Whether the target was reached in time.</param>
    /// <param name="R">What it brought after costs, in multiples of the risk.</param>
    public sealed record CaseItem(
        Side Side,
        long Signal,
        long EntryTime,
        long EndTime,
        double Entry,
        double Stop,
        double Target,
        bool IsHit,
        double R
    );

    /// <param name="Reading">What ranges were taken for.</param>
    /// <param name="Phase">In which phase, A to E.</param>
    /// <param name="Count">How many ranges, each once.</param>
    /// <param name="Upward">How many price left upward.</param>
    /// <param name="UpwardInterval">Wilson's.</param>
    /// <param name="Downward">How many downward; the rest expired.</param>
    /// <param name="DownwardInterval">Wilson's.</param>
    /// <param name="Verdict">What may be said of the side it argues for, against all ranges.</param>
    /// <param name="Probability">What the next range read so is given of being left to that side.</param>
    /// <param name="IsNow">That the range in force is read so.</param>
    public sealed record ReadingItem(
        WyckoffReading Reading,
        string Phase,
        int Count,
        int Upward,
        Between? UpwardInterval,
        int Downward,
        Between? DownwardInterval,
        Said Verdict,
        ProbabilityItem Probability,
        bool IsNow
    );

    /// <param name="Count">How many ranges ended.</param>
    /// <param name="Upward">How many price left upward.</param>
    /// <param name="UpwardInterval">Wilson's; left out without ranges.</param>
    /// <param name="Downward">How many downward; the rest expired.</param>
    /// <param name="DownwardInterval">Wilson's.</param>
    public sealed record RangesItem(
        int Count,
        int Upward,
        Between? UpwardInterval,
        int Downward,
        Between? DownwardInterval
    );

    /// <summary>What may be said.</summary>
    public enum Said
    {
        /// <summary>Fewer than 30 cases.</summary>
        NotEnoughHistory,

        /// <summary>Nothing that could not be chance.</summary>
        NoMeasurableEdge,

        /// <summary>Above the base rate, also after correcting for many looks.</summary>
        Edge,
    }

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string symbol,
        [FromQuery] string? timeframe,
        [FromQuery] long? at,
        MarketRoom room,
        MarketPast past,
        MarketEvidence evidence,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (!room.Symbols.Contains(symbol))
            return Problems.NotFound.Result(http);
        if (ChartQuery.Read(timeframe, out var wanted) is { } wrong)
            return wrong.Result(http);
        if (await room.ViewAsync(symbol, cancel) is not { Analysis: { } present })
            return ChartProblems.NoData.Result(http);
        if (await past.AtAsync(symbol, at, wanted, cancel) is not { } analysis || analysis[wanted] is not { } frame)
            return ChartProblems.NothingThen.Result(http);
        var studies = await evidence.AtAsync(analysis, present, [wanted], cancel);
        if (studies?[wanted] is not { } study)
            return ChartProblems.BeingCounted.Result(http);
        var language = RequestLanguage.Of(http);
        var series = new SeriesName(analysis.Data.Venue, symbol, wanted);
        return TypedResults.Ok(
            new Answer(
                symbol,
                analysis.Data.Venue,
                analysis.Data.IsSimulated,
                wanted.ToString(),
                DateTimeOffset.FromUnixTimeMilliseconds(study.FromMs),
                DateTimeOffset.FromUnixTimeMilliseconds(study.ToMs),
                study.Candles,
                study.RuleVersion,
                study.DataHash,
                DateTimeOffset.FromUnixTimeMilliseconds(study.CountedMs),
                [.. study.Setups.Select(s => Item(s, series, language))],
                [.. study.Readings.Select(r => Item(r, frame.Wyckoff))],
                new RangesItem(
                    study.Ranges.Count,
                    study.Ranges.Upward,
                    Known(study.Ranges.UpwardInterval),
                    study.Ranges.Downward,
                    Known(study.Ranges.DownwardInterval)
                ),
                NotFuture.In(language)
            )
        );
    }

    private static SetupItem Item(SetupSummary setup, SeriesName series, string language) =>
        new(
            setup.Setup,
            SetupLabel.Of(setup, language == "es" ? ReaderLanguage.Spanish : ReaderLanguage.English),
            SetupLabel.SourceOf(setup, series),
            setup.Count,
            setup.Skipped,
            setup.TooNear,
            setup.Passed,
            setup.Pending,
            [.. setup.Targets.Select(Item)],
            [
                .. setup.Regimes.Select(r => new RegimeItem(
                    r.Regime,
                    r.Count,
                    r.Hits,
                    Known(r.HitInterval),
                    Known(r.Expectancy)
                )),
            ],
            Item(setup.Probability, setup.Abstention, setup.Score),
            setup.Live is { } live ? new LiveItem(live.Side, live.SignalMs / 1_000, live.Age, live.Stop) : null,
            [
                .. setup.Last.Select(c => new CaseItem(
                    c.Side,
                    c.SignalMs / 1_000,
                    c.EntryMs / 1_000,
                    c.EndMs / 1_000,
                    c.Entry,
                    c.Stop,
                    c.Target,
                    c.IsHit,
                    c.R
                )),
            ]
        );

    private static TargetItem Item(TargetEvidence target) =>
        new(
            target.Multiple,
            target.Hits,
            Known(target.HitRate),
            Known(target.HitInterval),
            Known(target.BaseRate),
            target.BaseCount,
            Known(target.BaseInterval),
            Known(target.Expectancy),
            Known(target.ExpectancyInterval),
            Known(target.MedianCandles),
            target.Chance,
            target.AdjustedChance,
            SaidOf(target.Verdict)
        );

    private static ReadingItem Item(ReadingEvidence reading, WyckoffAnalysis wyckoff) =>
        new(
            reading.Reading,
            reading.Phase.ToString(),
            reading.Count,
            reading.Upward,
            Known(reading.UpwardInterval),
            reading.Downward,
            Known(reading.DownwardInterval),
            SaidOf(reading.Verdict),
            Item(reading.Probability, reading.Abstention, reading.Score),
            wyckoff.IsInRange
                && wyckoff.Current!.Phase.Reading == reading.Reading
                && wyckoff.Current.Phase.Phase == reading.Phase
        );

    private static ProbabilityItem Item(double probability, Abstention abstention, ForecastScore score) =>
        new(
            Known(probability),
            abstention,
            score.Count,
            score.Shown,
            Known(score.Brier),
            Known(score.Skill),
            Known(score.CalibrationError),
            score.Curve
        );

    private static Said SaidOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.NotEnoughHistory => Said.NotEnoughHistory,
            Verdict.NoMeasurableEdge => Said.NoMeasurableEdge,
            Verdict.Edge => Said.Edge,
        };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static Between? Known(Interval interval) =>
        double.IsFinite(interval.Low) ? new Between(interval.Low, interval.High) : null;
}
