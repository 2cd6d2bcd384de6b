using ModelContextProtocol;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Setups;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Strategies;
using Waickoff.Cli.Commands;
using Waickoff.Cli.History;

namespace Waickoff.Cli.Mcp;

/// <summary>What happened after: setups counted, strategies tried. Both see only the candles that had closed.</summary>
internal sealed class HistoryTools(MarketLibrary library) : MarketTools(library)
{
    private HistoryStrings Texts => HistoryStrings.For(Strings.Language);

    public async Task<EvidenceAnswer> GetSetupEvidence(
        string symbol,
        string timeframe = UsualTimeframe,
        string? setup = null,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        if (setup is not null && !SetupNames.TryFind(setup, out _))
            throw new McpException(Texts.UnknownSetup(setup, string.Join(' ', SetupNames.All)));
        var (header, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        var market = await AskAsync(symbol, analysis.Timeframe, at, cancel);
        return EvidenceAnswer.Of(header, market.Studies[analysis.Timeframe]!, setup, Texts.Notice);
    }

    public async Task<BacktestAnswer> RunBacktest(
        string symbol,
        string strategy,
        string timeframe = UsualTimeframe,
        int limit = UsualLimit,
        string? from = null,
        string? to = null,
        CancellationToken cancel = default
    )
    {
        var definition = Read(strategy);
        var (header, analysis) = await AskAsync(symbol, timeframe, to, cancel);
        var market = await AskAsync(symbol, analysis.Timeframe, to, cancel);
        var (series, finer) = MarketStudies.CandlesOf(market.Analysis, analysis.Timeframe);
        var fromMs = From(from, series);
        var options = definition.Options with { FromMs = fromMs };
        var result = await Task.Run(
            () => Simulator.Run(series, definition.Create(series.Timeframe), options, finer, cancel),
            cancel
        );
        return BacktestAnswer.Of(header, definition, series, result, Limited(limit), Texts.Notice);
    }

    /// <summary>A strategy by its name, or as it is written out.</summary>
    private StrategyDefinition Read(string strategy)
    {
        var json = strategy.TrimStart().StartsWith('{') ? strategy : StrategyLibrary.Find(strategy);
        if (json is null)
            throw new McpException(Texts.UnknownStrategy(strategy, StrategySource.Names));
        try
        {
            return StrategyReader.Read(json);
        }
        catch (StrategyException e)
        {
            throw new McpException(Texts.Bad(e), e);
        }
    }

    private long? From(string? from, CandleSeries series)
    {
        try
        {
            var fromMs = CandleSource.ReadTime(from, Strings);
            var end = series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds;
            if (fromMs >= end)
                throw new McpException(
                    Texts.NoCandles($"{from} ..", HistoryText.Time(series[0].OpenTimeMs), HistoryText.Time(end))
                );
            return fromMs;
        }
        catch (UsageException e)
        {
            throw new McpException(e.Message, e);
        }
    }
}
