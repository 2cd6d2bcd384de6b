using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;

namespace Waickoff.Backtest.Strategies;

/// <summary>A strategy that follows rules.</summary>
internal sealed class RuleStrategy(RuleMarket market, Condition[] filters, EntryRule[] entries, ExitRule[] exits)
    : Strategy
{
    public override void Decide(in Candle closed, Book book)
    {
        market.Add(in closed, book.Index);
        var isOpen = true;
        foreach (var filter in filters)
            isOpen &= filter.Holds(market);
        foreach (var exit in exits)
        {
            if (exit.When.Holds(market))
                book.Exit(exit.Side);
        }
        foreach (var entry in entries)
        {
            if (!entry.When.Holds(market) || !isOpen)
                continue;
            var stop = entry.Stop?.Invoke(market) ?? double.NaN;
            // A stop that is asked for and has no value yet, or lies on the wrong side, makes no order.
            if (entry.Stop is null || entry.Side.Sign() * (closed.Close - stop) > 0)
                book.Enter(
                    new EntryOrder(entry.Side, stop, entry.Horizon, book.Index) { Targets = entry.Targets(market) }
                );
        }
    }
}

/// <summary>When and how a position is opened.</summary>
internal sealed record EntryRule(
    Side Side,
    Condition When,
    Func<RuleMarket, double>? Stop,
    Func<RuleMarket, Target[]?> Targets,
    int Horizon
);

/// <summary>When positions of a side are closed.</summary>
internal sealed record ExitRule(Side Side, Condition When);
