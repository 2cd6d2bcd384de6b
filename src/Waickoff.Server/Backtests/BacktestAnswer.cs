using System.Text.Json;
using Waickoff.Analysis;
using Waickoff.Backtest.Simulation;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>A backtest or a sweep as it stands.</summary>
/// <param name="Id">To read, cancel or delete it.</param>
/// <param name="Kind">One backtest, or a sweep over a grid.</param>
/// <param name="State">How it stands.</param>
/// <param name="Name">The name of the strategy.</param>
/// <param name="Symbols">The markets.</param>
/// <param name="Timeframe">Such as <c>1h</c>.</param>
/// <param name="From">From when on orders count; left out for all there is.</param>
/// <param name="To">Only candles that had closed then.</param>
/// <param name="Done">Points that are computed.</param>
/// <param name="Points">All points; 1 for one backtest.</param>
/// <param name="Failure">Why it failed: <c>no_candles</c>, <c>given_up</c> or <c>failed</c>; left out where it did not.</param>
/// <param name="Created">When it was started.</param>
/// <param name="Ended">When it ended; left out before.</param>
/// <param name="Expires">When its result goes; left out before it has ended.</param>
internal sealed record BacktestItem(
    string Id,
    BacktestKind Kind,
    BacktestState State,
    string Name,
    IReadOnlyList<string> Symbols,
    string Timeframe,
    DateTimeOffset? From,
    DateTimeOffset To,
    int Done,
    int Points,
    string? Failure,
    DateTimeOffset Created,
    DateTimeOffset? Ended,
    DateTimeOffset? Expires
)
{
    /// <param name="job">The job.</param>
    /// <param name="computed">How many of its points are computed while it waits or runs.</param>
    /// <param name="kept">How long results are kept.</param>
    public static BacktestItem Of(BacktestJob job, int computed, TimeSpan kept)
    {
        var plan = BacktestRun.PlanOf(job);
        var ended = job.EndedMs > 0 ? At(job.EndedMs) : (DateTimeOffset?)null;
        return new BacktestItem(
            job.Id,
            job.Kind,
            job.State,
            job.Name,
            [.. plan.Markets.Select(m => m.Symbol)],
            plan.Timeframe,
            plan.FromMs is { } from ? At(from) : null,
            At(plan.ToMs),
            job.State == BacktestState.Done ? job.PointCount : computed,
            job.PointCount,
            job.Failure,
            At(job.CreatedMs),
            ended,
            ended + kept
        );
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}

/// <summary>A backtest with what it stands on and what came of it.</summary>
/// <param name="Backtest">How it stands.</param>
/// <param name="Strategy">The rules.</param>
/// <param name="Parameters">Values in place of those the strategy names; left out without.</param>
/// <param name="Grid">The values of each parameter of a sweep; left out for one backtest.</param>
/// <param name="Assumptions">What the simulation assumes.</param>
/// <param name="Notice">What every result is to be read with, in both languages.</param>
/// <param name="Result">What one backtest brought; left out before it is done.</param>
/// <param name="Sweep">What a sweep found; left out before it is done.</param>
internal sealed record BacktestAnswer(
    BacktestItem Backtest,
    JsonElement Strategy,
    IReadOnlyDictionary<string, double>? Parameters,
    IReadOnlyDictionary<string, IReadOnlyList<double>>? Grid,
    BacktestAssumptions Assumptions,
    Problem.Both Notice,
    BacktestResult? Result,
    SweepAnswer? Sweep
)
{
    public static BacktestAnswer Of(BacktestJob job, int computed, TimeSpan kept)
    {
        var plan = BacktestRun.PlanOf(job);
        var options = plan.Read(plan.Places()[0]).Options;
        var notice = NoticeOf(options);
        return new BacktestAnswer(
            BacktestItem.Of(job, computed, kept),
            BacktestRun.Read<JsonElement>(plan.Strategy),
            plan.Parameters,
            plan.Grid,
            BacktestAssumptions.Of(options),
            new Problem.Both(notice.English, notice.Spanish),
            job is { Kind: BacktestKind.Backtest, Result: { } one } ? BacktestRun.Read<BacktestResult>(one) : null,
            job is { Kind: BacktestKind.Sweep, Result: { } all } ? BacktestRun.Read<SweepAnswer>(all) : null
        );
    }

    private static LocalText NoticeOf(SimulationOptions options) =>
        LocalText.Of(
            $"Past and hypothetical results are not future ones. Taken off: a fee of {100 * options.FeeShare:0.###} % of each fill and slippage of {100 * options.SlippageShare:0.###} % of each fill at the market. Not advice.",
            $"Los resultados pasados e hipotéticos no son los futuros. Descontado: una comisión del {100 * options.FeeShare:0.###} % de cada ejecución y un deslizamiento del {100 * options.SlippageShare:0.###} % de cada ejecución a mercado. No es asesoramiento."
        );
}

/// <summary>What a simulation assumes; costs are on unless the rule turns them off.</summary>
/// <param name="InitialEquity">Equity at the start, in quote currency.</param>
/// <param name="FeeShare">Fee of each fill, as a share of its price.</param>
/// <param name="SlippageShare">What a fill at the market is worse than the price seen, as a share.</param>
/// <param name="SizeUnit">What the size of a position is measured in.</param>
/// <param name="Size">How much a position holds, in that unit.</param>
/// <param name="Positions">How many positions may be open at once.</param>
/// <param name="GreatestLeverage">The most that all of them may be worth, as a multiple of the equity.</param>
internal sealed record BacktestAssumptions(
    double InitialEquity,
    double FeeShare,
    double SlippageShare,
    SizeUnit SizeUnit,
    double Size,
    int Positions,
    double GreatestLeverage
)
{
    public static BacktestAssumptions Of(SimulationOptions o) =>
        new(o.InitialEquity, o.FeeShare, o.SlippageShare, o.Size.Unit, o.Size.Value, o.Positions, o.GreatestLeverage);
}
