using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Market;
using Waickoff.Market.Feeds;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Charts;

/// <summary>The markets as they stand.</summary>
internal static class ChartsSlice
{
    public static void AddCharts(this WebApplicationBuilder builder, Func<ICandleFeed> simulated)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.GetSection("Market").Get<MarketOptions>() ?? new MarketOptions());
        services.AddSingleton(new SimulatedMarketFeed(simulated));
        services.AddSingleton<MarketRoom>();
        services.AddHostedService(p => p.GetRequiredService<MarketRoom>());
        services.AddSingleton<MarketPast>();
        services.AddSingleton<MarketEvidence>();
        services.AddHostedService(p => p.GetRequiredService<MarketEvidence>());
        services.AddSingleton<IHealthItem, MarketHealth>();
    }

    public static void MapCharts(this IEndpointRouteBuilder api)
    {
        var markets = api.MapGroup("/markets").WithTags("Markets");
        markets
            .MapGet("/", ListMarkets.Handle)
            .ForAll()
            .WithSummary("All markets: price, phase, bias, age and source.");
        markets
            .MapGet("/{symbol}/chart", ReadChart.HandleAsync)
            .ForAll()
            .WithSummary("A market on one timeframe with everything found on it, as it was known at one close.");
        markets
            .MapGet("/{symbol}/reading", ReadReading.HandleAsync)
            .ForAll()
            .WithSummary("What the engine says of a market at one close, with the evidence of each number.");
        markets
            .MapGet("/{symbol}/evidence", ReadMarketEvidence.HandleAsync)
            .ForAll()
            .WithSummary("What happened after each setup of a market, counted on the candles that had closed.");
    }
}
