using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Waickoff.Ledger.Audit;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>What an audit of the ledger found, kept for 30 days.</summary>
internal sealed class Audit
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    public required string Id { get; init; }

    public required long AtMs { get; init; }

    /// <summary>How many rows of the journal it went through.</summary>
    public required long Entries { get; init; }

    /// <summary>How many rules were broken.</summary>
    public required int Broken { get; init; }

    /// <summary>Which, as JSON.</summary>
    public required string Violations { get; init; }

    public static Audit Of(AuditReport report, string id) =>
        new()
        {
            Id = id,
            AtMs = report.AtMs,
            Entries = report.Entries,
            Broken = report.Violations.Count,
            Violations = JsonSerializer.Serialize(report.Violations),
        };

    public IReadOnlyList<AuditViolation> Found() => JsonSerializer.Deserialize<List<AuditViolation>>(Violations)!;

    /// <summary>The newest of all processes; null before the first.</summary>
    public static Task<Audit?> LastAsync(WaickoffDb db, CancellationToken cancel) =>
        db.Set<Audit>()
            .AsNoTracking()
            .OrderByDescending(a => a.AtMs)
            .ThenByDescending(a => a.Id)
            .FirstOrDefaultAsync(cancel);
}

internal sealed class AuditTable : IEntityTypeConfiguration<Audit>
{
    public void Configure(EntityTypeBuilder<Audit> builder)
    {
        builder.ToTable("audit");
        builder.HasIndex(a => a.AtMs);
    }
}

/// <summary>Recomputes every balance from the journal; what does not add up is logged as an error and makes the server unwell.</summary>
internal sealed partial class AuditLedger(Database database, WaickoffDb db, TimeProvider time, ILogger<AuditLedger> log)
    : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancel);
        var report = await LedgerAuditor.RunAsync(connection, now.ToUnixTimeMilliseconds(), cancel);
        // Said before it is stored: the log has it even where the database does not take it.
        foreach (var violation in report.Violations)
            Wrong(log, violation.Name, violation.Count, string.Join(' ', violation.Samples));
        db.Add(Audit.Of(report, Id.New("aud", time)));
        await db.SaveChangesAsync(cancel);
        var old = (now - Audit.Life).ToUnixTimeMilliseconds();
        await db.Set<Audit>().Where(a => a.AtMs < old).ExecuteDeleteAsync(cancel);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The ledger does not add up: {Rule}, {Count} times, such as {Samples}"
    )]
    private static partial void Wrong(ILogger log, string rule, long count, string samples);
}

/// <summary>What the last audit found, whichever process made it.</summary>
internal sealed class LastAudit(IServiceScopeFactory scopes) : IHealthItem
{
    public string Name => "ledger";

    public bool IsVital => false;

    public async Task<string?> ProblemAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var last = await Audit.LastAsync(scope.ServiceProvider.GetRequiredService<WaickoffDb>(), cancel);
        return last is { Broken: > 0 }
            ? $"{last.Broken} rules broken at {DateTimeOffset.FromUnixTimeMilliseconds(last.AtMs):u}"
            : null;
    }
}
