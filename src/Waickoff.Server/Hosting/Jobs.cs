using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Waickoff.Server.Hosting;

/// <summary>
/// Background work: in memory where one server is alone; on PostgreSQL in the database, where one process takes over from another that died.
/// </summary>
internal static class Jobs
{
    public static void AddJobs(this IServiceCollection services, string? postgres)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "waickoff");
            if (!string.IsNullOrEmpty(postgres))
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(postgres);
                    store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(2));
                    store.ProvisionSchema();
                    store.UseSystemTextJsonSerializer();
                });
        });
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    /// <summary>Runs a job again and again, never beside itself.</summary>
    public static void AddJob<T>(this IServiceCollection services, TimeSpan period)
        where T : class, IJob =>
        services.AddQuartz(quartz =>
            quartz.ScheduleJob<T>(
                trigger =>
                    trigger
                        .WithIdentity(typeof(T).Name)
                        .WithSimpleSchedule(schedule => schedule.WithInterval(period).RepeatForever()),
                job => job.WithIdentity(typeof(T).Name).DisallowConcurrentExecution()
            )
        );
}
