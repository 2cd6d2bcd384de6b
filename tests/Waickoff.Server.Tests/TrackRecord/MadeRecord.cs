using System.Data.Common;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Server.Hosting;
using Waickoff.Server.TrackRecord;

namespace Waickoff.Server.Tests.TrackRecord;

/// <summary>Scenarios that nobody analysed, and the record of a server they are put into.</summary>
internal sealed class MadeRecord(RunningServer server)
{
    public const int Horizon = 4;
    private const long FirstMs = 1_704_067_200_000;

    /// <summary>One of a series at a close.</summary>
    public static PublishedScenario Scenario(int close, Side side = Side.Bullish, Timeframe? timeframe = null) =>
        new()
        {
            Venue = "binance",
            IsSimulated = false,
            Symbol = "BTCUSDT",
            Timeframe = timeframe ?? Timeframe.H1,
            Side = side,
            MadeMs = FirstMs + (close * (timeframe ?? Timeframe.H1).Milliseconds),
            Close = 100,
            Bottom = 98,
            Top = 99 + (close / 1024.0),
            Confirmation = 101,
            Invalidation = 97,
            LowerInvalidation = null,
            Targets = new ValueList<double>([103.0]),
            HorizonCandles = Horizon,
            RuleVersion = 1,
            CandleCount = 400,
            DataHash = CandleDigest.Of([]),
        };

    public static ScenarioOutcome Outcome(ScenarioVerdict verdict) =>
        new(verdict, verdict == ScenarioVerdict.Hit ? 1 : 0, null, FirstMs, 1, CandleDigest.Of([]), 1);

    public Task<int> PublishAsync(params PublishedScenario[] scenarios) =>
        server.Get<RecordStore>().PublishAsync(scenarios, default);

    public async Task<bool> GradeAsync(long number, ScenarioVerdict verdict = ScenarioVerdict.Hit)
    {
        var row = (await RowsAsync()).Single(r => r.Columns.Number == number);
        var entry = (ScenarioEntry)RecordText.Read(row.Text);
        return await server.Get<RecordStore>().GradeAsync(entry, row.Hash, Outcome(verdict), default);
    }

    public async Task<List<RecordRow>> RowsAsync()
    {
        await using var connection = await OpenAsync();
        return await RecordReads.AllAsync(connection, null, default).ToListAsync();
    }

    public async Task<RecordReport> AuditAsync(RecordHead? noted = null)
    {
        await using var connection = await OpenAsync();
        return (await RecordAuditor.RunAsync(connection, noted)).ShouldNotBeNull();
    }

    public async Task ExecuteAsync(params string[] statements)
    {
        await using var connection = await OpenAsync();
        foreach (var sql in statements)
            await connection.ExecuteAsync(null, sql, [], default);
    }

    /// <summary>Takes away what keeps the tables as they are.</summary>
    public async Task UnguardAsync()
    {
        if (server.Get<Database>().Postgres is not null)
        {
            await ExecuteAsync("DROP FUNCTION track_record_refuse CASCADE");
            return;
        }
        await using var connection = await OpenAsync();
        const string Guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'track_record%'";
        foreach (var name in await connection.RowsAsync(null, Guards, [], r => r.GetString(0), default).ToListAsync())
            await connection.ExecuteAsync(null, $"DROP TRIGGER {name}", [], default);
    }

    private Task<DbConnection> OpenAsync() => server.Get<Database>().OpenAsync(default);
}
