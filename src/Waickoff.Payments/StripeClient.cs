namespace Waickoff.Payments;

/// <summary>
/// The calls of Stripe's API that the product makes, and no others. It is written by hand because the official package can not be had
/// where this is built; its requests are compared with those of Stripe's own client byte by byte (tests), so that either can take the
/// other's place. Every call throws a <see cref="StripeException"/> when it did not succeed.
/// </summary>
/// <remarks>
/// Whatever moves something takes an idempotency key. It is made and stored before the first try, belongs to one intention, and is the
/// same for all tries of it, those of another day and another process included.
/// </remarks>
public sealed class StripeClient : IDisposable
{
    private readonly StripeTransport transport;

    /// <summary>A client; one is enough for the whole program.</summary>
    /// <param name="options">How Stripe is reached.</param>
    /// <param name="time">Paces the repeats.</param>
    /// <param name="seed">Draws how pauses are spread.</param>
    /// <param name="line">How requests get there; a socket where nothing is said.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public StripeClient(
        StripeOptions options,
        TimeProvider? time = null,
        int seed = 0,
        HttpMessageHandler? line = null
    ) => transport = new StripeTransport(options, time ?? TimeProvider.System, seed, line);

    /// <summary>Makes a pay page.</summary>
    public Task<CheckoutSession> CreateCheckoutSessionAsync(
        CheckoutSessionCreate create,
        string idempotencyKey,
        CancellationToken cancellation = default
    ) => PostAsync<CheckoutSession>("/v1/checkout/sessions", create.ToForm(), idempotencyKey, cancellation);

    /// <summary>Reads a pay page as it is now.</summary>
    /// <param name="id">Which.</param>
    /// <param name="expand">What else is wanted: <c>line_items</c>, <c>payment_intent.latest_charge</c>.</param>
    public Task<CheckoutSession> GetCheckoutSessionAsync(
        string id,
        IReadOnlyList<string>? expand = null,
        CancellationToken cancellation = default
    ) => GetAsync<CheckoutSession>($"/v1/checkout/sessions/{Id(id)}", Expand(expand), cancellation);

    /// <summary>Closes a pay page that is open.</summary>
    public Task<CheckoutSession> ExpireCheckoutSessionAsync(
        string id,
        string idempotencyKey,
        CancellationToken cancellation = default
    ) => PostAsync<CheckoutSession>($"/v1/checkout/sessions/{Id(id)}/expire", new Form(), idempotencyKey, cancellation);

    /// <summary>Reads a payment.</summary>
    public Task<PaymentIntent> GetPaymentIntentAsync(
        string id,
        IReadOnlyList<string>? expand = null,
        CancellationToken cancellation = default
    ) => GetAsync<PaymentIntent>($"/v1/payment_intents/{Id(id)}", Expand(expand), cancellation);

    /// <summary>Reads a charge.</summary>
    public Task<Charge> GetChargeAsync(
        string id,
        IReadOnlyList<string>? expand = null,
        CancellationToken cancellation = default
    ) => GetAsync<Charge>($"/v1/charges/{Id(id)}", Expand(expand), cancellation);

    /// <summary>Gives money back.</summary>
    public Task<Refund> CreateRefundAsync(
        RefundCreate create,
        string idempotencyKey,
        CancellationToken cancellation = default
    ) => PostAsync<Refund>("/v1/refunds", create.ToForm(), idempotencyKey, cancellation);

    /// <summary>Reads a refund.</summary>
    public Task<Refund> GetRefundAsync(string id, CancellationToken cancellation = default) =>
        GetAsync<Refund>($"/v1/refunds/{Id(id)}", new Form(), cancellation);

    /// <summary>Reads the refunds of a payment, newest first.</summary>
    public Task<StripeList<Refund>> ListRefundsAsync(
        string paymentIntent,
        PageOf? page = null,
        CancellationToken cancellation = default
    ) => ListAsync<Refund>("/v1/refunds", new Form().Add("payment_intent", paymentIntent), page, cancellation);

    /// <summary>Reads a dispute.</summary>
    public Task<Dispute> GetDisputeAsync(string id, CancellationToken cancellation = default) =>
        GetAsync<Dispute>($"/v1/disputes/{Id(id)}", new Form(), cancellation);

    /// <summary>Reads the disputes of a payment, newest first.</summary>
    public Task<StripeList<Dispute>> ListDisputesAsync(
        string paymentIntent,
        PageOf? page = null,
        CancellationToken cancellation = default
    ) => ListAsync<Dispute>("/v1/disputes", new Form().Add("payment_intent", paymentIntent), page, cancellation);

    /// <summary>Reads an invoice.</summary>
    public Task<Invoice> GetInvoiceAsync(string id, CancellationToken cancellation = default) =>
        GetAsync<Invoice>($"/v1/invoices/{Id(id)}", new Form(), cancellation);

    /// <summary>Reads the invoices of a customer, newest first.</summary>
    public Task<StripeList<Invoice>> ListInvoicesAsync(
        string customer,
        PageOf? page = null,
        CancellationToken cancellation = default
    ) => ListAsync<Invoice>("/v1/invoices", new Form().Add("customer", customer), page, cancellation);

    /// <summary>Reads an event.</summary>
    public Task<StripeEvent> GetEventAsync(string id, CancellationToken cancellation = default) =>
        GetAsync<StripeEvent>($"/v1/events/{Id(id)}", new Form(), cancellation);

    /// <summary>Reads events of the last 30 days, newest first.</summary>
    /// <param name="types">Which kinds; empty for all.</param>
    /// <param name="since">From when on; null for all.</param>
    /// <param name="page">Which page.</param>
    public Task<StripeList<StripeEvent>> ListEventsAsync(
        IReadOnlyList<string> types,
        DateTimeOffset? since = null,
        PageOf? page = null,
        CancellationToken cancellation = default
    ) =>
        ListAsync<StripeEvent>(
            "/v1/events",
            new Form().Add("types", types).Add("created[gte]", since),
            page,
            cancellation
        );

    /// <summary>Keeps a customer.</summary>
    public Task<Customer> CreateCustomerAsync(
        CustomerCreate create,
        string idempotencyKey,
        CancellationToken cancellation = default
    ) => PostAsync<Customer>("/v1/customers", create.ToForm(), idempotencyKey, cancellation);

    /// <summary>Reads a customer.</summary>
    public Task<Customer> GetCustomerAsync(string id, CancellationToken cancellation = default) =>
        GetAsync<Customer>($"/v1/customers/{Id(id)}", new Form(), cancellation);

    /// <summary>Reads a movement of our balance, which has the fee.</summary>
    public Task<BalanceTransaction> GetBalanceTransactionAsync(string id, CancellationToken cancellation = default) =>
        GetAsync<BalanceTransaction>($"/v1/balance_transactions/{Id(id)}", new Form(), cancellation);

    /// <inheritdoc />
    public void Dispose() => transport.Dispose();

    private Task<T> GetAsync<T>(string path, Form query, CancellationToken cancellation) =>
        transport.SendAsync<T>(HttpMethod.Get, query.IsEmpty ? path : $"{path}?{query}", null, null, cancellation);

    private Task<StripeList<T>> ListAsync<T>(string path, Form query, PageOf? page, CancellationToken cancellation)
        where T : IStripeObject => GetAsync<StripeList<T>>(path, (page ?? new PageOf()).WriteTo(query), cancellation);

    private Task<T> PostAsync<T>(string path, Form body, string idempotencyKey, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(idempotencyKey);
        if (idempotencyKey.Length > 255 || idempotencyKey.Any(c => c is < ' ' or > '~'))
            throw new ArgumentException("A key has 1 to 255 printable characters.", nameof(idempotencyKey));
        return transport.SendAsync<T>(HttpMethod.Post, path, body.ToString(), idempotencyKey, cancellation);
    }

    private static Form Expand(IReadOnlyList<string>? paths) => new Form().Add("expand", paths ?? []);

    /// <summary>An id stands in an address: nothing else may get there.</summary>
    private static string Id(string id) =>
        id.Length is > 0 and <= 255 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? id
            : throw new ArgumentException("An id has letters, digits and underscores.", nameof(id));
}
