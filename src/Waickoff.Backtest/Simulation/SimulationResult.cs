using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Simulation;

/// <summary>What a simulation brought.</summary>
/// <param name="FirstIndex">The first candle that counts; those before warmed up.</param>
/// <param name="Trades">The trades in the order they were closed.</param>
/// <param name="Equity">Equity at each close from <paramref name="FirstIndex"/> on, in quote currency.</param>
/// <param name="DroppedOrders">Orders that could not be filled.</param>
/// <param name="Performance">The usual figures.</param>
public sealed record SimulationResult(
    int FirstIndex,
    IReadOnlyList<Trade> Trades,
    ReadOnlyMemory<double> Equity,
    int DroppedOrders,
    Performance Performance
)
{
    internal static SimulationResult Of(
        CandleSeries series,
        SimulationOptions options,
        int first,
        double[] equity,
        Book book,
        int exposed
    )
    {
        var performance = Performance.Of(series, options, first, equity, book.Trades, exposed);
        return new SimulationResult(first, book.Trades, equity, book.DroppedOrders, performance);
    }
}
