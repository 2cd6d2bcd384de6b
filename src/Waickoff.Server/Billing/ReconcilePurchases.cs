using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Waickoff.Payments;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>
/// Asks Stripe about what is open, for as long as Stripe itself would try to tell us: no purchase hangs on events that did not come.
/// </summary>
internal sealed partial class ReconcilePurchases(
    WaickoffDb db,
    Fulfilment fulfilment,
    BillingOptions options,
    TimeProvider time,
    ILogger<ReconcilePurchases> log
) : IJob
{
    private const long HourMs = 3_600_000;

    /// <summary>Three days after its page is closed at the latest, and one for what is on its way.</summary>
    private const long WindowMs = 96 * HourMs;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await RunAsync(cancellationToken);

    /// <summary>Looks at each that is open, oldest first.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (!options.IsOpen)
            return;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await db.Set<Purchase>()
            .Where(p =>
                p.State == PurchaseState.Open
                && p.CheckoutSession == null
                && p.CreatedMs < now - (long)Purchase.Life.TotalMilliseconds
            )
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.State, PurchaseState.Expired), cancel);
        var open = await db.Set<Purchase>()
            .Where(p =>
                p.CheckoutSession != null
                && p.CreatedMs > now - WindowMs
                && (
                    p.State == PurchaseState.Open
                    || p.State == PurchaseState.Processing
                    || (p.State == PurchaseState.Paid && !p.HasFee)
                )
            )
            .OrderBy(p => p.CreatedMs)
            .Select(p => p.Id)
            .ToListAsync(cancel);
        foreach (var id in open)
            try
            {
                await fulfilment.RunAsync(id, cancel);
            }
            catch (StripeException e)
            {
                NotLooked(log, id, e.Message);
            }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Purchase {Id} could not be looked at: {Reason}")]
    private static partial void NotLooked(ILogger log, string id, string reason);
}

/// <summary>Asks Stripe again for the refunds it has not answered.</summary>
internal sealed class PayRefunds(WaickoffDb db, Refunding refunding, BillingOptions options, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await RunAsync(cancellationToken);

    /// <summary>Asks for each that is due.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (!options.IsOpen)
            return;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var due = await db.Set<PurchaseRefund>()
            .Where(r => r.State == RefundState.Asked && r.DueMs <= now)
            .OrderBy(r => r.DueMs)
            .Select(r => r.Id)
            .ToListAsync(cancel);
        foreach (var id in due)
            await refunding.PayAsync(id, cancel);
    }
}
