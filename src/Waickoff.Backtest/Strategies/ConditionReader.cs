using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Setups;
using Waickoff.Backtest.Simulation;
using Texts = Waickoff.Backtest.Strategies.StrategyTexts;

namespace Waickoff.Backtest.Strategies;

/// <summary>Reads conditions, stops and targets, and tells the market what they need.</summary>
internal sealed class ConditionReader(RuleMarket market, Timeframe timeframe)
{
    private static readonly string[] Kinds =
    [
        "all",
        "any",
        "not",
        "compare",
        "cross",
        "then",
        "finding",
        "life",
        "bias",
        "setup",
    ];
    private static readonly string[] Relations = [">", ">=", "<", "<="];
    private static readonly string[] Crossings = ["above", "below"];

    private static readonly (string Name, bool OfGaps, FindingState State)[] Lives =
    [
        ("order-blocks/touched", false, FindingState.Touched),
        ("order-blocks/half", false, FindingState.Half),
        ("order-blocks/mitigated", false, FindingState.Mitigated),
        ("order-blocks/breaker", false, FindingState.Breaker),
        ("fair-value-gaps/touched", true, FindingState.Touched),
        ("fair-value-gaps/half", true, FindingState.Half),
        ("fair-value-gaps/filled", true, FindingState.Filled),
        ("fair-value-gaps/inverted", true, FindingState.Inverted),
    ];

    private readonly OperandReader operands = new(market, timeframe);

    /// <summary>What a condition may be.</summary>
    public static LocalText Allowed { get; } = Texts.ObjectWithOneOf(Kinds);

    public Condition Read(JsonPlace place)
    {
        var kind = place.Kind(Kinds);
        var name = kind.Path[(kind.Path.LastIndexOf('.') + 1)..];
        place.OnlyMembers(
            name switch
            {
                "then" => ["then", "within"],
                "finding" or "life" or "setup" => [name, "side"],
                "bias" => ["bias", "is"],
                _ => [name],
            }
        );
        return name switch
        {
            "all" => new AllOf([.. kind.Items(Texts.Conditions).Select(Read)]),
            "any" => new AnyOf([.. kind.Items(Texts.Conditions).Select(Read)]),
            "not" => new Not(Read(kind)),
            "compare" => Comparison(kind),
            "cross" => Crossing(kind),
            "then" => Sequence(place, kind),
            "finding" => Finding(place, kind),
            "life" => Life(place, kind),
            "bias" => Bias(place, kind),
            _ => Setup(place, kind),
        };
    }

    public static Side SideOf(JsonPlace place, string bullish, string bearish) =>
        place.OneOf(bullish, bearish) == bullish ? Side.Bullish : Side.Bearish;

    /// <summary>The price of a stop at the last close.</summary>
    public Func<RuleMarket, double> StopOf(JsonPlace place, Side side)
    {
        place.OnlyMembers("atr", "percent", "extreme", "price", "setup");
        var kind = place.Kind("atr", "percent", "extreme", "price", "setup");
        var sign = side.Sign();
        if (kind.Path.EndsWith(".price", StringComparison.Ordinal))
            return operands.Read(kind).Value;
        if (kind.Path.EndsWith(".setup", StringComparison.Ordinal))
        {
            var setup = SetupOf(kind);
            return new Completed(market.Want(setup), side).Stop;
        }
        if (kind.Path.EndsWith(".percent", StringComparison.Ordinal))
        {
            var share = kind.Number(0, 99) / 100;
            return m => m.Current.Close * (1 - (sign * share));
        }
        if (kind.Path.EndsWith(".extreme", StringComparison.Ordinal))
        {
            var indicator = operands.Extreme(kind.Whole(1, 5000), isHigh: sign < 0);
            return m => sign > 0 ? Math.Min(indicator.Value, m.Current.Low) : Math.Max(indicator.Value, m.Current.High);
        }
        var multiple = kind.Number(0, 100);
        var atr = operands.Atr(14);
        return m => m.Current.Close - (sign * multiple * atr.Value);
    }

    public Func<RuleMarket, Target[]?> TargetsOf(JsonPlace place, Side side, bool hasStop)
    {
        var items = place.Items(Texts.Targets);
        var parts = new List<(bool IsRisk, Func<RuleMarket, double> Value, double Share)>();
        foreach (var item in items)
        {
            item.OnlyMembers("r", "atr", "percent", "price", "share");
            var share = item.Member("share")?.Number(0, 1) ?? (1.0 / items.Count);
            var (isRisk, value) = TargetOf(item, side, hasStop);
            parts.Add((isRisk, value, share));
        }
        if (parts.Sum(p => p.Share) > 1 + 1e-9)
            throw place.Refused(Texts.SharesUpToOne);
        return m =>
            [.. parts.Select(p => new Target(p.IsRisk ? TargetUnit.Risk : TargetUnit.Price, p.Value(m), p.Share))];
    }

    private (bool IsRisk, Func<RuleMarket, double> Value) TargetOf(JsonPlace item, Side side, bool hasStop)
    {
        var kind = item.Kind("r", "atr", "percent", "price");
        var sign = side.Sign();
        if (kind.Path.EndsWith(".price", StringComparison.Ordinal))
            return (false, operands.Read(kind).Value);
        var number = kind.Number(0, 1000);
        if (kind.Path.EndsWith(".percent", StringComparison.Ordinal))
            return (false, m => m.Current.Close * (1 + (sign * number / 100)));
        if (kind.Path.EndsWith(".atr", StringComparison.Ordinal))
        {
            var atr = operands.Atr(14);
            return (false, m => m.Current.Close + (sign * number * atr.Value));
        }
        return hasStop ? (true, _ => number) : throw kind.Refused(Texts.TargetWithoutStop);
    }

    private Comparison Comparison(JsonPlace kind)
    {
        var items = Three(kind, Texts.Comparison);
        return new Comparison(operands.Read(items[0]), items[1].OneOf(Relations), operands.Read(items[2]));
    }

    private Crossing Crossing(JsonPlace kind)
    {
        var items = Three(kind, Texts.Crossing);
        var isUpward = items[1].OneOf(Crossings) == "above";
        return new Crossing(operands.Read(items[0]), isUpward, operands.Read(items[2]));
    }

    private static List<JsonPlace> Three(JsonPlace kind, LocalText allowed)
    {
        var items = kind.Items(allowed);
        return items.Count == 3 ? items : throw kind.Refused(allowed);
    }

    private Sequence Sequence(JsonPlace place, JsonPlace kind)
    {
        var items = kind.Items(Texts.TwoConditions);
        if (items.Count != 2)
            throw kind.Refused(Texts.TwoConditions);
        var within = place.Required("within", Texts.Candles).Whole(1, 5000);
        return new Sequence(Read(items[0]), Read(items[1]), within);
    }

    private Found Finding(JsonPlace place, JsonPlace kind)
    {
        var text = kind.OneOf(FindingSource.Spelled);
        var split = text.IndexOf('/', StringComparison.Ordinal);
        var source = FindingSource.All.First(s => s.Name == text[..split]);
        market.Want(source.Parts);
        return new Found(source, text[(split + 1)..], OptionalSide(place));
    }

    private Moved Life(JsonPlace place, JsonPlace kind)
    {
        var text = kind.OneOf([.. Lives.Select(l => l.Name)]);
        var life = Lives.First(l => l.Name == text);
        market.Want(life.OfGaps ? MarketParts.Gaps : MarketParts.OrderBlocks);
        return new Moved(life.OfGaps, life.State, OptionalSide(place));
    }

    private HasBias Bias(JsonPlace place, JsonPlace kind)
    {
        var isSwing = kind.OneOf("internal", "swing") == "swing";
        market.Want(isSwing ? MarketParts.Swing : MarketParts.Internal);
        return new HasBias(
            isSwing,
            SideOf(place.Required("is", Texts.Names(["bullish", "bearish"])), "bullish", "bearish")
        );
    }

    private Completed Setup(JsonPlace place, JsonPlace kind)
    {
        var setup = SetupOf(kind);
        var side = SideOf(place.Required("side", Texts.Names(["bullish", "bearish"])), "bullish", "bearish");
        return new Completed(market.Want(setup), side);
    }

    private static Setup SetupOf(JsonPlace kind)
    {
        SetupNames.TryFind(kind.OneOf(SetupNames.All), out var setup);
        return setup;
    }

    private static Side OptionalSide(JsonPlace place) =>
        place.Member("side") is { } side ? SideOf(side, "bullish", "bearish") : Side.None;
}
