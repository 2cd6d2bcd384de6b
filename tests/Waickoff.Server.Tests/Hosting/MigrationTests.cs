using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>The tables become those of this version, from none and from those of before, and are safe to write to.</summary>
public sealed class MigrationTests
{
    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_migrations_make_the_tables_of_the_model(string kind)
    {
        await using var server = await RunningServer.StartAsync(await NewAsync(kind));

        (await server.WithDbAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()))).ShouldBeFalse();
        (await server.WithDbAsync(db => db.Database.GetPendingMigrationsAsync())).ShouldBeEmpty();
        await server.WithDbAsync(async db =>
        {
            await db.Database.MigrateAsync();
            return true;
        });
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_database_from_before_the_migrations_is_taken_over_with_what_it_holds(string kind)
    {
        var database = await NewAsync(kind);
        var folder = Directory.CreateTempSubdirectory("waickoff server ");
        string email;
        await using (var server = await RunningServer.StartAsync(database, folder))
        {
            using var ana = await server.SignUpAsync();
            email = (await ana.GetAsync("/api/account")).GetProperty("email").GetString()!;
            // Such a one holds what the first migration makes, and no history.
            await server.WithDbAsync(async db =>
            {
                var first = db.Database.GetMigrations().First();
                await db.Database.MigrateAsync(first);
                return await db.Database.ExecuteSqlRawAsync("DROP TABLE \"__EFMigrationsHistory\"");
            });
        }
        await using (var server = await RunningServer.StartAsync(database, folder))
        {
            using var ana = new ApiClient(server.Address);
            await ana.PostAsync("/api/sign-in", new { email, password = ApiClient.Password });
            (await server.WithDbAsync(db => db.Database.GetPendingMigrationsAsync())).ShouldBeEmpty();
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_lock_left_by_a_process_that_was_killed_while_it_migrated_stops_nobody()
    {
        var folder = Directory.CreateTempSubdirectory("waickoff server ");
        await using (var server = await RunningServer.StartAsync(folder: folder))
            await server.WithDbAsync(db =>
                db.Database.ExecuteSqlRawAsync(
                    "INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-01-01')"
                )
            );
        await using (var server = await RunningServer.StartAsync(folder: folder))
            (await server.WithDbAsync(db => db.Database.GetPendingMigrationsAsync())).ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    /// <summary>T70.</summary>
    [Fact]
    public async Task A_PostgreSQL_that_may_lose_what_it_confirmed_is_refused_unless_that_is_meant()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await using var command = source.CreateCommand($"ALTER DATABASE {name} SET synchronous_commit = off");
            await command.ExecuteNonQueryAsync();
        }

        var refused = await Should.ThrowAsync<ServerStartException>(() => RunningServer.StartAsync(database));
        refused.Text.English.ShouldContain("synchronous_commit");
        refused.Text.Spanish.ShouldContain("synchronous_commit");
        await using var meant = await RunningServer.StartAsync(database, settings: "Server:AllowUnsafeDatabase=true");
        using var nobody = new ApiClient(meant.Address);
        (await nobody.GetAsync("/health/ready")).GetProperty("status").GetString().ShouldNotBe("down");
    }

    private static Task<string> NewAsync(string kind) =>
        kind == "PostgreSQL" ? PostgresServer.NewDatabaseAsync() : Task.FromResult("");
}
