using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
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
        await CreateTablesAsync(db, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await LedgerSchema.ApplyAsync(connection, cancellationToken);
    }

    /// <summary>
    /// Makes the tables of the server where there are none yet. Others may be there already: those of the ledger and of the candles; and two
    /// servers may start at once.
    /// </summary>
    private static async Task CreateTablesAsync(WaickoffDb db, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (db.Database.IsNpgsql())
            await RunAsync(db, "SELECT pg_advisory_xact_lock(4711200402)", cancel);
        var find = db.Database.IsNpgsql()
            ? "SELECT to_regclass('trading_session')::text"
            : "SELECT name FROM sqlite_master WHERE name = 'trading_session'";
        if (await RunAsync(db, find, cancel) is null or DBNull)
            await RunAsync(db, db.Database.GenerateCreateScript(), cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<object?> RunAsync(WaickoffDb db, string sql, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancel);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
