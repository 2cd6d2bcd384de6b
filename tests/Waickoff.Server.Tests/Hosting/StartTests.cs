using Npgsql;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>Starting on a database that is not empty, and together with others.</summary>
public class StartTests
{
    [Fact]
    public async Task Two_servers_start_at_once_on_a_database_that_has_other_tables()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await using var command = source.CreateCommand("CREATE TABLE something_else (id integer)");
            await command.ExecuteNonQueryAsync();
        }

        var servers = await Task.WhenAll(RunningServer.StartAsync(database), RunningServer.StartAsync(database));

        foreach (var server in servers)
        {
            using var nobody = new ApiClient(server.Address);
            var health = await nobody.GetAsync("/health/ready");
            health.GetProperty("items")[0].GetProperty("status").GetString().ShouldBe("ok");
        }
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_starts_again_on_what_it_kept()
    {
        var folder = Directory.CreateTempSubdirectory("waickoff server ");
        string id;
        await using (var server = await RunningServer.StartAsync(folder: folder))
        {
            using var ana = await server.SignUpAsync();
            var session = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
            id = session.GetProperty("id").GetString()!;
            await ana.EventsAsync(session.GetProperty("firstTurn").GetString()!);
        }
        await using (var again = await RunningServer.StartAsync(folder: folder))
        {
            var kept = await again.WithDbAsync(db =>
                Task.FromResult(db.Set<Waickoff.Server.Chat.TradingSession>().Single(s => s.Id == id).Symbol)
            );
            kept.ShouldBe("BTCUSDT");
        }
        folder.Delete(recursive: true);
    }
}
