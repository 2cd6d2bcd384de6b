using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>What happened after the setups that are live now, after returns to confluences, and to ranges that were read as the one in force.</summary>
internal static class HistoryWriter
{
    /// <summary>How many of the setups that are live are told on the main timeframe.</summary>
    private const int MostLive = 4;

    /// <summary>And how many on each other one.</summary>
    private const int MostLiveElsewhere = 2;

    /// <summary>How it was counted, or that it is not yet.</summary>
    public static IEnumerable<BriefingLine> WriteMethod(MarketNumbers numbers, HistoryTexts texts)
    {
        yield return new(Rank.Always, numbers.HasHistory ? texts.Method() : texts.BeingCounted());
    }

    /// <summary>What was counted on one timeframe.</summary>
    public static IEnumerable<BriefingLine> Write(TimeframeNumbers numbers, ReaderLanguage language, bool isMain)
    {
        if (numbers.History is not { } history)
            yield break;
        var texts = HistoryTexts.In(language);
        var live = history.Live.Take(isMain ? MostLive : MostLiveElsewhere).ToList();
        for (var i = 0; i < live.Count; i++)
        {
            var (n, signal) = (history.Setup(live[i]), live[i].Live!);
            var counted = texts.Counted(n, history.Since, texts.Verdict(live[i].Main.Verdict));
            var rank =
                i == 0 ? Rank.State
                : isMain ? Rank.Level
                : Rank.Support;
            yield return new(rank, texts.Live(signal.Side, n.Age, texts.NameOf(live[i]), counted));
        }
        if (isMain && live.Count == 0)
            yield return new(Rank.State, texts.NothingLive());
        if (isMain && history.OfScenarios is { } confluence)
        {
            var n = history.Setup(confluence);
            var counted = texts.Counted(n, history.Since, texts.Verdict(confluence.Main.Verdict));
            yield return new(Rank.State, texts.OfScenarios(texts.NameOf(confluence), counted));
        }
        if (history.Range is var (entry, found))
            yield return new(isMain ? Rank.State : Rank.Support, Reading(history, language, entry, found));
    }

    private static Phrase Reading(
        HistoryNumbers history,
        ReaderLanguage language,
        in PhaseEntry entry,
        Backtest.Evidence.ReadingEvidence? found
    )
    {
        var texts = HistoryTexts.In(language);
        if (found is not { } counted)
            return texts.UnseenReading(entry.Phase, history.Since);
        var n = history.Reading(in counted);
        return entry.Reading.SideOf() == Side.None
            ? texts.UndecidedReading(entry.Phase, n, history.Since)
            : texts.Reading(
                MarketNames.In(language).Reading(entry.Reading),
                entry.Phase,
                n,
                history.Since,
                texts.Verdict(counted.Verdict)
            );
    }
}
