using Waickoff.Analysis;
using Waickoff.Analysis.Waves;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Overlays;

internal sealed partial class OverlayWriter
{
    private void Waves()
    {
        if (Picks.Leg(Analysis) is { } leg)
            Leg(in leg);
        if (Picks.Elliott(Analysis) is { Reading.Counts.Count: > 0 } elliott)
            Count(elliott.Reading, elliott.IsFailed);
    }

    /// <summary>The last completed leg, with its retracements and extensions as levels.</summary>
    private void Leg(in FibonacciLeg leg)
    {
        var (end, start, age) = numbers.Leg(in leg);
        var levels = leg.Levels.Where(l => l.Price > 0).ToList();
        var known = At(leg.ConfirmedIndex);
        var quantities = new List<Quantity> { end, start, age };
        foreach (var level in levels)
            quantities.Add(numbers.Level(in leg, level));
        written.Add(
            new Overlay
            {
                Id = end.Source,
                Family = OverlayFamily.Waves,
                Kind = "fibonacci-leg",
                Label = Say("Fibonacci of the last leg", "Fibonacci del último tramo"),
                Mark = "Fib",
                Side = leg.Side,
                Form = OverlayForm.Path,
                FromMs = At(leg.StartIndex),
                KnownMs = CloseOf(leg.ConfirmedIndex),
                Top = leg.High,
                Bottom = leg.Low,
                Points =
                [
                    new OverlayPoint(At(leg.StartIndex), leg.StartLevel),
                    new OverlayPoint(At(leg.Index), leg.Level),
                    .. levels.Select(l => new OverlayPoint(known, l.Price, LevelNames.Ratio(l.Ratio, format.Language))),
                ],
                Rule = OverlayTexts.Rule("fibonacci-leg", language),
                Numbers = Print([.. quantities]),
            }
        );
    }

    private void Count(ElliottReading reading, bool isFailed)
    {
        var count = reading.Counts[0];
        var at = numbers.Count(in reading);
        written.Add(
            new Overlay
            {
                Id = at.Score.Source,
                Family = OverlayFamily.Waves,
                Kind = "elliott",
                Label = $"Elliott: {names.PatternOf(count.Pattern, count.Direction)}",
                Mark = "Elliott",
                Side = count.Side,
                Form = OverlayForm.Path,
                FromMs = At(count.Labels[0].Index),
                KnownMs = CloseOf(reading.ConfirmedIndex),
                Top = count.Next.Top,
                Bottom = count.Next.Bottom,
                Points = [.. count.Labels.Select(l => new OverlayPoint(At(l.Index), l.Price, l.Wave))],
                IsStanding = !isFailed,
                State = isFailed ? names.State(FindingState.Failed) : "",
                Rule = OverlayTexts.Rule("elliott", language),
                Numbers = Print(at.Score, at.Invalidation, at.Top, at.Bottom),
            }
        );
    }
}
