using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Backtest.Setups;

namespace Waickoff.Analyst.Texts;

internal sealed partial record HistoryTexts
{
    private static readonly HistoryTexts English = new()
    {
        Name = setup =>
            setup switch
            {
                Setup.SpringTest => "test of a Spring",
                Setup.SpringChoch => "Spring with CHoCH",
                Setup.SosLps => "LPS after SOS",
                Setup.UtadTest => "test of an upthrust",
                Setup.SowLpsy => "LPSY after SOW",
                Setup.OrderBlockTouch => "first touch of an order block",
                Setup.GapTouch => "first touch of a fair value gap",
                Setup.SweepChoch => "sweep with CHoCH",
                Setup.SqueezeRelease => "release of a squeeze",
                Setup.VwapReversion => "return inside the VWAP bands",
                Setup.ChochPullback => "pullback after CHoCH",
                Setup.Confluence => "return to a confluence",
            },
        Verdict = verdict =>
            verdict switch
            {
                Backtest.Evidence.Verdict.NotEnoughHistory => "not enough history",
                Backtest.Evidence.Verdict.NoMeasurableEdge => "no measurable edge",
                Backtest.Evidence.Verdict.Edge => "measured edge",
            },

        Heading = () => $"## Measured history",
        HeadingOn = timeframe => $"## Measured history on {timeframe}",
        Method = () =>
            $"Counted on this market: entry at the next open, stop at the invalidation, costs included; Wilson's interval in brackets, at random are comparable entries. Past and hypothetical results are not future ones.",
        BeingCounted = () => $"The history of this market is being counted; no frequency is measured yet.",
        Live = (side, age, name, counted) =>
            (side == Side.Bearish) switch
            {
                true => $"Bearish signal {AgoEnglish(age)}, {name}: {counted}.",
                false => $"Bullish signal {AgoEnglish(age)}, {name}: {counted}.",
            },
        OfScenarios = (name, counted) => $"What the scenarios start from, {name}: {counted}.",
        Counted = (n, since, verdict) =>
            (n.Rate.IsKnown, n.Base.IsKnown) switch
            {
                (false, _) => $"{n.Count} cases since {since}; {verdict}",
                (true, false) =>
                    $"{n.Count} {CasesEnglish(n.Count)} since {since}, target 2R in {n.Rate} ({n.Low} to {n.High}), mean {n.Expectancy}; {verdict}",
                (true, true) =>
                    $"{n.Count} {CasesEnglish(n.Count)} since {since}, target 2R in {n.Rate} ({n.Low} to {n.High}), at random {n.Base}, mean {n.Expectancy}; {verdict}{ProbabilityEnglish(n.Probability)}",
            },
        Reading = (reading, phase, n, since, verdict) =>
            $"Ranges read as {reading} in phase {phase.ToString()}: {n.Count} since {since}, {(n.IsUpward ? "left upward" : "left downward")} {n.Share} ({n.Low} to {n.High}), of all ranges {n.Base}; {verdict}{ProbabilityEnglish(n.Probability)}.",
        UndecidedReading = (phase, n, since) =>
            $"Undecided ranges in phase {phase.ToString()}: {n.Count} since {since}, left upward {n.Share} ({n.Low} to {n.High}), of all ranges {n.Base}.",
        UnseenReading = (phase, since) =>
            $"No range read as this one in phase {phase.ToString()} has ended since {since}.",
        NothingLive = () => $"None of the counted situations is live.",

        ReportHeading = () => $"Probability from history",
        ReportMethod = () =>
            $"What happened on this market after each situation, counted candle by candle: entry at the next open, stop at the invalidation, costs included. In brackets stands Wilson's interval; at random are comparable entries.",
        ReportBeingCounted = () =>
            $"The history of this market is being counted; until that is done this report gives no frequency and no probability.",
        On = (timeframe, line) => $"**{timeframe}:** {line}",
        NoProbability = () =>
            $"No probability is given: there are too few cases, or the forecasts so far did no better than chance.",
        WeightsAreNoProbability = () =>
            $"The Wyckoff weights and the scores rank today's evidence; they do not say how often it was right.",
        PastIsNotFuture = () => $"Past and hypothetical results are not future ones.",
    };

    private static Phrase ProbabilityEnglish(Quantity probability) =>
        probability.IsKnown ? $"; calibrated probability {probability}" : Phrase.Empty;

    private static Phrase AgoEnglish(Quantity candles) =>
        candles.Value switch
        {
            0 => $"in the last candle",
            1 => $"{candles} candle ago",
            _ => $"{candles} candles ago",
        };

    private static string CasesEnglish(Quantity count) => count.Value == 1 ? "case" : "cases";
}
