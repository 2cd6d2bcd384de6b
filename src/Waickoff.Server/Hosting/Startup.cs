using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Waickoff.Ledger;

namespace Waickoff.Server.Hosting;

/// <summary>Makes the folder and the tables ready before anything else starts.</summary>
internal sealed class Startup(DataFolder folder, Database database, DatabaseSafety safety, IServiceScopeFactory scopes)
    : IHostedService
{
    private const long Lock = 4711200402;

    /// <summary>Whether this process has got a server ready.</summary>
    public static bool HasRun { get; private set; }

    public static void HaveRun() => HasRun = true;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Postgres is null)
            folder.Own();
        await safety.CheckAsync(cancellationToken);
        await MigrateAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await LedgerSchema.ApplyAsync(connection, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        // Servers that start at once take turns; who dies lets go.
        await using var turn = database.Postgres is { } postgres ? await postgres.OpenConnectionAsync(cancel) : null;
        if (turn is not null)
        {
            await using var wait = new NpgsqlCommand($"SELECT pg_advisory_lock({Lock})", turn);
            await wait.ExecuteNonQueryAsync(cancel);
        }
        await TakeOverAsync(db, cancel);
        await db.Database.MigrateAsync(cancel);
        if (turn is not null)
        {
            await using var done = new NpgsqlCommand($"SELECT pg_advisory_unlock({Lock})", turn);
            await done.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>
    /// What stands in the way of migrations: tables that were made before there were any, which are those of the first; and, on SQLite, the lock
    /// of a process that was killed while it migrated. The folder is owned, so nobody else can hold it.
    /// </summary>
    private static async Task TakeOverAsync(WaickoffDb db, CancellationToken cancel)
    {
        var history = db.GetService<IHistoryRepository>();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            if (await HasAsync(db, "trading_session", cancel) && !await HasAsync(db, "__EFMigrationsHistory", cancel))
            {
                await history.CreateAsync(cancel);
                var first = new HistoryRow(db.Database.GetMigrations().First(), ProductInfo.GetVersion());
                await db.Database.ExecuteSqlRawAsync(history.GetInsertScript(first), cancel);
            }
            if (db.Database.IsSqlite() && await HasAsync(db, "__EFMigrationsLock", cancel))
                await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancel);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<bool> HasAsync(WaickoffDb db, string table, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = db.Database.IsNpgsql()
            ? "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = @table"
            : "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @table";
        var name = command.CreateParameter();
        (name.ParameterName, name.Value) = ("table", table);
        command.Parameters.Add(name);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), provider: null) > 0;
    }
}
