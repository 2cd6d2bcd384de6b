using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Payments;

/// <summary>
/// A Stripe on this machine: the calls the product makes, with state, idempotency, pay pages, refunds, disputes and signed events, and
/// what goes wrong with them to order. No money moves.
/// </summary>
public sealed class SandboxStripe : IAsyncDisposable
{
    private static readonly Uri NoWhere = new("http://localhost");

    private readonly LoopbackServer? server;
    private readonly StripeServer answers;
    private readonly CancellationTokenSource stop;

    private SandboxStripe(LoopbackServer? server, StripeServer answers, CancellationTokenSource stop, string apiKey) =>
        (this.server, this.answers, this.stop, ApiKey) = (server, answers, stop, apiKey);

    /// <summary>Where the API and the pay pages are.</summary>
    public Uri BaseUrl => server?.Address ?? NoWhere;

    /// <summary>The key it asks for.</summary>
    public string ApiKey { get; }

    /// <summary>What goes wrong with requests.</summary>
    public StripeFaults Faults => answers.Faults;

    /// <summary>All tries to hand over events, in the order in which they ended.</summary>
    public IReadOnlyList<StripeDelivery> Deliveries => answers.Outbox.Log;

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SandboxStripe> StartAsync(
        SandboxStripeOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new SandboxStripeOptions();
        var stripe = InMemory(options);
        try
        {
            var server = await LoopbackServer.StartAsync(options.Port, stripe.answers.HandleAsync, cancellation);
            return new SandboxStripe(server, stripe.answers, stripe.stop, options.ApiKey);
        }
        catch
        {
            await stripe.DisposeAsync();
            throw;
        }
    }

    /// <summary>One that listens nowhere and is reached by <see cref="Line"/> alone.</summary>
    public static SandboxStripe InMemory(SandboxStripeOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.TaxPercent, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.TaxPercent, 100, nameof(options));
        var stop = new CancellationTokenSource();
        return new SandboxStripe(null, new StripeServer(options, stop.Token), stop, options.ApiKey);
    }

    /// <summary>A way to it without sockets: whoever sends a request answers it, on his own thread.</summary>
    public HttpMessageHandler Line() => new StripeInMemory(answers);

    /// <summary>What was told behind an event, oldest first; from the first on where there is none.</summary>
    public IReadOnlyList<StripeTold> ToldSince(string? eventId)
    {
        lock (answers.Store.Gate)
            return
            [
                .. answers
                    .Store.All("event")
                    .TakeWhile(e => e.Id() != eventId)
                    .Reverse()
                    .Select(e => new StripeTold(e.Id(), e.Text("type")!, StripeOutbox.Body(e))),
            ];
    }

    /// <summary>The header that signs an event at a time.</summary>
    public static string Sign(byte[] body, string secret, DateTimeOffset at) => StripeOutbox.Sign(body, secret, at);

    /// <summary>All objects of a kind as they are now, oldest first: <c>refund</c>, <c>checkout.session</c>, <c>event</c>.</summary>
    public IReadOnlyList<JsonObject> All(string kind)
    {
        lock (answers.Store.Gate)
            return [.. answers.Store.All(kind).Reverse().Select(StripeOutbox.Shown)];
    }

    /// <summary>Pays a page as a customer would.</summary>
    /// <returns>False when the card was refused or the page is no longer open.</returns>
    /// <exception cref="KeyNotFoundException">There is no such page.</exception>
    public bool Pay(string sessionId, StripeTestCard? card = null) =>
        Change(
            "checkout.session",
            sessionId,
            session =>
                session.Text("status") == "open"
                && answers.Checkout.Pay(
                    session,
                    card ?? StripeTestCard.Paid,
                    null,
                    BaseUrl.GetLeftPart(UriPartial.Authority)
                )
                    is null
        );

    /// <summary>The money of a payment by bank comes, or does not.</summary>
    public void Settle(string sessionId, bool isWell) =>
        Change(
            "checkout.session",
            sessionId,
            session =>
            {
                answers.Checkout.Settle(session, isWell);
                return true;
            }
        );

    /// <summary>Gives money back as someone does in Stripe's own pages.</summary>
    /// <param name="chargeId">Of which charge.</param>
    /// <param name="amount">In minor units; null for all that is left.</param>
    /// <returns>The id of the refund.</returns>
    public string Refund(string chargeId, long? amount = null) =>
        Change("charge", chargeId, charge => answers.Ledger.Refund(charge, amount, null, []).Id());

    /// <summary>A refund is not taken by the customer's bank.</summary>
    public void FailRefund(string refundId) =>
        Change(
            "refund",
            refundId,
            refund =>
            {
                answers.Ledger.FailRefund(refund);
                return true;
            }
        );

    /// <summary>The customer's bank asks the money back.</summary>
    /// <returns>The id of the dispute.</returns>
    public string Dispute(string chargeId, string reason = "fraudulent") =>
        Change("charge", chargeId, charge => answers.Ledger.OpenDispute(charge, reason).Id());

    /// <summary>The bank decides.</summary>
    public void CloseDispute(string disputeId, bool isWon) =>
        Change(
            "dispute",
            disputeId,
            dispute =>
            {
                answers.Ledger.CloseDispute(dispute, isWon);
                return true;
            }
        );

    /// <summary>Has Stripe have an object other than it came about: of another mode, not booked yet, cancelled by a bank. Nothing is told.</summary>
    /// <param name="kind">As in <see cref="All"/>.</param>
    /// <param name="id">Which.</param>
    /// <param name="change">Changes it.</param>
    /// <exception cref="KeyNotFoundException">There is no such object.</exception>
    public void Alter(string kind, string id, Action<JsonObject> change) =>
        Change(
            kind,
            id,
            item =>
            {
                change(item);
                return true;
            }
        );

    /// <summary>Expires and settles what is due by now; requests do so too.</summary>
    public void RunDue()
    {
        lock (answers.Store.Gate)
            if (answers.Checkout.HasDue)
                answers.Change(() =>
                {
                    answers.Checkout.RunDue();
                    return true;
                });
    }

    /// <summary>Delivers events again, as often and in the order that is asked for, and waits for the answers.</summary>
    public Task<IReadOnlyList<StripeDelivery>> ReplayAsync(
        StripeReplay? replay = null,
        CancellationToken cancellation = default
    ) => answers.Outbox.ReplayAsync(replay ?? new StripeReplay(), cancellation);

    /// <summary>Waits until nothing is on its way to an endpoint or waits to be tried again.</summary>
    public Task QuietAsync(CancellationToken cancellation = default) => answers.Outbox.QuietAsync(cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (server is not null)
            await server.DisposeAsync();
        await answers.Outbox.DisposeAsync();
        stop.Dispose();
    }

    private T Change<T>(string kind, string id, Func<JsonObject, T> work) =>
        answers.Change(() =>
            work(answers.Store.Find(kind, id) ?? throw new KeyNotFoundException($"There is no {kind} {id}."))
        );
}
