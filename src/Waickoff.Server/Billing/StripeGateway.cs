using Waickoff.Payments;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>Stripe, where it is configured.</summary>
internal sealed class StripeGateway : IDisposable
{
    private readonly StripeClient? client;

    public StripeGateway(BillingOptions options, TimeProvider time)
    {
        if (!options.IsOpen)
            return;
        var stripe = options.Stripe();
        (client, IsLive) = (new StripeClient(stripe, time), stripe.IsLive);
    }

    /// <summary>Whether real money moves.</summary>
    public bool IsLive { get; }

    /// <exception cref="ProblemException">Nothing is configured.</exception>
    public StripeClient Client => client ?? throw new ProblemException(BillingProblems.Closed);

    public void Dispose() => client?.Dispose();
}
