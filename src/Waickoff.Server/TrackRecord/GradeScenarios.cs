using Microsoft.Extensions.Logging;
using Quartz;
using Waickoff.Analysis;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Market.Storage;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.TrackRecord;

/// <summary>
/// Grades each scenario once its horizon has ended, by the candles behind it. Time is that of the candles: no clock says when a horizon ends.
/// </summary>
internal sealed partial class GradeScenarios(
    ShownMarkets markets,
    Database database,
    RecordStore record,
    GradingCandles candles,
    ILogger<GradeScenarios> log
) : IJob
{
    private const int Batch = 200;

    /// <summary>For so long behind the horizon missing candles are waited for: a venue that was away is read again.</summary>
    private static readonly long PatienceMs = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken);
        }
        catch (Exception e) when (Failures.IsOfDatabase(e) || e is CandleStoreException)
        {
            Away(log, e.Message);
        }
    }

    /// <summary>Grades all that are due.</summary>
    /// <returns>How many were.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var graded = 0;
        foreach (var symbol in markets.Symbols.Intersect(await WaitingAsync(cancel)))
        {
            if (await markets.ViewAsync(symbol, cancel) is { Analysis: { } analysis })
                graded += await GradeAsync(analysis, cancel);
        }
        return graded;
    }

    private async Task<int> GradeAsync(MarketAnalysis analysis, CancellationToken cancel)
    {
        var (graded, now) = (0, analysis.AsOfMs);
        var page = new List<RecordRow>();
        do
        {
            page = await DueAsync(analysis.Data.Symbol, now, page.LastOrDefault()?.Columns, cancel);
            foreach (var row in page)
            {
                var entry = (ScenarioEntry)RecordText.Read(row.Text);
                // What a simulated market takes for now says nothing of a real one.
                if (analysis.Data.IsSimulated && !entry.Scenario.IsSimulated)
                    continue;
                if (await OutcomeOfAsync(entry.Scenario, now, cancel) is { } outcome)
                    graded += await record.GradeAsync(entry, row.Hash, outcome, cancel) ? 1 : 0;
            }
        } while (page.Count == Batch);
        return graded;
    }

    private async Task<List<string>> WaitingAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await RecordReads.WaitingSymbolsAsync(connection, cancel).ToListAsync(cancel);
    }

    private async Task<List<RecordRow>> DueAsync(
        string symbol,
        long nowMs,
        RecordColumns? behind,
        CancellationToken cancel
    )
    {
        await using var connection = await database.OpenAsync(cancel);
        return await RecordReads.DueAsync(connection, symbol, nowMs, behind, Batch, cancel).ToListAsync(cancel);
    }

    private async Task<ScenarioOutcome?> OutcomeOfAsync(
        PublishedScenario scenario,
        long nowMs,
        CancellationToken cancel
    )
    {
        using var fold = new ScenarioFold(scenario);
        foreach (var candle in await candles.OfAsync(scenario, cancel))
            fold.Add(in candle);
        if (fold is { Outcome: not null, IsCutShort: false })
            return fold.Outcome;
        if (nowMs < scenario.DueMs + PatienceMs)
            return null;
        fold.GiveUp();
        return fold.Outcome;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The track record is graded later: {Reason}")]
    private static partial void Away(ILogger log, string reason);
}
