using Waickoff.Payments;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>Stripe, where it is configured.</summary>
internal sealed class StripeGateway : IDisposable
{
    private readonly StripeClient? client;

    /// <param name="options">With which key, and where Stripe is.</param>
    /// <param name="time">Paces repeats.</param>
    /// <param name="line">How requests get there; a socket where none is registered.</param>
    public StripeGateway(BillingOptions options, TimeProvider time, HttpMessageHandler? line = null)
    {
        if (!options.IsOpen)
            return;
        var stripe = options.Stripe();
        (client, IsLive) = (new StripeClient(stripe, time, line: line), stripe.IsLive);
    }

    /// <summary>Whether real money moves.</summary>
    public bool IsLive { get; }

    /// <exception cref="ProblemException">Nothing is configured.</exception>
    public StripeClient Client => client ?? throw new ProblemException(BillingProblems.Closed);

    public void Dispose() => client?.Dispose();
}
