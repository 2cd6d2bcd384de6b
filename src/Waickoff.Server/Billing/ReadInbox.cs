using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Analysis;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>Where an event of Stripe stands.</summary>
internal enum StripeEventState
{
    /// <summary>Not handled yet.</summary>
    Waiting,

    /// <summary>It could not be handled so far and is tried again.</summary>
    Retrying,

    /// <summary>Handled.</summary>
    Done,

    /// <summary>Tried for days in vain; nobody tries again by itself.</summary>
    GivenUp,
}

/// <summary>The events of Stripe as they came, for operators.</summary>
internal static class ReadInbox
{
    /// <param name="Events">Newest first.</param>
    /// <param name="Next">What to send as <c>before</c> for the next page; null on the last.</param>
    public sealed record Answer(IReadOnlyList<Item> Events, string? Next);

    /// <param name="Id">The id Stripe gave it.</param>
    /// <param name="Type">What happened, in Stripe's words.</param>
    /// <param name="About">The id of what it is about.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="Tries">How often it was taken up.</param>
    /// <param name="Outcome">What came of it, or why it could not be handled.</param>
    /// <param name="Received">When it came first.</param>
    /// <param name="Due">When it is tried next; null where it is not.</param>
    public sealed record Item(
        string Id,
        string Type,
        string About,
        StripeEventState State,
        int Tries,
        string? Outcome,
        DateTimeOffset Received,
        DateTimeOffset? Due
    );

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        WaickoffDb db,
        HttpContext http,
        CancellationToken cancel,
        string? state = null,
        string? before = null,
        int take = 20
    )
    {
        if ((Problems.OfWord<StripeEventState>("state", state, out var wanted) ?? Problems.OfPage(take)) is { } wrong)
            return wrong.Result(http);
        var events = Of(db.Set<StripeEventRow>().AsNoTracking(), wanted);
        if (before is not null)
        {
            if (
                !StripeEventRow.IsId(before)
                || await db.Set<StripeEventRow>().FindAsync([before], cancel) is not { } last
            )
                return Problems
                    .Invalid("before", new LocalText("An id of an event.", "El id de un evento."))
                    .Result(http);
            events = events.Where(e =>
                e.ReceivedMs < last.ReceivedMs || (e.ReceivedMs == last.ReceivedMs && e.Id.CompareTo(last.Id) < 0)
            );
        }
        var found = await events
            .OrderByDescending(e => e.ReceivedMs)
            .ThenByDescending(e => e.Id)
            .Take(take + 1)
            .ToListAsync(cancel);
        return TypedResults.Ok(
            new Answer([.. found.Take(take).Select(ItemOf)], found.Count > take ? found[take - 1].Id : null)
        );
    }

    private static IQueryable<StripeEventRow> Of(IQueryable<StripeEventRow> events, StripeEventState? state) =>
        state switch
        {
            null => events,
            StripeEventState.Waiting => events.Where(e => e.HandledMs == 0 && e.Outcome == null),
            StripeEventState.Retrying => events.Where(e => e.HandledMs == 0 && e.Outcome != null),
            StripeEventState.Done => events.Where(e => e.HandledMs > 0 && !e.IsGivenUp),
            _ => events.Where(e => e.IsGivenUp),
        };

    private static Item ItemOf(StripeEventRow e) =>
        new(
            e.Id,
            e.Type,
            e.About,
            e.IsGivenUp ? StripeEventState.GivenUp
                : e.HandledMs > 0 ? StripeEventState.Done
                : e.Outcome is null ? StripeEventState.Waiting
                : StripeEventState.Retrying,
            e.Tries,
            e.Outcome,
            DateTimeOffset.FromUnixTimeMilliseconds(e.ReceivedMs),
            e.HandledMs > 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(e.DueMs)
        );
}

/// <summary>Has an event handled again, now; since it is only a hint that something changed, that is always safe.</summary>
internal static class RedeliverEvent
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string stripeEvent,
        ClaimsPrincipal user,
        WaickoffDb db,
        StripeEventQueue queue,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (
            !StripeEventRow.IsId(stripeEvent)
            || await db.Set<StripeEventRow>().FindAsync([stripeEvent], cancel) is not { } found
        )
            return Problems.NotFound.Result(http);
        found.HandledMs = 0;
        found.IsGivenUp = false;
        found.Outcome = null;
        found.Tries = 0;
        found.DueMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        db.Add(OperatorAction.Of(user, OperatorActionKind.EventRedelivered, found.Id, found.Type, time));
        await db.SaveChangesAsync(cancel);
        queue.Wake();
        return TypedResults.NoContent();
    }
}
