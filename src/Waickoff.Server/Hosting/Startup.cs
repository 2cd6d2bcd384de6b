using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Waickoff.Ledger;

namespace Waickoff.Server.Hosting;

/// <summary>Makes the folder and the tables ready before anything else starts.</summary>
internal sealed class Startup(DataFolder folder, Database database, IServiceScopeFactory scopes) : IHostedService
{
    /// <summary>Whether this process has got a server ready.</summary>
    public static bool HasRun { get; private set; }

    public static void HaveRun() => HasRun = true;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Postgres is null)
            folder.Own();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        await db.Database.EnsureCreatedAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await LedgerSchema.ApplyAsync(connection, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
