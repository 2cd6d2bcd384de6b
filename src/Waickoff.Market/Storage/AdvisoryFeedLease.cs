using System.Data;
using System.Data.Common;
using Npgsql;

namespace Waickoff.Market.Storage;

/// <summary>A lock of a PostgreSQL session. The database frees it when the connection ends, so the connection is watched.</summary>
internal sealed class AdvisoryFeedLease : FeedLease
{
    // Any number that nothing else in the database locks; every process must know the same.
    private const long LockKey = 0x_5741_4943_4B46_4544;

    // A holder that is cut off without a word notices within 25 seconds, and the database lets it go after 60: not the other way
    // round, so that two never feed at once.
    private const string Take = """
        SET tcp_keepalives_idle = 30;
        SET tcp_keepalives_interval = 10;
        SET tcp_keepalives_count = 3;
        """;

    private readonly NpgsqlConnection connection;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource givingBack = new();
    private readonly Task watching;

    private AdvisoryFeedLease(NpgsqlConnection connection)
    {
        this.connection = connection;
        watching = WatchAsync();
    }

    public override CancellationToken Lost => lost.Token;

    public override bool IsHeld => !lost.IsCancellationRequested && !givingBack.IsCancellationRequested;

    /// <summary>Takes the right on an open connection, which it owns from then on; null when another holds it.</summary>
    public static async Task<AdvisoryFeedLease?> TryTakeAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        try
        {
            await connection.RunAsync(Take, cancel);
            var sql = $"SELECT CASE WHEN pg_try_advisory_lock({LockKey}) THEN 1 ELSE 0 END";
            if (await connection.NumberAsync(sql, cancel) == 1)
                return new AdvisoryFeedLease(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return null;
    }

    public override async ValueTask DisposeAsync()
    {
        await givingBack.CancelAsync();
        await watching;
        if (connection.State == ConnectionState.Open)
            await GiveBackAsync();
        await connection.DisposeAsync();
    }

    /// <summary>So that it is free at once: the end of a connection takes the server a moment.</summary>
    private async Task GiveBackAsync()
    {
        try
        {
            await connection.RunAsync($"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
        catch (DbException)
        {
            // Then the server does it, or has done it.
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
                await connection.WaitAsync(givingBack.Token);
        }
        catch (OperationCanceledException) when (givingBack.IsCancellationRequested) { }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
        {
            await lost.CancelAsync();
        }
    }
}
