using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>Wakes what works the events off.</summary>
internal sealed class StripeEventQueue
{
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Wake() => wake.Writer.TryWrite(true);

    public ValueTask<bool> NextAsync(CancellationToken cancel) => wake.Reader.ReadAsync(cancel);
}

/// <summary>
/// Works off what came, several side by side. An event is taken by moving its due time; one whose process died, or which could not be handled,
/// comes due again.
/// </summary>
internal sealed partial class HandleStripeEvents(
    IServiceScopeFactory scopes,
    StripeEventQueue queue,
    BillingOptions options,
    TimeProvider time,
    ILogger<HandleStripeEvents> log
) : BackgroundService
{
    private const int Batch = 32;
    private const int Workers = 4;

    /// <summary>Stripe itself tries for three days; so do we.</summary>
    private const int MostTries = 40;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsOpen)
            return;
        try
        {
            while (true)
            {
                await queue.NextAsync(stoppingToken);
                try
                {
                    while (await WorkAsync(stoppingToken)) { }
                }
                catch (Exception e) when (Failures.IsOfDatabase(e))
                {
                    Away(log, e.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    /// <summary>Works off what is due now.</summary>
    /// <returns>False when nothing was.</returns>
    public async Task<bool> WorkAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = Now;
        var due = await scope
            .ServiceProvider.GetRequiredService<WaickoffDb>()
            .Set<StripeEventRow>()
            .AsNoTracking()
            .Where(e => e.HandledMs == 0 && e.DueMs <= now)
            .OrderBy(e => e.DueMs)
            .Take(Batch)
            .ToListAsync(cancel);
        // What is about the same payment is done one after the other.
        await Parallel.ForEachAsync(
            due.GroupBy(e => e.Payment ?? e.About),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Workers,
                CancellationToken = cancel,
                TaskScheduler = TaskScheduler.Current,
            },
            async (group, token) =>
            {
                foreach (var one in group)
                    await HandleAsync(one, token);
            }
        );
        return due.Count > 0;
    }

    private async Task HandleAsync(StripeEventRow told, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        var row = db.Set<StripeEventRow>().Where(e => e.Id == told.Id && e.HandledMs == 0);
        var claimed = Now + (long)Claim.TotalMilliseconds;
        var isMine = await row.Where(e => e.DueMs == told.DueMs)
            .ExecuteUpdateAsync(
                e => e.SetProperty(x => x.DueMs, claimed).SetProperty(x => x.Tries, x => x.Tries + 1),
                cancel
            );
        if (isMine == 0)
            return;
        string outcome;
        try
        {
            outcome = await scope.ServiceProvider.GetRequiredService<StripeEventHandler>().HandleAsync(told, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Later(log, e, told.Id, told.Type);
            await PutOffAsync(row, told.Tries + 1, e.Message, CancellationToken.None);
            return;
        }
        if (outcome == StripeEventHandler.NotYet)
        {
            await PutOffAsync(row, told.Tries + 1, outcome, CancellationToken.None);
            return;
        }
        var now = Now;
        await row.ExecuteUpdateAsync(
            e => e.SetProperty(x => x.HandledMs, now).SetProperty(x => x.Outcome, outcome),
            CancellationToken.None
        );
    }

    private Task<int> PutOffAsync(IQueryable<StripeEventRow> row, int tries, string reason, CancellationToken cancel)
    {
        var pause = TimeSpan.FromSeconds(5) * Math.Pow(2, Math.Min(tries, 12));
        var due = Now + (long)(pause < LongestPause ? pause : LongestPause).TotalMilliseconds;
        var isGivenUp = tries >= MostTries;
        var handled = isGivenUp ? Now : 0;
        var text = reason[..Math.Min(reason.Length, 500)];
        return row.ExecuteUpdateAsync(
            e =>
                e.SetProperty(x => x.DueMs, due)
                    .SetProperty(x => x.HandledMs, handled)
                    .SetProperty(x => x.IsGivenUp, isGivenUp)
                    .SetProperty(x => x.Outcome, text),
            cancel
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Id} ({Type}) is handled later")]
    private static partial void Later(ILogger log, Exception e, string id, string type);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events wait for the database: {Reason}")]
    private static partial void Away(ILogger log, string reason);
}

/// <summary>What an event leads to: only what it is about is taken from it, and that is read anew.</summary>
internal sealed class StripeEventHandler(
    WaickoffDb db,
    Fulfilment fulfilment,
    Refunding refunding,
    Disputes disputes,
    StripeGateway stripe
)
{
    /// <summary>What comes of an event about a payment that is not known to be paid: it is looked at again later.</summary>
    public const string NotYet = "not_yet";

    /// <returns><c>done</c>, or why nothing was.</returns>
    public async Task<string> HandleAsync(StripeEventRow told, CancellationToken cancel)
    {
        if (Is("checkout.session."))
            return await CheckoutAsync(told.About, cancel);
        if (Is("charge.dispute."))
            return await PaymentAsync(told.Payment, DisputedAsync, cancel);
        if (Is("refund.") || Is("charge.refund"))
            return await PaymentAsync(told.Payment, refunding.SyncAsync, cancel);
        return "ignored";

        bool Is(string what) => told.Type.StartsWith(what, StringComparison.Ordinal);
    }

    private async Task<string> CheckoutAsync(string session, CancellationToken cancel)
    {
        var id =
            await db.Set<Purchase>()
                .Where(p => p.CheckoutSession == session)
                .Select(p => p.Id)
                .SingleOrDefaultAsync(cancel)
            ?? await AdoptAsync(session, cancel);
        if (id is null)
            return "not_ours";
        await fulfilment.RunAsync(id, cancel);
        return "done";
    }

    /// <summary>A pay page whose making was not noted, since the server died at that moment.</summary>
    private async Task<string?> AdoptAsync(string id, CancellationToken cancel)
    {
        var session = await stripe.Client.GetCheckoutSessionAsync(id, cancellation: cancel);
        if (!Id.IsOf("pur", session.ClientReferenceId))
            return null;
        var named = db.Set<Purchase>().Where(p => p.Id == session.ClientReferenceId);
        await named
            .Where(p => p.CheckoutSession == null)
            .ExecuteUpdateAsync(
                p => p.SetProperty(x => x.CheckoutSession, session.Id).SetProperty(x => x.Url, session.Url),
                cancel
            );
        // Or it was noted meanwhile by whoever made it.
        return await named.Where(p => p.CheckoutSession == session.Id).Select(p => p.Id).SingleOrDefaultAsync(cancel);
    }

    private async Task<string> PaymentAsync(
        string? payment,
        Func<Purchase, CancellationToken, Task> sync,
        CancellationToken cancel
    )
    {
        if (payment is null)
            return "not_ours";
        var purchase =
            await db.Set<Purchase>().AsNoTracking().SingleOrDefaultAsync(p => p.Payment == payment, cancel)
            ?? await NamedByAsync(payment, cancel);
        if (purchase is null)
            return "not_ours";
        // Events come in any order: what was paid is granted before it is taken back.
        if (purchase.State != PurchaseState.Paid)
            purchase = await fulfilment.RunAsync(purchase.Id, cancel);
        if (purchase.State == PurchaseState.Refused)
            return "refused";
        if (purchase.State != PurchaseState.Paid || purchase.Payment != payment)
            return NotYet;
        await sync(purchase, cancel);
        return "done";
    }

    /// <summary>The purchase that a payment says it is for.</summary>
    private async Task<Purchase?> NamedByAsync(string payment, CancellationToken cancel)
    {
        var intent = await stripe.Client.GetPaymentIntentAsync(payment, cancellation: cancel);
        var named = intent.Metadata.GetValueOrDefault("purchase");
        return Id.IsOf("pur", named)
            ? await db.Set<Purchase>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == named, cancel)
            : null;
    }

    /// <summary>The bank takes what was not given back: that is known first.</summary>
    private async Task DisputedAsync(Purchase purchase, CancellationToken cancel)
    {
        await refunding.SyncAsync(purchase, cancel);
        await disputes.SyncAsync(purchase, cancel);
    }
}

/// <summary>Looks whether events wait, whoever took them and whatever became of it.</summary>
internal sealed class WakeStripeEvents(StripeEventQueue queue) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        queue.Wake();
        return ValueTask.CompletedTask;
    }
}
