using System.Data.Common;
using Npgsql;

namespace Waickoff.Market.Storage;

/// <summary>A lock of a PostgreSQL session. The database frees it when the connection ends, so the connection is watched.</summary>
internal sealed class AdvisoryFeedLease : FeedLease
{
    // Any number that nothing else in the database locks; every process must know the same.
    private const long LockKey = 0x_5741_4943_4B46_4544;

    // A holder whose machine vanished without a word is let go after 25 seconds.
    private const string Take = """
        SET tcp_keepalives_idle = 10;
        SET tcp_keepalives_interval = 5;
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
            await connection.RunAsync(Take, cancel).ConfigureAwait(false);
            var sql = $"SELECT CASE WHEN pg_try_advisory_lock({LockKey}) THEN 1 ELSE 0 END";
            if (await connection.NumberAsync(sql, cancel).ConfigureAwait(false) == 1)
                return new AdvisoryFeedLease(connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        await connection.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    public override async ValueTask DisposeAsync()
    {
        await givingBack.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
                await connection.WaitAsync(givingBack.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (givingBack.IsCancellationRequested) { }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
        {
            await lost.CancelAsync().ConfigureAwait(false);
        }
    }
}
