using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Numbers;

namespace Waickoff.Analyst.Overlays;

internal sealed partial class OverlayWriter
{
    private void Wyckoff()
    {
        var wyckoff = Analysis.Wyckoff;
        foreach (var range in wyckoff.Ranges.Span)
            Range(range);
        foreach (var phase in PhasesInOrder())
            written.Add(phase);
        if (wyckoff.Current is { } current)
        {
            foreach (var entry in current.Evidence)
                Evidence(entry, current);
        }
        Each(
            wyckoff.Events,
            s => s is FindingState.Failed or FindingState.Interrupted,
            e =>
            {
                if (e.ConfirmedIndex < oldest && !IsOfCurrentRange(e))
                    return null;
                var (level, age, volume) = numbers.Event(in e);
                return new Overlay
                {
                    Id = level.Source,
                    Family = OverlayFamily.Wyckoff,
                    Kind = e.Kind,
                    Label = e.Kind,
                    Mark = e.Kind,
                    Side = e.Side,
                    Form = OverlayForm.Mark,
                    FromMs = At(e.Index),
                    ToMs = At(e.Index),
                    KnownMs = CloseOf(e.ConfirmedIndex),
                    Top = e.Level,
                    Bottom = e.Level,
                    Points = [new OverlayPoint(At(e.Index), e.Level, e.Kind)],
                    Rule = OverlayTexts.Rule("wyckoff-event", language),
                    Numbers = Print(level, age, volume),
                };
            },
            IsOfCurrentRange
        );
        Signs();

        bool IsOfCurrentRange(WyckoffEvent e) => e.RangeId == wyckoff.Current?.Range.Id;
    }

    /// <summary>A range with its edges as they are known at the last close; the one in force with what it is weighed by.</summary>
    private void Range(WyckoffRange range)
    {
        var wyckoff = Analysis.Wyckoff;
        var end = EndOf(range.Id);
        var isCurrent = wyckoff.Current?.Range.Id == range.Id;
        // The last one is spoken of however long ago it ended.
        if (!isCurrent && (end?.ConfirmedIndex ?? Last) < oldest)
            return;
        var upTo = Math.Min(Last, end?.ConfirmedIndex ?? Last);
        if (EdgeOf(range.Id, isResistance: true) is not { } resistance)
            return;
        if (EdgeOf(range.Id, isResistance: false) is not { } support)
            return;
        var phase = PhaseOf(range.Id);
        written.Add(
            new Overlay
            {
                Id = FindingId.OfValue(
                    new SeriesName(market.Analysis.Data.Venue, market.Analysis.Data.Symbol, Analysis.Timeframe),
                    "wyckoff-range",
                    At(range.Start)
                ),
                Family = OverlayFamily.Wyckoff,
                Kind = "wyckoff-range",
                Label = phase is { } p
                    ? Say(
                        $"Range, phase {p.Phase}: {names.Reading(p.Reading)}",
                        $"Rango, fase {p.Phase}: {names.Reading(p.Reading)}"
                    )
                    : Say("Range", "Rango"),
                Mark = Say("range", "rango"),
                Side = phase?.Reading.SideOf() ?? Side.None,
                Form = OverlayForm.Zone,
                FromMs = At(range.Start),
                ToMs = end is { } e ? At(e.End) : null,
                KnownMs = CloseOf(range.ConfirmedIndex),
                Top = resistance.At(upTo),
                Bottom = support.At(upTo),
                IsStanding = end is null,
                State = end is { } over ? names.State(over.State) : "",
                Rule = OverlayTexts.Rule("wyckoff-range", language),
                Numbers = isCurrent ? CurrentNumbers() : [],
            }
        );
    }

    private OverlayNumber[] CurrentNumbers()
    {
        var wyckoff = Analysis.Wyckoff;
        var (met, unmeasured) = numbers.Tests;
        var target = wyckoff.Target is { } t ? numbers.Target(t) : default;
        return
        [
            .. Print(
                numbers.Support,
                numbers.Resistance,
                numbers.RangeAge,
                numbers.Weight(Side.Bullish),
                numbers.Weight(Side.Bearish),
                numbers.Weight(Side.None),
                met,
                unmeasured
            ),
            .. wyckoff.IsInRange ? [] : Print(numbers.RangeEndAge),
            .. wyckoff.Target is null ? [] : Print(target.Top, target.Bottom, target.Count),
            .. wyckoff.Current!.Falsifiers.SelectMany(f => Print(numbers.Falsifier(f))),
        ];
    }

    /// <summary>Each phase from the close that told of it to that of the next one, or to the end of its range.</summary>
    private IEnumerable<Overlay> PhasesInOrder()
    {
        var phases = Analysis.Wyckoff.Phases.ToArray();
        for (var i = 0; i < phases.Length; i++)
        {
            var phase = phases[i];
            var next =
                i + 1 < phases.Length && phases[i + 1].RangeId == phase.RangeId ? phases[i + 1] : (PhaseEntry?)null;
            var to = next?.ConfirmedIndex ?? EndOf(phase.RangeId)?.ConfirmedIndex;
            if ((to ?? Last) < oldest)
                continue;
            yield return new Overlay
            {
                Id = $"{At(phase.ConfirmedIndex)}:wyckoff-phase:{phase.RangeId}:{phase.Phase}:{phase.Reading}",
                Family = OverlayFamily.Wyckoff,
                Kind = "wyckoff-phase",
                Label = Say(
                    $"Phase {phase.Phase}: {names.Reading(phase.Reading)}",
                    $"Fase {phase.Phase}: {names.Reading(phase.Reading)}"
                ),
                Mark = phase.Phase.ToString(),
                Side = phase.Reading.SideOf(),
                Form = OverlayForm.Band,
                FromMs = At(phase.ConfirmedIndex),
                ToMs = to is { } end ? At(end) : null,
                KnownMs = CloseOf(phase.ConfirmedIndex),
                IsStanding = to is null,
                State = names.Reading(phase.Reading),
                Rule = OverlayTexts.Rule("wyckoff-phase", language),
            };
        }
    }

    private void Evidence(EvidenceEntry entry, CurrentRange current)
    {
        var quantity = numbers.Evidence(in entry);
        // What is said again at the same close takes the place of what was said before.
        written.RemoveAll(o => o.Id == quantity.Source);
        written.Add(
            new Overlay
            {
                Id = quantity.Source,
                Family = OverlayFamily.Wyckoff,
                Kind = "wyckoff-evidence",
                Label = Say($"Evidence {entry.Type}", $"Evidencia {entry.Type}"),
                Mark = "",
                Side = entry.For,
                Form = OverlayForm.Value,
                FromMs = At(entry.Index),
                ToMs = At(entry.Index),
                KnownMs = CloseOf(entry.Index),
                IsStanding = current.End is null,
                Rule = OverlayTexts.Rule("wyckoff-evidence", language),
                Numbers = Print(quantity),
            }
        );
    }

    private void Signs()
    {
        if (Picks.CompositeMan(Analysis) is not { } reading)
            return;
        var place = 0;
        foreach (var sign in reading.For.Concat(reading.Against))
        {
            var quantity = numbers.Sign(in sign, place++);
            written.Add(
                new Overlay
                {
                    Id = quantity.Source,
                    Family = OverlayFamily.Wyckoff,
                    Kind = "composite-man",
                    Label = Say(
                        $"Composite Man: {names.Activity(reading.Activity)}",
                        $"Composite Man: {names.Activity(reading.Activity)}"
                    ),
                    Mark = "",
                    Side = sign.Side,
                    Form = OverlayForm.Value,
                    FromMs = At(Last),
                    ToMs = At(Last),
                    KnownMs = CloseOf(Last),
                    Rule = OverlayTexts.Rule("composite-man", language),
                    Numbers = Print(quantity),
                }
            );
        }
    }

    private RangeEnd? EndOf(int range)
    {
        foreach (var end in Analysis.Wyckoff.Ends.Span)
        {
            if (end.RangeId == range)
                return end;
        }
        return null;
    }

    private EdgeVersion? EdgeOf(int range, bool isResistance)
    {
        var edges = Analysis.Wyckoff.Edges.Span;
        for (var i = edges.Length - 1; i >= 0; i--)
        {
            if (edges[i].RangeId == range && edges[i].IsResistance == isResistance)
                return edges[i];
        }
        return null;
    }

    private PhaseEntry? PhaseOf(int range)
    {
        var phases = Analysis.Wyckoff.Phases.Span;
        for (var i = phases.Length - 1; i >= 0; i--)
        {
            if (phases[i].RangeId == range)
                return phases[i];
        }
        return null;
    }
}
