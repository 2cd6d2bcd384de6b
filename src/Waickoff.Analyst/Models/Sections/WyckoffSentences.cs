using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Models.Sections;

/// <summary>What the method says on one timeframe: the range and its phase, or the trend, and the operator behind it.</summary>
internal static class WyckoffSentences
{
    /// <summary>A range that price left longer ago is history: the trend is told alone.</summary>
    private const int RecentCandles = 100;
    private const int MostSigns = 2;

    public static IEnumerable<Phrase> Write(
        TimeframeNumbers numbers,
        ReportTexts texts,
        ReaderLanguage language,
        Told told
    )
    {
        var wyckoff = numbers.Analysis.Wyckoff;
        if (wyckoff.Current is { End: null } current)
        {
            foreach (var sentence in Range(numbers, texts, current, told))
                yield return sentence;
        }
        else if (wyckoff.Current is { End: { } end } left && numbers.CandlesSince(end.ConfirmedIndex) <= RecentCandles)
        {
            yield return texts.RangeLeft(
                end.Exit,
                left.Phase.Reading,
                numbers.Support,
                numbers.Resistance,
                numbers.RangeEndAge
            );
            yield return texts.AfterExit(end.Exit, wyckoff.Trend);
        }
        else
        {
            yield return told.Again($"no range {wyckoff.Trend}")
                ? texts.NoRangeAgain(wyckoff.Trend)
                : texts.NoRange(wyckoff.Trend);
        }
        if (CompositeMan(numbers, texts, language, told) is { } hand)
            yield return hand;
    }

    private static IEnumerable<Phrase> Range(
        TimeframeNumbers numbers,
        ReportTexts texts,
        CurrentRange current,
        Told told
    )
    {
        var (reading, phase, prior) = (current.Phase.Reading, current.Phase.Phase.ToString(), current.Range.PriorTrend);
        yield return reading == WyckoffReading.Unknown
            ? texts.RangeUndecided(phase, numbers.RangeAge, numbers.Support, numbers.Resistance, prior)
            : texts.Range(reading, phase, numbers.RangeAge, numbers.Support, numbers.Resistance, prior);
        foreach (var sentence in Phase(numbers, texts, current, told))
            yield return sentence;

        var (bullish, bearish) = (Of(Side.Bullish), Of(Side.Bearish));
        if (reading.SideOf() is var side and not Side.None)
        {
            yield return texts.Falsifier(side, numbers.Weight(side), side == Side.Bullish ? bullish : bearish);
        }
        else
        {
            yield return texts.UndecidedWeights(numbers.Weight(Side.Bullish), numbers.Weight(Side.Bearish));
            yield return texts.FalsifiersUndecided(bullish, bearish);
        }

        Quantity Of(Side wanted) => numbers.Falsifier(current.Falsifiers.First(f => f.Side == wanted));
    }

    private static IEnumerable<Phrase> Phase(
        TimeframeNumbers numbers,
        ReportTexts texts,
        CurrentRange current,
        Told told
    )
    {
        var events = Picks.Events(numbers.Analysis);
        var newest = events.Count > 0 ? events[0] : default;
        switch (current.Phase.Phase)
        {
            case WyckoffPhase.A:
                if (!told.Again($"phase A {current.Range.PriorTrend}"))
                    yield return texts.PhaseA(current.Range.PriorTrend);
                break;
            case WyckoffPhase.B:
                yield return told.Again("phase B") ? texts.PhaseBAgain() : texts.PhaseB();
                if (events.Count > 0 && newest.IsFailed)
                    yield return texts.EventFailed(Name(newest.Event), numbers.Event(in newest.Event).Level);
                else if (events.Count > 0)
                    yield return Last(newest.Event);
                break;
            case WyckoffPhase.C:
                yield return Test(events);
                break;
            case WyckoffPhase.D:
                if (
                    events.FirstOrDefault(e => IsDrive(e.Event.Type) && !e.IsFailed) is
                    { Event.Type: not default(WyckoffEventType) } drive
                )
                    yield return Drive(drive.Event);
                else if (events.Count > 0)
                    yield return Last(newest.Event);
                break;
            case WyckoffPhase.E:
                yield return texts.PhaseE(newest.Event.Side);
                break;
        }

        Phrase Last(in WyckoffEvent e)
        {
            var at = numbers.Event(in e);
            return texts.LastEvent(Name(e), at.Level, at.Age);
        }
        Phrase Drive(in WyckoffEvent e)
        {
            var at = numbers.Event(in e);
            return texts.Drive(e.Side, Name(e), at.Level, at.Age);
        }
        Phrase Test(List<(WyckoffEvent Event, bool IsFailed)> of)
        {
            foreach (var (e, isFailed) in of)
            {
                if (isFailed)
                    continue;
                var at = numbers.Event(in e);
                if (e.Type == WyckoffEventType.Spring)
                    return texts.SpringTest(at.Level, at.Age);
                if (e.Type is WyckoffEventType.UTAD or WyckoffEventType.UT)
                    return texts.UpthrustTest(Name(e), at.Level, at.Age);
            }
            return texts.QuietTest();
        }
    }

    private static Phrase? CompositeMan(TimeframeNumbers numbers, ReportTexts texts, ReaderLanguage language, Told told)
    {
        if (Picks.CompositeMan(numbers.Analysis) is not { } reading)
            return null;
        var (supporting, opposing) = (Signs(reading.For, 0), Signs(reading.Against, reading.For.Count));
        if (reading.Activity != CompositeManActivity.Unclear)
        {
            var isAgain = told.Again($"operator {reading.Activity}");
            var trend = numbers.Analysis.Wyckoff.Trend;
            if (opposing.IsEmpty && trend != Side.None && trend == reading.Side.Opposite())
                return texts.CompositeManAgainstTrend(reading.Side, supporting);
            if (!opposing.IsEmpty)
                return texts.CompositeManContested(reading.Activity, supporting, opposing);
            return isAgain
                ? texts.CompositeManAgain(reading.Activity, supporting)
                : texts.CompositeMan(reading.Activity, supporting);
        }
        if (!supporting.IsEmpty && !opposing.IsEmpty)
            return told.Again("operator split")
                ? texts.CompositeManSplitAgain(supporting, opposing)
                : texts.CompositeManSplit(supporting, opposing);
        var one = supporting.IsEmpty ? opposing : supporting;
        if (one.IsEmpty)
            return null;
        return told.Again("operator sign") ? texts.CompositeManOneSignAgain(one) : texts.CompositeManOneSign(one);

        Phrase Signs(ValueList<CompositeManEvidence> signs, int place) =>
            Phrase.Join(
                "; ",
                MarketNames.In(language).And,
                signs
                    .Select((sign, i) => WyckoffTexts.In(language).Sign(sign, numbers.Sign(in sign, place + i)))
                    .Where(sign => sign.IsKnown)
                    .Take(MostSigns)
            );
    }

    private static bool IsDrive(WyckoffEventType type) =>
        type is WyckoffEventType.SOS or WyckoffEventType.JAC or WyckoffEventType.SOW;

    private static string Name(in WyckoffEvent e) => e.Type.ToString();
}
