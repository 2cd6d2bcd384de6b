using System.ComponentModel;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Strategies;

namespace Waickoff.Cli.Mcp;

internal sealed record EvidenceAnswer(
    MarketHeader Market,
    [property: Description("Open time of the first candle counted, UTC.")] DateTime From,
    [property: Description("Close of the last one, UTC. Nothing later was used.")] DateTime To,
    [property: Description("The versions of the rules it was counted by.")] string RuleVersion,
    [property: Description("The candles it was counted on: the same candles give the same hash.")] string DataHash,
    [property: Description("The setups in their order.")] IReadOnlyList<SetupAnswer> Setups,
    [property: Description("How Wyckoff ranges ended that were once read so.")] IReadOnlyList<ReadingEvidence> Readings,
    [property: Description("How all ranges ended: the base rate of readings.")] RangeExits Ranges,
    [property: Description("To be said wherever these numbers are shown.")] string Notice
)
{
    public static EvidenceAnswer Of(MarketHeader market, EvidenceSummary study, string? setup, string notice) =>
        new(
            market,
            MarketHeader.Utc(study.FromMs),
            MarketHeader.Utc(study.ToMs),
            study.RuleVersion,
            study.DataHash,
            [.. study.Setups.Where(s => setup is null || s.Setup == setup).Select(SetupAnswer.Of)],
            study.Readings,
            study.Ranges,
            notice
        );
}

internal sealed record SetupAnswer(
    string Setup,
    [property: Description("Decided cases.")] int Count,
    [property: Description("Signals while a case was still open.")] int Skipped,
    [property: Description("Signals whose stop lay too near.")] int TooNear,
    [property: Description("Signals whose stop the next open already lay beyond.")] int Passed,
    [property: Description("Cases the candles do not decide yet.")] int Pending,
    [property: Description(
        "For targets at 1, 2 and 3 times the risk: hits, hit rate with Wilson interval, base rate, expectancy in R after costs, verdict."
    )]
        IReadOnlyList<TargetEvidence> Targets,
    [property: Description("By volatility and higher-timeframe bias, for the target at twice the risk.")]
        IReadOnlyList<RegimeEvidence> Regimes,
    [property: Description("Calibrated probability of the target at twice the risk; null when it abstains.")]
        double Probability,
    [property: Description("Why there is no probability; null when there is one.")] Abstention Abstention,
    [property: Description("A signal of the last candles that is not decided; null for none.")] LiveAnswer? Live,
    [property: Description("The last 20 cases, oldest first.")] IReadOnlyList<CaseAnswer> Last
)
{
    public static SetupAnswer Of(SetupSummary setup) =>
        new(
            setup.Setup,
            setup.Count,
            setup.Skipped,
            setup.TooNear,
            setup.Passed,
            setup.Pending,
            setup.Targets,
            setup.Regimes,
            setup.Probability,
            setup.Abstention,
            setup.Live is { } live
                ? new LiveAnswer(live.Side, MarketHeader.Utc(live.SignalMs), live.Age, live.Stop)
                : null,
            [
                .. setup.Last.Select(c => new CaseAnswer(
                    c.Side,
                    MarketHeader.Utc(c.SignalMs),
                    MarketHeader.Utc(c.EntryMs),
                    MarketHeader.Utc(c.EndMs),
                    c.Entry,
                    c.Stop,
                    c.Target,
                    c.IsHit,
                    c.R
                )),
            ]
        );
}

internal sealed record LiveAnswer(
    Side Side,
    [property: Description("Open time of the candle at whose close it was known, UTC.")] DateTime Time,
    [property: Description("Candles closed since.")] int Age,
    [property: Description("The price at which it is wrong.")] double Stop
);

internal sealed record CaseAnswer(
    Side Side,
    [property: Description("Open time of the candle at whose close it was known, UTC.")] DateTime Time,
    [property: Description("Open time of the candle it was entered at, UTC.")] DateTime EntryTime,
    [property: Description("Open time of the candle that decided it, UTC.")] DateTime EndTime,
    double Entry,
    double Stop,
    [property: Description("Twice the risk away.")] double Target,
    bool IsHit,
    [property: Description("Outcome in multiples of the risk, after costs.")] double R
);

internal sealed record BacktestAnswer(
    MarketHeader Market,
    string Strategy,
    [property: Description("What it does, in a sentence.")] string About,
    [property: Description("Open time of the first candle that counts, UTC.")] DateTime From,
    [property: Description("Close of the last one, UTC.")] DateTime To,
    [property: Description("Fee of each fill as a share of its price.")] double FeeShare,
    [property: Description("What fills at the market are worse, as a share.")] double SlippageShare,
    [property: Description("The usual figures; null where one cannot be formed.")] Performance Performance,
    [property: Description("Orders that could not be filled.")] int DroppedOrders,
    [property: Description("The last trades, newest first.")] IReadOnlyList<TradeAnswer> Trades,
    [property: Description("To be said wherever these numbers are shown.")] string Notice
)
{
    public static BacktestAnswer Of(
        MarketHeader market,
        StrategyDefinition strategy,
        CandleSeries series,
        SimulationResult result,
        int limit,
        string notice
    ) =>
        new(
            market,
            strategy.Name,
            strategy.About,
            MarketHeader.Utc(series[result.FirstIndex].OpenTimeMs),
            MarketHeader.Utc(series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds),
            strategy.Options.FeeShare,
            strategy.Options.SlippageShare,
            result.Performance,
            result.DroppedOrders,
            [.. result.Trades.Reverse().Take(limit).Select(t => TradeAnswer.Of(in t, series))],
            notice
        );
}

internal sealed record TradeAnswer(
    Side Side,
    [property: Description("Open time of the candle it was filled at, UTC.")] DateTime EntryTime,
    [property: Description("Open time of the candle it was closed in, UTC.")] DateTime ExitTime,
    double EntryPrice,
    double ExitPrice,
    [property: Description("After fees, in quote currency.")] double Profit,
    [property: Description("Profit over what the stop would have lost; null without a stop.")] double R,
    ExitReason Reason
)
{
    public static TradeAnswer Of(in Trade trade, CandleSeries series) =>
        new(
            trade.Side,
            MarketHeader.Utc(series[trade.EntryIndex].OpenTimeMs),
            MarketHeader.Utc(series[trade.ExitIndex].OpenTimeMs),
            trade.EntryPrice,
            trade.ExitPrice,
            trade.Profit,
            trade.R,
            trade.Reason
        );
}
