using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.TrackRecord;

/// <summary>The public track record: every scenario that was shown, hash-chained, graded by itself, never edited.</summary>
internal static class TrackRecordSlice
{
    public static void AddTrackRecord(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TrackRecordOptions>().Bind(builder.Configuration.GetSection("TrackRecord"));
        services.AddSingleton(p => p.GetRequiredService<IOptions<TrackRecordOptions>>().Value);
        services.AddHostedService<RecordSchema>();
        services.AddSingleton<RecordStore>();
        services.AddSingleton<ShownMarkets>();
        services.AddSingleton<GradingCandles>();
        services.AddSingleton<PublishScenarios>();
        services.AddHostedService(p => p.GetRequiredService<PublishScenarios>());
        services.AddScoped<GradeScenarios>();
        services.AddJob<GradeScenarios>(TimeSpan.FromSeconds(5));
        services.AddJob<TellHead>(TimeSpan.FromDays(1));
    }

    public static void MapTrackRecord(this IEndpointRouteBuilder api)
    {
        var record = api.MapGroup("/track-record").WithTags("Track record");
        record
            .MapGet("/", ReadTrackRecord.HandleAsync)
            .ForAll()
            .WithSummary("Hits and misses of every scenario that was shown, and where the chain ends.");
        record
            .MapGet("/entries", ReadEntries.HandleAsync)
            .ForAll()
            .WithSummary("Each scenario that was shown with its grade and hashes, newest first.");
    }
}
