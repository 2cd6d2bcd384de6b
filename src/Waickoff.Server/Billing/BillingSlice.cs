using Microsoft.Extensions.DependencyInjection;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>What a person has, and where it came from and went.</summary>
internal static class BillingSlice
{
    public static void AddBilling(this WebApplicationBuilder builder) =>
        builder.Services.AddScoped<IPersonalData, CreditData>();

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
    }
}
