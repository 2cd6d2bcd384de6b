using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;

namespace Waickoff.Backtest.Strategies;

/// <summary>A strategy as rules, read and checked. It holds no state: <see cref="Create"/> makes one that has seen nothing yet.</summary>
public sealed class StrategyDefinition
{
    private readonly Func<Timeframe, Strategy> create;

    internal StrategyDefinition(
        string name,
        string about,
        SimulationOptions options,
        Func<Timeframe, Strategy> create
    ) => (Name, About, Options, this.create) = (name, about, options, create);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it does, in a sentence; empty where nothing is said.</summary>
    public string About { get; }

    /// <summary>Size, positions and costs it asks for, over the usual ones.</summary>
    public SimulationOptions Options { get; }

    /// <summary>A strategy that has seen no candle yet.</summary>
    public Strategy Create(Timeframe timeframe) => create(timeframe);
}
