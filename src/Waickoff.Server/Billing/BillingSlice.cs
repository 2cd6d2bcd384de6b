using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>Packs and what becomes of them: what a person has, and where it came from and went.</summary>
internal static class BillingSlice
{
    public static void AddBilling(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<BillingOptions>()
            .Bind(builder.Configuration.GetSection("Billing"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(p => p.GetRequiredService<IOptions<BillingOptions>>().Value);
        services.AddSingleton<Catalogue>();
        services.AddSingleton<StripeGateway>();
        services.AddSingleton<BillingMails>();
        services.AddSingleton<StripeEventQueue>();
        services.AddSingleton<HandleStripeEvents>();
        services.AddHostedService(p => p.GetRequiredService<HandleStripeEvents>());
        services.AddScoped<StripeEventHandler>();
        services.AddScoped<PayPages>();
        services.AddScoped<Fulfilment>();
        services.AddScoped<Refunding>();
        services.AddScoped<Disputes>();
        services.AddScoped<IPersonalData, CreditData>();
        services.AddScoped<IPersonalData, PurchaseData>();
        services.AddScoped<UnitEconomics>();
        services.AddJob<WatchMargins>(TimeSpan.FromHours(1));
        services.AddJob<WakeStripeEvents>(TimeSpan.FromSeconds(5));
        services.AddJob<PayRefunds>(TimeSpan.FromSeconds(30));
        services.AddJob<ReconcilePurchases>(TimeSpan.FromMinutes(10));
    }

    public static void MapBilling(this IEndpointRouteBuilder api)
    {
        var credits = api.MapGroup("/credits").WithTags("Credits");
        credits
            .MapGet("/", ReadCredits.HandleAsync)
            .ForOwner()
            .WithSummary("Sessions that can be opened, by purchase.");
        credits
            .MapGet("/statement", ReadStatement.HandleAsync)
            .ForOwner()
            .WithSummary("Each credit and token that came and went, newest first.");
        credits
            .MapPost("/grants", GrantCredits.HandleAsync)
            .ForOperators()
            .WithSummary("Gives credits to a person, with a reason.");
        MapOperators(api.MapGroup("/operators").WithTags("Operators"));
        var billing = api.MapGroup("").WithTags("Purchases");
        billing
            .MapGet("/packs", ReadPacks.HandleAsync)
            .ForAll()
            .WithSummary("What is sold, and what a buyer agrees to.");
        billing
            .MapPost("/purchases", BuyPack.HandleAsync)
            .ForOwner()
            .WithMetadata(IdempotencyKey.Taken)
            .WithSummary("Begins a purchase: the address of its pay page.");
        billing
            .MapGet("/purchases", ReadPurchases.ListAsync)
            .ForOwner()
            .WithSummary("The purchases of the signed-in person, newest first.");
        billing.MapGet("/purchases/{purchase}", ReadPurchases.OneAsync).ForOwner().WithSummary("A purchase.");
        billing
            .MapPost("/purchases/{purchase}/check", CheckPurchase.HandleAsync)
            .ForOwner()
            .WithSummary("Looks at once whether a purchase is paid; by its id or by that of its pay page.");
        billing
            .MapPost("/purchases/{purchase}/refund", RefundPurchase.HandleAsync)
            .ForOwner()
            .WithSummary("Gives the unused sessions of a purchase back for money.");
        billing
            .MapPost("/withdrawals", WithdrawPurchase.HandleAsync)
            .ForAll()
            .WithSummary("Withdraws from a purchase without signing in.");
        billing
            .MapPost("/stripe/events", ReceiveStripeEvent.HandleAsync)
            .ForSigned()
            // All come from a few addresses, and those that are not signed cost next to nothing.
            .DisableRateLimiting()
            .WithSummary("Takes the signed events of Stripe.");
    }

    private static void MapOperators(RouteGroupBuilder operators)
    {
        operators
            .MapGet("/people/{person}/credits", ReadCredits.OfPersonAsync)
            .ForOperators()
            .WithSummary("Sessions a person can open, by purchase.");
        operators
            .MapGet("/people/{person}/statement", ReadStatement.OfAsync)
            .ForOperators()
            .WithSummary("Each credit and token of a person that came and went, newest first.");
        operators
            .MapGet("/purchases", ReadSales.HandleAsync)
            .ForOperators()
            .WithSummary("The purchases of all, or of a person, or in a state; newest first.");
        operators
            .MapPost("/purchases/{purchase}/refund", RefundSale.HandleAsync)
            .ForOperators()
            .WithSummary("Gives the unused sessions of a purchase back for money, with a reason.");
        operators
            .MapGet("/refunds", ReadRefunds.HandleAsync)
            .ForOperators()
            .WithSummary("What was given back, newest first.");
        operators
            .MapGet("/events", ReadInbox.HandleAsync)
            .ForOperators()
            .WithSummary("The events of Stripe as they came, newest first.");
        operators
            .MapPost("/events/{stripeEvent}/redeliver", RedeliverEvent.HandleAsync)
            .ForOperators()
            .WithSummary("Has an event handled again.");
        operators
            .MapGet("/money", ReadMoney.HandleAsync)
            .ForOperators()
            .WithSummary("What the accounts of money have.");
        operators
            .MapGet("/economics", ReadEconomics.HandleAsync)
            .ForOperators()
            .WithSummary("What each pack earns and costs, per session too.");
    }
}
