using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>Strategies over past candles: start, progress, result.</summary>
internal static class BacktestsSlice
{
    public static void AddBacktests(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<BacktestOptions>()
            .Bind(builder.Configuration.GetSection("Backtests"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(p => p.GetRequiredService<IOptions<BacktestOptions>>().Value);
        services.AddSingleton<BacktestHistory>();
        services.AddSingleton<BacktestPlanning>();
        services.AddSingleton<BacktestQueue>();
        services.AddSingleton<BacktestWorkers>();
        services.AddHostedService(p => p.GetRequiredService<BacktestWorkers>());
        services.AddScoped<IPersonalData, BacktestData>();
        services.AddJob<WakeBacktests>(TimeSpan.FromSeconds(5));
        services.AddJob<ExpireBacktests>(TimeSpan.FromHours(1));
    }

    public static void MapBacktests(this IEndpointRouteBuilder api)
    {
        var backtests = api.MapGroup("/backtests").WithTags("Backtests");
        backtests
            .MapGet("/library", ReadLibrary.Handle)
            .ForAll()
            .WithSummary("The strategies that come with the program, with their rules.");
        backtests.MapGet("/schema", ReadLibrary.Schema).ForAll().WithSummary("The JSON schema of rules.");
        backtests
            .MapPost("/", StartBacktest.HandleAsync)
            .ForOwner()
            .WithMetadata(IdempotencyKey.Taken)
            .WithSummary("Starts a backtest, or with a grid a sweep.");
        backtests
            .MapGet("/", ReadBacktests.ListAsync)
            .ForOwner()
            .WithSummary("The backtests and sweeps of the signed-in person, newest first.");
        backtests
            .MapGet("/{backtest}", ReadBacktests.OneAsync)
            .ForOwner()
            .WithSummary("A backtest or sweep: state, progress, result.");
        backtests
            .MapPost("/{backtest}/cancel", CancelBacktest.HandleAsync)
            .ForOwner()
            .WithSummary("Ends a backtest that waits or runs.");
        backtests
            .MapDelete("/{backtest}", DeleteBacktest.HandleAsync)
            .ForOwner()
            .WithSummary("Deletes a backtest with its result.");
    }
}
