using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;
using Waickoff.Backtest.Evidence;

namespace Waickoff.Analyst.Overlays;

internal sealed partial class OverlayWriter
{
    /// <summary>What was counted of setups that are live, of what scenarios start from, and of the reading of the range.</summary>
    private void History()
    {
        if (numbers.History is not { } history)
            return;
        foreach (var setup in history.Live)
            Counted(history, setup);
        if (history.OfScenarios is { } confluence)
            Counted(history, confluence);
        if (history.Range is var (entry, found) && found is { } reading)
            Counted(entry, history.Reading(in reading));
    }

    /// <summary>A setup with its last cases: where each was entered, and how it ended.</summary>
    private void Counted(HistoryNumbers history, SetupSummary setup)
    {
        var n = history.Setup(setup);
        Counted(
            "evidence-setup",
            HistoryTexts.In(format.Language).NameOf(setup),
            setup.Live?.Side ?? Side.None,
            [n.Count, n.Rate, n.Low, n.High, n.Base, n.Expectancy, n.Probability, n.Age],
            [.. setup.Last.Select(c => new OverlayPoint(c.EntryMs, c.Entry, Ended(c)))],
            [.. setup.Last.Select(c => new OverlayStep(c.EntryMs, $"{names.Side(c.Side)}: {Ended(c)}"))]
        );
    }

    private void Counted(PhaseEntry entry, ReadingNumbers n)
    {
        var phase = entry.Phase.ToString();
        var reading = names.Reading(entry.Reading);
        Counted(
            "evidence-reading",
            Say($"Ranges: {reading}, phase {phase}", $"Rangos: {reading}, fase {phase}"),
            entry.Reading.SideOf(),
            [n.Count, n.Share, n.Low, n.High, n.Base, n.Probability],
            [],
            []
        );
    }

    private string Ended(in ShownCase found)
    {
        var r = format.Write(found.R, NumberForm.Expectancy);
        return found.IsHit
            ? Say($"2R reached, {r}", $"2R alcanzado, {r}")
            : Say($"2R missed, {r}", $"2R no alcanzado, {r}");
    }

    private void Counted(
        string kind,
        string label,
        Side side,
        Quantity[] quantities,
        IReadOnlyList<OverlayPoint> points,
        IReadOnlyList<OverlayStep> life
    ) =>
        written.Add(
            new Overlay
            {
                Id = quantities[0].Source,
                Family = OverlayFamily.Scenarios,
                Kind = kind,
                Label = Say($"Measured: {label}", $"Medido: {label}"),
                Mark = "",
                Side = side,
                Form = OverlayForm.Value,
                FromMs = At(Last),
                ToMs = At(Last),
                KnownMs = CloseOf(Last),
                Points = points,
                Life = life,
                Rule = OverlayTexts.Rule(kind, language),
                Numbers = Print(quantities),
            }
        );
}
