using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Strategies;

/// <summary>A rule that holds at a candle or does not. Each is asked at every candle, once, also those whose answer cannot matter.</summary>
internal abstract class Condition
{
    public abstract bool Holds(RuleMarket market);
}

/// <summary>All of them hold.</summary>
internal sealed class AllOf(Condition[] parts) : Condition
{
    public override bool Holds(RuleMarket market)
    {
        var all = true;
        foreach (var part in parts)
            all &= part.Holds(market);
        return all;
    }
}

/// <summary>One of them holds.</summary>
internal sealed class AnyOf(Condition[] parts) : Condition
{
    public override bool Holds(RuleMarket market)
    {
        var any = false;
        foreach (var part in parts)
            any |= part.Holds(market);
        return any;
    }
}

/// <summary>It does not hold.</summary>
internal sealed class Not(Condition part) : Condition
{
    public override bool Holds(RuleMarket market) => !part.Holds(market);
}

/// <summary>The first held 1 to n candles ago, and the second holds now. Once for each time the first held.</summary>
internal sealed class Sequence(Condition first, Condition second, int within) : Condition
{
    private int since = int.MinValue;

    public override bool Holds(RuleMarket market)
    {
        if (market.HasRestarted)
            since = int.MinValue;
        var isInTime = since != int.MinValue && market.Index - since <= within;
        var holds = second.Holds(market) && isInTime;
        if (holds)
            since = int.MinValue;
        if (first.Holds(market))
            since = market.Index;
        return holds;
    }
}

/// <summary>One number against another. Nothing holds of <c>NaN</c>.</summary>
internal sealed class Comparison(Operand left, string relation, Operand right) : Condition
{
    public override bool Holds(RuleMarket market)
    {
        var (one, other) = (left.Value(market), right.Value(market));
        return relation switch
        {
            ">" => one > other,
            ">=" => one >= other,
            "<" => one < other,
            _ => one <= other,
        };
    }
}

/// <summary>One number went from at or below the other to above it, or mirrored, at this candle.</summary>
internal sealed class Crossing(Operand left, bool isUpward, Operand right) : Condition
{
    private double before = double.NaN;

    public override bool Holds(RuleMarket market)
    {
        var now = left.Value(market) - right.Value(market);
        var holds = isUpward ? before <= 0 && now > 0 : before >= 0 && now < 0;
        before = now;
        return holds;
    }
}

/// <summary>A detector confirmed a finding of a kind and side at this candle.</summary>
internal sealed class Found(FindingSource source, string kind, Side side) : Condition
{
    public override bool Holds(RuleMarket market) => source.Confirms(market.Fold!, kind, side);
}

/// <summary>A finding of a side moved to a state at this candle.</summary>
internal sealed class Moved(bool ofGaps, FindingState state, Side side) : Condition
{
    public override bool Holds(RuleMarket market)
    {
        var fold = market.Fold!;
        foreach (ref readonly var e in ofGaps ? fold.GapEvents : fold.BlockEvents)
        {
            var found = ofGaps ? fold.Gaps!.Log[e.Finding].Side : fold.OrderBlocks!.Log[e.Finding].Side;
            if (e.State == state && (side == Side.None || found == side))
                return true;
        }
        return false;
    }
}

/// <summary>The bias of a scale of the structure.</summary>
internal sealed class HasBias(bool isSwing, Side side) : Condition
{
    public override bool Holds(RuleMarket market) =>
        (isSwing ? market.Fold!.Swing! : market.Fold!.Internal!).Bias == side;
}

/// <summary>A setup was completed for a side at this candle.</summary>
internal sealed class Completed(int place, Side side) : Condition
{
    public override bool Holds(RuleMarket market) => !double.IsNaN(Stop(market));

    /// <summary>Its invalidation; <c>NaN</c> when it was not completed at this candle.</summary>
    public double Stop(RuleMarket market)
    {
        foreach (ref readonly var signal in market.Signals)
        {
            if (signal.Setup == place && signal.Side == side)
                return signal.Stop;
        }
        return double.NaN;
    }
}
