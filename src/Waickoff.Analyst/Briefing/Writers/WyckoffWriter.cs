using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>Range, phase, weights with their evidence, recent events, and what would prove the reading wrong.</summary>
internal static class WyckoffWriter
{
    private const int MostEvents = 4;
    private const int MostEvidence = 3;

    /// <summary>The events of a range that ended longer ago say nothing about today.</summary>
    private const int RecentCandles = 100;

    public static IEnumerable<BriefingLine> Write(TimeframeNumbers numbers, BriefingTexts texts)
    {
        var names = MarketNames.In(texts.Language);
        var wyckoff = numbers.Analysis.Wyckoff;
        if (wyckoff.Current is not { } current)
        {
            yield return new(Rank.Always, texts.NoRange(wyckoff.Trend));
            yield break;
        }

        var reading = names.Reading(current.Phase.Reading);
        if (current.End is { } end)
        {
            yield return new(
                Rank.Always,
                texts.RangeLeft(end.Exit, numbers.Support, numbers.Resistance, numbers.RangeEndAge, reading)
            );
            yield return new(Rank.State, texts.NoRange(wyckoff.Trend));
        }
        else
        {
            var (phase, prior) = (current.Phase.Phase.ToString(), names.Bias(current.Range.PriorTrend));
            yield return new(
                Rank.Always,
                texts.Range(reading, phase, numbers.Support, numbers.Resistance, numbers.RangeAge, prior)
            );
        }
        foreach (var line in WriteRange(numbers, texts, current))
            yield return line;
    }

    private static IEnumerable<BriefingLine> WriteRange(
        TimeframeNumbers numbers,
        BriefingTexts texts,
        CurrentRange current
    )
    {
        var isInForce = current.End is null;
        var isRecent = isInForce || numbers.CandlesSince(current.End!.Value.ConfirmedIndex) <= RecentCandles;
        if (isRecent && Events(numbers, texts) is { IsEmpty: false } events)
            yield return new(isInForce ? Rank.State : Rank.Support, texts.Events(events));
        if (isInForce)
        {
            yield return new(
                Rank.State,
                texts.Weights(numbers.Weight(Side.Bullish), numbers.Weight(Side.Bearish), numbers.Weight(Side.None))
            );
            yield return new(
                Rank.State,
                texts.Falsifiers(
                    numbers.Falsifier(current.Falsifiers.First(f => f.Side == Side.Bullish)),
                    numbers.Falsifier(current.Falsifiers.First(f => f.Side == Side.Bearish))
                )
            );
            foreach (var line in Evidence(numbers, texts, current))
                yield return line;
        }
        if (numbers.Analysis.Wyckoff.Target is { } target)
        {
            var zone = numbers.Target(target);
            yield return new(Rank.Detail, texts.CauseEffect(target.Side, zone.Bottom, zone.Top, zone.Count));
        }
        if (isInForce && numbers.Analysis.Wyckoff.Tests.Count > 0)
        {
            var (met, unmeasured) = numbers.Tests;
            yield return new(Rank.Detail, texts.Tests(Leader(current), met, unmeasured));
        }
    }

    /// <summary>The side whose tests are taken: the one that leads by its weights.</summary>
    private static Side Leader(CurrentRange current) =>
        current.Weights is { } weights && weights.Bearish > weights.Bullish ? Side.Bearish : Side.Bullish;

    private static Phrase Events(TimeframeNumbers numbers, BriefingTexts texts) =>
        Phrase.Join(
            "; ",
            Picks
                .Events(numbers.Analysis)
                .Take(MostEvents)
                .Select(
                    (picked, place) =>
                    {
                        var at = numbers.Event(in picked.Event);
                        var name = picked.Event.Type.ToString();
                        return place == 0
                            ? texts.LastEvent(name, at.Level, at.Age, picked.IsFailed)
                            : texts.Event(name, at.Level, picked.IsFailed);
                    }
                )
        );

    private static IEnumerable<BriefingLine> Evidence(
        TimeframeNumbers numbers,
        BriefingTexts texts,
        CurrentRange current
    )
    {
        var leader = Leader(current);
        if (List(leader) is { IsEmpty: false } supporting)
            yield return new(Rank.Support, texts.For(supporting));
        if (List(leader.Opposite()) is { IsEmpty: false } opposing)
            yield return new(Rank.Support, texts.Against(opposing));

        Phrase List(Side side) =>
            Phrase.Join(
                "; ",
                Picks
                    .Evidence(current, side)
                    .Select(e => WyckoffTexts.In(texts.Language).Evidence(e, numbers.Evidence(in e)))
                    .Where(e => e.IsKnown)
                    .Take(MostEvidence)
            );
    }
}
