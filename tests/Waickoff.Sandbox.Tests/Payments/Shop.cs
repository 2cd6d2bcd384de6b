using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Waickoff.Payments;
using Waickoff.Payments.Webhooks;
using Waickoff.Sandbox.Payments;

namespace Waickoff.Sandbox.Tests.Payments;

/// <summary>A sandbox Stripe, our client for it, and an endpoint that takes its events.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Secret = "whsec_sandbox";

    private readonly WebApplication endpoint;
    private readonly TimeProvider time;

    private Shop(WebApplication endpoint, TimeProvider time) => (this.endpoint, this.time) = (endpoint, time);

    public required SandboxStripe Stripe { get; init; }

    public required StripeClient Client { get; init; }

    /// <summary>Events whose signature was true, in the order in which they came.</summary>
    public ConcurrentQueue<StripeEvent> Events { get; private init; } = new();

    public ConcurrentQueue<SignatureVerdict> Verdicts { get; private init; } = new();

    /// <summary>What the endpoint answers next; 200 when there is none left.</summary>
    public ConcurrentQueue<int> Statuses { get; private init; } = new();

    public static async Task<Shop> OpenAsync(SandboxStripeOptions? options = null, TimeSpan? timeout = null)
    {
        options ??= new SandboxStripeOptions();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var endpoint = builder.Build();
        var (events, verdicts, statuses) = (
            new ConcurrentQueue<StripeEvent>(),
            new ConcurrentQueue<SignatureVerdict>(),
            new ConcurrentQueue<int>()
        );
        var time = options.Time ?? TimeProvider.System;
        endpoint.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var verdict = StripeSignature.Judge(
                body.ToArray(),
                context.Request.Headers["Stripe-Signature"],
                [Secret],
                time.GetUtcNow()
            );
            verdicts.Enqueue(verdict);
            var status = statuses.TryDequeue(out var next) ? next : 200;
            context.Response.StatusCode = verdict == SignatureVerdict.True ? status : 400;
            if (context.Response.StatusCode == 200)
                events.Enqueue(StripeEvent.Parse(body.ToArray()));
        });
        await endpoint.StartAsync();
        var stripe = await SandboxStripe.StartAsync(
            options with
            {
                Endpoints = [new StripeEndpoint(new Uri(endpoint.Urls.Single()), Secret)],
            }
        );
        return new Shop(endpoint, time)
        {
            Stripe = stripe,
            Client = new StripeClient(
                new StripeOptions
                {
                    ApiKey = stripe.ApiKey,
                    BaseUrl = stripe.BaseUrl,
                    Timeout = timeout ?? TimeSpan.FromSeconds(20),
                    FirstPause = TimeSpan.FromMilliseconds(5),
                    LongestPause = TimeSpan.FromMilliseconds(20),
                }
            ),
            Events = events,
            Verdicts = verdicts,
            Statuses = statuses,
        };
    }

    public static CheckoutSessionCreate Pack(long amount = 500) =>
        new()
        {
            LineItems =
            [
                new LineItemCreate
                {
                    PriceData = new PriceDataCreate
                    {
                        Currency = "usd",
                        UnitAmount = amount,
                        ProductName = "Starter <5>",
                    },
                },
            ],
            SuccessUrl = "http://127.0.0.1:9/done?session={CHECKOUT_SESSION_ID}",
            CancelUrl = "http://127.0.0.1:9/credits",
            Metadata = new Dictionary<string, string> { ["package"] = "starter" },
            PaymentMetadata = new Dictionary<string, string> { ["package"] = "starter" },
        };

    /// <summary>A purchase that was paid: its page and its charge.</summary>
    public async Task<(CheckoutSession Session, Charge Charge)> BuyAsync(
        StripeTestCard? card = null,
        CheckoutSessionCreate? pack = null
    )
    {
        var made = await Client.CreateCheckoutSessionAsync(pack ?? Pack(), Guid.NewGuid().ToString());
        Stripe.Pay(made.Id, card).ShouldBeTrue();
        var paid = await Client.GetCheckoutSessionAsync(made.Id, ["payment_intent.latest_charge"]);
        return (paid, paid.PaymentIntent!.Value!.LatestCharge!.Value!);
    }

    public IEnumerable<string> Types => Events.Select(e => e.Type);

    public DateTimeOffset Now => time.GetUtcNow();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Stripe.DisposeAsync();
        await endpoint.DisposeAsync();
    }
}
