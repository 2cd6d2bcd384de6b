using Waickoff.Analysis;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Models.Sections;

/// <summary>5: what history says. Until outcomes are counted: that none are, and which of the situations to count are at hand.</summary>
internal static class HistorySection
{
    private const int RecentCandles = 20;

    public static IEnumerable<ReportPart> Write(MarketNumbers numbers, ReportTexts texts, ReaderLanguage language)
    {
        yield return ReportPart.Heading(texts.HistoryHeading());
        yield return ReportPart.Paragraph(texts.NothingMeasured());
        var setups = numbers
            .Timeframes.Reverse()
            .SelectMany(t => At(t.Analysis).Select(setup => texts.Setup(setup, t.Timeframe.ToString())))
            .ToList();
        yield return ReportPart.Sentence(
            setups.Count > 0 ? texts.SetupsAtHand(Words.List(setups, language)) : texts.NoSetupAtHand()
        );
        yield return ReportPart.Paragraph(texts.WeightsAreNoProbability());
        yield return ReportPart.Sentence(texts.WhatWillStandHere());
    }

    private static IEnumerable<SetupAtHand> At(TimeframeAnalysis analysis)
    {
        var events = Picks
            .Events(analysis)
            .Where(e => !e.IsFailed && analysis.Count - e.Event.ConfirmedIndex <= RecentCandles)
            .Select(e => e.Event.Type)
            .ToList();
        if (events.Contains(WyckoffEventType.Spring))
            yield return SetupAtHand.Spring;
        if (events.Exists(t => t is WyckoffEventType.UTAD or WyckoffEventType.UT))
            yield return SetupAtHand.Upthrust;
        if (events.Exists(t => t is WyckoffEventType.LPS or WyckoffEventType.BU or WyckoffEventType.LPSY))
            yield return SetupAtHand.SignWithLastPoint;
        if (Picks.Release(analysis, RecentCandles) is not null)
            yield return SetupAtHand.SqueezeRelease;
        if (Picks.LastTaken(analysis, RecentCandles) is { Kind: LiquidityKind.Sweep })
            yield return SetupAtHand.Sweep;
        if (IsBlockTouched(analysis))
            yield return SetupAtHand.BlockTouched;
    }

    /// <summary>An order block of the side of the bias that price entered for the first time with the last candles.</summary>
    private static bool IsBlockTouched(TimeframeAnalysis analysis)
    {
        var blocks = analysis.OrderBlocks;
        foreach (var e in blocks.Events)
        {
            var isRecent = e.State == FindingState.Touched && analysis.Count - e.Index <= RecentCandles;
            if (isRecent && blocks[e.Finding].Side == analysis.Internal.Bias)
                return true;
        }
        return false;
    }
}
