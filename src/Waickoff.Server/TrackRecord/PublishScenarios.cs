using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Server.Charts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.TrackRecord;

/// <summary>
/// Puts down what every served market shows: the scenarios of each timeframe at its newest close, when they are first there or change. Nothing
/// is put down later, when what came after is known: a close that nobody saw here is none.
/// </summary>
internal sealed partial class PublishScenarios(
    ShownMarkets markets,
    MarketPast past,
    RecordStore record,
    TrackRecordOptions options,
    TimeProvider time,
    ILogger<PublishScenarios> log
) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, MarketAnalysis> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Symbol, string Venue, Timeframe Timeframe), long> closes = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Publishes)
            return;
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (Failures.IsOfDatabase(e) || e is DbException or FormatException)
            {
                // Also where somebody spoiled the record: the rest of the product goes on.
                NotKept(log, e.Message);
                await Task.Delay(RetryPause, time, stoppingToken);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Looks at every market once.</summary>
    /// <returns>How many scenarios were put down.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var added = 0;
        foreach (var symbol in markets.Symbols)
        {
            if (await markets.ViewAsync(symbol, cancel) is not { Analysis: { } analysis } view)
                continue;
            // Of old data nothing is said any more, and what was looked at is not looked at again.
            if (view.IsTooOld || ReferenceEquals(seen.GetValueOrDefault(symbol), analysis))
                continue;
            var fresh = await FreshAsync(analysis, cancel);
            var scenarios = fresh.SelectMany(t => t.Scenarios.Select(s => PublishedScenario.Of(analysis.Data, t, s)));
            added += await record.PublishAsync([.. scenarios], cancel);
            seen[symbol] = analysis;
            foreach (var timeframe in fresh)
                closes[PlaceOf(analysis, timeframe.Timeframe)] = timeframe.AsOfMs;
        }
        return added;
    }

    /// <summary>The timeframes that have closed a candle since they were looked at; those that are built when somebody asks for them too.</summary>
    private async Task<List<TimeframeAnalysis>> FreshAsync(MarketAnalysis analysis, CancellationToken cancel)
    {
        var fresh = new List<TimeframeAnalysis>();
        foreach (var timeframe in ChartQuery.Timeframes)
        {
            var seenMs = closes.GetValueOrDefault(PlaceOf(analysis, timeframe));
            if (timeframe.Floor(analysis.AsOfMs) <= seenMs)
                continue;
            var shown = analysis[timeframe];
            shown ??= (await past.AtAsync(analysis.Data.Symbol, null, timeframe, cancel))?[timeframe];
            if (shown?.AsOfMs > seenMs)
                fresh.Add(shown);
        }
        return fresh;
    }

    private static (string Symbol, string Venue, Timeframe Timeframe) PlaceOf(
        MarketAnalysis analysis,
        Timeframe timeframe
    ) => (analysis.Data.Symbol, analysis.Data.Venue, timeframe);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is shown cannot be put down in the track record: {Reason}")]
    private static partial void NotKept(ILogger log, string reason);
}
