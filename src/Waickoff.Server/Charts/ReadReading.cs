using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Charts;

/// <summary>What the engine itself says of a market at one close, without a model and free: its report with the evidence behind each number.</summary>
internal static class ReadReading
{
    /// <param name="Symbol">The market.</param>
    /// <param name="AsOf">The close it speaks of.</param>
    /// <param name="Sentences">The report as Markdown, sentence by sentence.</param>
    /// <param name="Evidence">What its numbers stand on.</param>
    /// <param name="Agreement">Whether the timeframes agree.</param>
    /// <param name="Scenarios">What would have to happen for each direction, timeframe by timeframe.</param>
    public sealed record Answer(
        string Symbol,
        DateTimeOffset AsOf,
        IReadOnlyList<Sentence> Sentences,
        IReadOnlyList<Number> Evidence,
        Agreed Agreement,
        IReadOnlyList<FrameScenarios> Scenarios
    );

    /// <param name="Text">What the reader sees, with the white space behind it.</param>
    /// <param name="Citations">Its numbers in order.</param>
    public sealed record Sentence(string Text, IReadOnlyList<Cited> Citations);

    /// <param name="Start">Where the number starts in the sentence.</param>
    /// <param name="Length">How long it is.</param>
    /// <param name="Evidence">What it cites; left out for a number that is no claim.</param>
    /// <param name="Verdict">What was found out about it.</param>
    public sealed record Cited(int Start, int Length, string? Evidence, Verdict Verdict);

    /// <param name="Id">What sentences cite it by.</param>
    /// <param name="Value">The number as computed.</param>
    /// <param name="Text">As it is printed.</param>
    /// <param name="What">The quantity.</param>
    /// <param name="Timeframe">Where it was found; left out for the whole market.</param>
    /// <param name="Source">The id of the overlay that shows it.</param>
    public sealed record Number(string Id, double Value, string Text, string What, string? Timeframe, string Source);

    /// <param name="Side">The side that all timeframes that have one share.</param>
    /// <param name="IsAgreed">Whether at least two have it.</param>
    /// <param name="Views">Timeframe by timeframe.</param>
    public sealed record Agreed(Side Side, bool IsAgreed, IReadOnlyList<View> Views);

    /// <param name="Timeframe">Such as <c>1h</c>.</param>
    /// <param name="Internal">The side of the internal structure.</param>
    /// <param name="Swing">The side of the swing structure.</param>
    /// <param name="Wyckoff">The side of the reading.</param>
    /// <param name="Side">The side at least two share.</param>
    public sealed record View(string Timeframe, Side Internal, Side Swing, Side Wyckoff, Side Side);

    /// <param name="Timeframe">Such as <c>1h</c>.</param>
    /// <param name="Items">Its scenarios.</param>
    public sealed record FrameScenarios(string Timeframe, IReadOnlyList<ScenarioItem> Items);

    /// <param name="Side">The direction.</param>
    /// <param name="Bottom">Zone of interest, lower edge.</param>
    /// <param name="Top">Zone of interest, upper edge.</param>
    /// <param name="Confirmation">The close that confirms; left out for the neutral one.</param>
    /// <param name="Invalidation">The close that invalidates.</param>
    /// <param name="Targets">Where it could go, nearest first.</param>
    public sealed record ScenarioItem(
        Side Side,
        double Bottom,
        double Top,
        double? Confirmation,
        double Invalidation,
        IReadOnlyList<Target> Targets
    );

    /// <param name="Price">Where.</param>
    /// <param name="Reward">Times the risk; left out for the neutral scenario.</param>
    /// <param name="IsProjection">That price was never seen there.</param>
    public sealed record Target(double Price, double? Reward, bool IsProjection);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string symbol,
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
        if (await room.ViewAsync(symbol, cancel) is not { Analysis: { } present })
            return ChartProblems.NoData.Result(http);
        if (await past.AtAsync(symbol, at, present.Timeframes[0].Timeframe, cancel) is not { } analysis)
            return ChartProblems.NothingThen.Result(http);
        var language = RequestLanguage.Of(http) == "es" ? ReaderLanguage.Spanish : ReaderLanguage.English;
        var timeframes = analysis.Timeframes.Select(t => t.Timeframe);
        var studies = await evidence.AtAsync(analysis, present, timeframes, cancel);
        var briefing = MarketBriefing.Write(analysis, language, studies: studies);
        var sentences = new List<Sentence>();
        await foreach (var sentence in MarketAnalyst.AnswerAsync(briefing, [], cancellation: cancel))
            sentences.Add(
                new(
                    sentence.Text,
                    [.. sentence.Citations.Select(c => new Cited(c.Start, c.Length, c.EvidenceId, c.Verdict))]
                )
            );
        return TypedResults.Ok(
            new Answer(
                symbol,
                DateTimeOffset.FromUnixTimeMilliseconds(analysis.AsOfMs),
                sentences,
                [
                    .. briefing.Book.Entries.Select(e => new Number(
                        e.Id,
                        e.Value,
                        briefing.Book.Format.Write(e.Value, e.Form),
                        e.What,
                        e.Timeframe?.ToString(),
                        e.Source
                    )),
                ],
                AgreedOf(analysis.Agreement),
                [.. analysis.Timeframes.Select(ScenariosOf)]
            )
        );
    }

    private static Agreed AgreedOf(Agreement agreement) =>
        new(
            agreement.Side,
            agreement.IsAgreed,
            [.. agreement.Views.Select(v => new View(v.Timeframe.ToString(), v.Internal, v.Swing, v.Wyckoff, v.Side))]
        );

    private static FrameScenarios ScenariosOf(TimeframeAnalysis analysis) =>
        new(
            analysis.Timeframe.ToString(),
            [
                .. analysis.Scenarios.Select(s => new ScenarioItem(
                    s.Side,
                    s.Zone.Bottom,
                    s.Zone.Top,
                    s.Confirmation?.Price,
                    s.Invalidation.Price,
                    [
                        .. s.Targets.Select(t => new Target(
                            t.Level.Price,
                            double.IsFinite(t.RewardToRisk) ? t.RewardToRisk : null,
                            t.IsProjection
                        )),
                    ]
                )),
            ]
        );
}
