using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Structure;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Overlays;

internal sealed partial class OverlayWriter
{
    private void Zones()
    {
        Each(
            Analysis.OrderBlocks,
            s => s is not (FindingState.Touched or FindingState.Half),
            block =>
            {
                var (top, bottom, age) = numbers.Block(in block);
                return new Overlay
                {
                    Id = top.Source,
                    Family = OverlayFamily.Zones,
                    Kind = "order-block",
                    Mark = "OB",
                    Label = names.Level(
                        LevelFamily.OrderBlock,
                        block.Side == Side.Bullish ? "bullish-block" : "bearish-block"
                    ),
                    Side = block.Side,
                    Form = OverlayForm.Zone,
                    FromMs = At(block.Index),
                    KnownMs = CloseOf(block.ConfirmedIndex),
                    Top = block.Top,
                    Bottom = block.Bottom,
                    State = names.State(FindingState.Fresh),
                    Rule = OverlayTexts.Rule("order-block", language),
                    Numbers = Print(top, bottom, age),
                };
            }
        );
        Each(
            Analysis.FairValueGaps,
            s => s is not (FindingState.Touched or FindingState.Half),
            gap =>
            {
                var (top, bottom, age) = numbers.Gap(in gap);
                return new Overlay
                {
                    Id = top.Source,
                    Family = OverlayFamily.Zones,
                    Kind = "fair-value-gap",
                    Mark = "FVG",
                    Label = names.Level(
                        LevelFamily.FairValueGap,
                        gap.Side == Side.Bullish ? "bullish-gap" : "bearish-gap"
                    ),
                    Side = gap.Side,
                    Form = OverlayForm.Zone,
                    FromMs = At(gap.Index),
                    KnownMs = CloseOf(gap.ConfirmedIndex),
                    Top = gap.Top,
                    Bottom = gap.Bottom,
                    State = names.State(FindingState.Fresh),
                    Rule = OverlayTexts.Rule("fair-value-gap", language),
                    Numbers = Print(top, bottom, age),
                };
            }
        );
        Each(Analysis.Liquidity, s => s != FindingState.Fresh, Pool);
    }

    private Overlay? Pool(LiquidityEvent e)
    {
        var isMoment = e.Kind is LiquidityKind.Sweep or LiquidityKind.Run;
        if (isMoment && e.ConfirmedIndex < oldest)
            return null;
        var (level, age, volume) = numbers.Pool(in e);
        var from = e.SourceIndex >= 0 ? e.SourceIndex : e.Index;
        return new Overlay
        {
            Id = level.Source,
            Family = OverlayFamily.Zones,
            Kind = ((IFinding)e).Kind,
            Label = names.Liquidity(e),
            Mark = MarkOf(e),
            Side = e.Side,
            Form = OverlayForm.Level,
            FromMs = At(from),
            ToMs = isMoment ? At(e.Index) : null,
            KnownMs = CloseOf(e.ConfirmedIndex),
            Top = e.Level,
            Bottom = e.Level,
            IsStanding = !isMoment,
            Rule = OverlayTexts.Rule(
                e.Kind switch
                {
                    LiquidityKind.Sweep => "sweep",
                    LiquidityKind.Run => "run",
                    LiquidityKind.EqualHighs
                    or LiquidityKind.EqualLows
                    or LiquidityKind.PreviousHigh
                    or LiquidityKind.PreviousLow => "liquidity",
                },
                language
            ),
            Numbers = isMoment ? Print(level, age, volume) : Print(level, age),
        };
    }

    private static string MarkOf(LiquidityEvent e) =>
        (e.Kind, e.Period) switch
        {
            (LiquidityKind.EqualHighs, _) => "EQH",
            (LiquidityKind.EqualLows, _) => "EQL",
            (LiquidityKind.PreviousHigh, var period) => "P" + PeriodOf(period) + "H",
            (LiquidityKind.PreviousLow, var period) => "P" + PeriodOf(period) + "L",
            (LiquidityKind.Sweep, _) => "sweep",
            (LiquidityKind.Run, _) => "run",
        };

    private static string PeriodOf(LevelPeriod? period) =>
        period switch
        {
            LevelPeriod.FourHours => "4h",
            LevelPeriod.Day => "D",
            LevelPeriod.Week => "W",
            LevelPeriod.Month => "M",
            null => "",
        };

    private void Structure()
    {
        foreach (var scale in new[] { Analysis.Swing, Analysis.Internal })
            Each(
                scale.Events,
                isEnd: null,
                e =>
                {
                    var (level, age, volume) = numbers.Break(in e, scale.Length);
                    var kind = ((IFinding)e).Kind;
                    var name = e.Kind == StructureKind.Failed ? Say("failed", "fallida") : MarketNames.Break(e.Kind);
                    return new Overlay
                    {
                        Id = level.Source,
                        Family = OverlayFamily.Structure,
                        Kind = kind,
                        Label =
                            name + (scale == Analysis.Swing ? Say(" of the swing scale", " de la escala swing") : ""),
                        Mark = name,
                        Side = e.Side,
                        Form = OverlayForm.Level,
                        FromMs = At(e.PivotIndex),
                        ToMs = At(e.Index),
                        KnownMs = CloseOf(e.ConfirmedIndex),
                        Top = e.Level,
                        Bottom = e.Level,
                        Rule = OverlayTexts.Rule(kind, language),
                        Numbers = Print(level, age, volume),
                    };
                },
                isSpokenOf: e => e.Equals(scale.LastBreak)
            );
    }
}
