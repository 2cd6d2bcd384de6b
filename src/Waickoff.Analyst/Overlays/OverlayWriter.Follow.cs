using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Scenarios;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;

namespace Waickoff.Analyst.Overlays;

internal sealed partial class OverlayWriter
{
    /// <summary>What follows from the levels: where they meet, and the scenarios.</summary>
    private void Follow()
    {
        foreach (var zone in Analysis.Confluences)
            Confluence(zone);
        foreach (var scenario in Analysis.Scenarios)
            Scenario(scenario);
    }

    private void Confluence(Confluence zone)
    {
        var (bottom, top, distance, score) = numbers.Confluence(zone);
        written.Add(
            new Overlay
            {
                Id = bottom.Source,
                Family = OverlayFamily.Scenarios,
                Kind = "confluence",
                Label = string.Join(" + ", zone.Parts.Select(p => names.Level(p.Family, p.Name))),
                Mark = string.Create(CultureInfo.InvariantCulture, $"{zone.Families}×"),
                Side = zone.Role switch
                {
                    ZoneRole.Support => Side.Bullish,
                    ZoneRole.Resistance => Side.Bearish,
                    ZoneRole.AtPrice => Side.None,
                },
                Form = OverlayForm.Zone,
                FromMs = At(Last),
                KnownMs = CloseOf(Last),
                Top = zone.Top,
                Bottom = zone.Bottom,
                Points =
                [
                    .. zone.Parts.Select(p => new OverlayPoint(At(Last), p.Price, names.Level(p.Family, p.Name))),
                ],
                Rule = OverlayTexts.Rule("confluence", language),
                Numbers = Print(bottom, top, distance, score),
            }
        );
    }

    private void Scenario(Scenario scenario)
    {
        var at = numbers.Scenario(scenario);
        var quantities = new List<Quantity> { at.Bottom, at.Top, at.Confirmation, at.Invalidation, at.RiskAtr };
        foreach (var target in at.Targets)
            quantities.AddRange([target.Level, target.Reward]);
        written.Add(
            new Overlay
            {
                Id = at.Bottom.Source,
                Family = OverlayFamily.Scenarios,
                Kind = "scenario",
                Label = Say($"Scenario: {names.Side(scenario.Side)}", $"Escenario {names.Side(scenario.Side)}"),
                Mark = scenario.Side switch
                {
                    Side.Bullish => "▲",
                    Side.Bearish => "▼",
                    Side.None => "▬",
                },
                Side = scenario.Side,
                Form = OverlayForm.Zone,
                FromMs = At(Last),
                KnownMs = CloseOf(Last),
                Top = scenario.Zone.Top,
                Bottom = scenario.Zone.Bottom,
                Points =
                [
                    .. scenario.Confirmation is { } confirmation
                        ? new[] { new OverlayPoint(At(Last), confirmation.Price, Say("confirms", "confirma")) }
                        : [],
                    new OverlayPoint(At(Last), scenario.Invalidation.Price, Say("invalidates", "invalida")),
                    .. scenario.Targets.Select((t, i) => new OverlayPoint(At(Last), t.Level.Price, $"{i + 1}")),
                ],
                Rule = OverlayTexts.Rule("scenario", language),
                Numbers = Print([.. quantities]),
            }
        );
    }

    /// <summary>What is measured at the last close and has no shape of its own.</summary>
    private void Values()
    {
        Value(OverlayFamily.Structure, "close", Say("Close", "Cierre"), numbers.Close);
        Value(OverlayFamily.Bands, "atr", "ATR(14)", numbers.Atr, numbers.AtrPercent);
        Value(OverlayFamily.Bands, "rsi", "RSI(14)", numbers.Rsi);
        Value(
            OverlayFamily.Bands,
            "bollinger",
            Say("Bollinger bands", "Bandas de Bollinger"),
            numbers.UpperBand,
            numbers.LowerBand,
            numbers.PercentB,
            numbers.Bandwidth
        );
        Value(OverlayFamily.Volume, "delta", "Delta", numbers.Delta, numbers.CvdDay, numbers.CvdWeek);
        Value(
            OverlayFamily.Structure,
            "dealing-range",
            Say("Dealing range", "Rango operativo"),
            numbers.RangeHigh,
            numbers.RangeLow,
            numbers.RangePosition
        );
        if (Picks.SqueezeOn(Analysis) is { } on)
            Value(OverlayFamily.Bands, "squeeze", "Squeeze", numbers.SqueezeAge(on.Index));
        if (Picks.Leg(Analysis) is { } leg)
            Value(OverlayFamily.Waves, "retraced", Say("Retraced", "Retrocedido"), numbers.Retraced(in leg));
        Value(OverlayFamily.Structure, "price", Say("Price", "Precio"), market.Price);
        Value(OverlayFamily.Structure, "change", Say("Change in 24 h", "Variación en 24 h"), market.Change);
        Value(OverlayFamily.Structure, "age", Say("Age of the data", "Edad de los datos"), market.Age);
        foreach (var series in market.Analysis.Data.Series.Where(s => s.Timeframe == Analysis.Timeframe))
            Value(
                OverlayFamily.Structure,
                "data",
                Say("Candles at hand", "Velas disponibles"),
                market.Candles(series),
                market.Missing(series),
                market.Holes(series)
            );
    }

    private void Value(OverlayFamily family, string kind, string label, params ReadOnlySpan<Quantity> quantities)
    {
        var printed = Print(quantities);
        if (printed.Length == 0)
            return;
        written.Add(
            new Overlay
            {
                Id = quantities[0].Source,
                Family = family,
                Kind = kind,
                Label = label,
                Mark = "",
                Side = Side.None,
                Form = OverlayForm.Value,
                FromMs = At(Last),
                ToMs = At(Last),
                KnownMs = CloseOf(Last),
                Rule = OverlayTexts.Rule("value", language),
                Numbers = printed,
            }
        );
    }
}
