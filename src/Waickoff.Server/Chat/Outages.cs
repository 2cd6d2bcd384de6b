using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Waickoff.Analyst.Turns;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>A time in which no configured model answered anybody, so that the built-in analyst stood in.</summary>
internal sealed class Outage
{
    public required string Id { get; init; }

    public required long BeganMs { get; init; }

    /// <summary>0 while it lasts; there is one such at most.</summary>
    public long EndedMs { get; set; }
}

internal sealed class OutageTable : IEntityTypeConfiguration<Outage>
{
    public void Configure(EntityTypeBuilder<Outage> builder)
    {
        builder.ToTable("outage");
        builder.HasIndex(o => o.EndedMs).IsUnique().HasFilter("\"EndedMs\" = 0");
    }
}

/// <summary>
/// Notes when models cannot be had and when they can again. The sessions that were open meanwhile get the time back that they lost, once and
/// at most 24 hours.
/// </summary>
internal sealed partial class Outages(IServiceScopeFactory scopes, TimeProvider time, ILogger<Outages> log)
{
    private static readonly long MostMs = (long)TradingSession.Life.TotalMilliseconds;

    /// <summary>Whether this process knows of one; another process may.</summary>
    private volatile bool isOn;

    /// <summary>Looks at how a turn ended.</summary>
    public async Task NoteAsync(AnalystEvent.Ended ended, bool isByModel)
    {
        if (ended.IsOutage && !isOn)
            await BeginAsync();
        else if (isByModel && isOn)
            await EndAsync();
    }

    /// <summary>Whether one lasts.</summary>
    public async Task<bool> IsOnAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        return isOn = await db.Set<Outage>().AnyAsync(o => o.EndedMs == 0, cancel);
    }

    /// <summary>Ends what lasts and gives back what was lost by it.</summary>
    public async Task EndAsync()
    {
        isOn = false;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.Set<Outage>().AsNoTracking().SingleOrDefaultAsync(o => o.EndedMs == 0) is not { } outage)
            return;
        var isMine = await db.Set<Outage>()
            .Where(o => o.Id == outage.Id && o.EndedMs == 0)
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.EndedMs, now));
        if (isMine == 0)
            return;
        // What a session lost is what it had of the outage, up to what was not given back before.
        var sessions = await db.Set<TradingSession>()
            .Where(s => s.Status == SessionStatus.Active && s.GivenBackMs < MostMs)
            .ExecuteUpdateAsync(s =>
                s.SetProperty(
                        x => x.ExpiresMs,
                        x => x.ExpiresMs + Math.Min(now - Math.Max(outage.BeganMs, x.CreatedMs), MostMs - x.GivenBackMs)
                    )
                    .SetProperty(
                        x => x.GivenBackMs,
                        x =>
                            x.GivenBackMs
                            + Math.Min(now - Math.Max(outage.BeganMs, x.CreatedMs), MostMs - x.GivenBackMs)
                    )
            );
        await transaction.CommitAsync();
        Over(log, TimeSpan.FromMilliseconds(now - outage.BeganMs), sessions);
    }

    private async Task BeginAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        db.Add(new Outage { Id = Id.New("out", time), BeganMs = time.GetUtcNow().ToUnixTimeMilliseconds() });
        try
        {
            await db.SaveChangesAsync();
            Begun(log);
        }
        catch (DbUpdateException e) when (!Failures.IsOfDatabase(e))
        {
            // Another turn noted it.
        }
        isOn = true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No model answers: the built-in analyst stands in")]
    private static partial void Begun(ILogger log);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Models answer again after {Lasted}: {Sessions} sessions got the lost time back"
    )]
    private static partial void Over(ILogger log, TimeSpan lasted, int sessions);
}

/// <summary>Where nobody asks, the server does, to know when models answer again.</summary>
internal sealed class EndOutage(Outages outages, AnalystTurns analyst) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (await outages.IsOnAsync(cancellationToken) && await analyst.IsAnsweringAsync(cancellationToken))
            await outages.EndAsync();
    }
}
