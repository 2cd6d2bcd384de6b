using Microsoft.Extensions.Logging;
using Quartz;
using Waickoff.Ledger.Audit;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>Closes sessions whose 24 hours are over.</summary>
internal sealed class ExpireSessions(SessionEnd end) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await end.ExpireAsync(cancellationToken);
}

/// <summary>Ends turns whose process died and gives back what was held for them.</summary>
internal sealed class ReapTurns(TurnReaper reaper) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await reaper.ReapAsync(isAlone: false, cancellationToken);
}

/// <summary>Recomputes every balance from the journal; what does not add up is logged as an error and makes the server unwell.</summary>
internal sealed partial class AuditLedger(
    Database database,
    LastAudit last,
    TimeProvider time,
    ILogger<AuditLedger> log
) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellationToken);
        var report = await LedgerAuditor.RunAsync(connection, now.ToUnixTimeMilliseconds(), cancellationToken);
        last.Set(now, report);
        foreach (var violation in report.Violations)
            Wrong(log, violation.Name, violation.Count, string.Join(' ', violation.Samples));
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The ledger does not add up: {Rule}, {Count} times, such as {Samples}"
    )]
    private static partial void Wrong(ILogger log, string rule, long count, string samples);
}

/// <summary>What the last audit of this process found.</summary>
internal sealed class LastAudit : IHealthItem
{
    private volatile Result? result;

    public string Name => "ledger";

    public bool IsVital => false;

    public void Set(DateTimeOffset at, AuditReport report) => result = new Result(at, report);

    public Task<string?> ProblemAsync(CancellationToken cancel) =>
        Task.FromResult(
            result is { Report.IsClean: false } bad ? $"{bad.Report.Violations.Count} rules broken at {bad.At:u}" : null
        );

    private sealed record Result(DateTimeOffset At, AuditReport Report);
}
