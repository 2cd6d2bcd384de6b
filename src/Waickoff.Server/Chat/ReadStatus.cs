using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Waickoff.Ledger.Audit;
using Waickoff.Server.Charts;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>The last audit of the ledger, for everybody.</summary>
internal static class ReadStatus
{
    /// <param name="At">When it ran.</param>
    /// <param name="Entries">How many rows of the journal it went through.</param>
    /// <param name="BrokenRules">How many rules were broken; 0 when all adds up.</param>
    public sealed record LastAuditAnswer(DateTimeOffset At, long Entries, int BrokenRules);

    /// <param name="Audit">Null before the first.</param>
    public sealed record Answer(LastAuditAnswer? Audit);

    public static async Task<Ok<Answer>> HandleAsync(WaickoffDb db, CancellationToken cancel) =>
        TypedResults.Ok(
            new Answer(
                await Audit.LastAsync(db, cancel) is { } last
                    ? new LastAuditAnswer(DateTimeOffset.FromUnixTimeMilliseconds(last.AtMs), last.Entries, last.Broken)
                    : null
            )
        );
}

/// <summary>What operators see of the work behind: health, markets, jobs, mails, the last audit.</summary>
internal static class ReadOperation
{
    private const int MostMails = 20;

    /// <param name="Health">The state of each part.</param>
    /// <param name="Markets">Whether candles of each market come from a venue now.</param>
    /// <param name="NoModelSince">Since when no configured model answers, so that the built-in analyst stands in; null while they do.</param>
    /// <param name="Jobs">The work that runs again and again.</param>
    /// <param name="Mails">The outbox.</param>
    /// <param name="Audit">The last audit of the ledger; null before the first.</param>
    public sealed record Answer(
        IReadOnlyList<HostingSlice.HealthItem> Health,
        IReadOnlyList<Market> Markets,
        DateTimeOffset? NoModelSince,
        IReadOnlyList<Job> Jobs,
        Mailbox Mails,
        AuditAnswer? Audit
    );

    public sealed record Market(string Symbol, bool IsLive);

    /// <param name="Name">What runs.</param>
    /// <param name="State">How its trigger stands, such as Normal, Blocked while it runs, or Error.</param>
    /// <param name="Last">When it last ran.</param>
    /// <param name="Next">When it runs again.</param>
    public sealed record Job(string Name, string State, DateTimeOffset? Last, DateTimeOffset? Next);

    /// <param name="Waiting">How many wait, those that were refused before among them.</param>
    /// <param name="OldestWaiting">When the oldest of them was written.</param>
    /// <param name="GivenUpCount">How many were given up after their last try.</param>
    /// <param name="GivenUp">The newest of these.</param>
    public sealed record Mailbox(
        int Waiting,
        DateTimeOffset? OldestWaiting,
        int GivenUpCount,
        IReadOnlyList<GivenUpMail> GivenUp
    );

    /// <param name="Id">As it stands in its Message-ID.</param>
    /// <param name="Person">Whom it is about.</param>
    /// <param name="Created">When it was written.</param>
    /// <param name="Tries">How often it was tried.</param>
    /// <param name="Reason">What the mail server said at last.</param>
    public sealed record GivenUpMail(string Id, string Person, DateTimeOffset Created, int Tries, string Reason);

    /// <param name="At">When it ran.</param>
    /// <param name="Entries">How many rows of the journal it went through.</param>
    /// <param name="Broken">The rules that are broken, with samples.</param>
    public sealed record AuditAnswer(DateTimeOffset At, long Entries, IReadOnlyList<AuditViolation> Broken);

    public static async Task<Ok<Answer>> HandleAsync(
        WaickoffDb db,
        IEnumerable<IHealthItem> items,
        MarketRoom markets,
        ISchedulerFactory schedulers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var health = await Health.LookAsync(items, time, cancel);
        var outage = await db.Set<Outage>().AsNoTracking().SingleOrDefaultAsync(o => o.EndedMs == 0, cancel);
        var audit = await Audit.LastAsync(db, cancel);
        return TypedResults.Ok(
            new Answer(
                health,
                [.. markets.Symbols.Select(s => new Market(s, markets.IsLive(s)))],
                outage is null ? null : At(outage.BeganMs),
                await JobsAsync(await schedulers.GetScheduler(cancel), cancel),
                await MailsAsync(db, cancel),
                audit is null ? null : new AuditAnswer(At(audit.AtMs), audit.Entries, audit.Found())
            )
        );
    }

    private static async Task<IReadOnlyList<Job>> JobsAsync(IScheduler scheduler, CancellationToken cancel)
    {
        var triggers = await scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All }, cancel);
        return
        [
            .. triggers
                .Items.Select(t => new Job(t.Key.Name, t.State.ToString(), t.PreviousFireTimeUtc, t.NextFireTimeUtc))
                .OrderBy(j => j.Name, StringComparer.Ordinal),
        ];
    }

    private static async Task<Mailbox> MailsAsync(WaickoffDb db, CancellationToken cancel)
    {
        var waiting = db.Set<MailRow>().Where(m => m.SentMs == 0 && m.Failure == null);
        var givenUp = db.Set<MailRow>().Where(m => m.SentMs == 0 && m.Failure != null);
        var newest = await givenUp.AsNoTracking().OrderByDescending(m => m.Id).Take(MostMails).ToListAsync(cancel);
        return new Mailbox(
            await waiting.CountAsync(cancel),
            await waiting.MinAsync(m => (long?)m.CreatedMs, cancel) is { } oldest ? At(oldest) : null,
            await givenUp.CountAsync(cancel),
            [.. newest.Select(m => new GivenUpMail(m.Id, m.UserId, At(m.CreatedMs), m.Tries, m.Failure!))]
        );
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
