using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Waickoff.Server.Hosting;

/// <summary>
/// Words between the processes on one database: that something about an id has changed. A word can be lost with a connection; what it is
/// about stands in the tables, and listeners look there again when the connection is back.
/// </summary>
internal sealed partial class Signals(Database database, TimeProvider time, ILogger<Signals> log) : BackgroundService
{
    private const string Channel = "waickoff";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Action<string?>> listeners = new(StringComparer.Ordinal);

    /// <summary>Hears a topic; without an id when words may have been lost.</summary>
    public void Listen(string topic, Action<string?> heard) => listeners[topic] = heard;

    /// <summary>
    /// Says that something about an id has changed, to all processes and this one. While the database is gone the word is lost, not its cause.
    /// </summary>
    public async Task SendAsync(string topic, string id, CancellationToken cancel = default)
    {
        if (database.Postgres is not { } postgres)
        {
            Hear(topic, id);
            return;
        }
        try
        {
            await using var command = postgres.CreateCommand("SELECT pg_notify($1, $2)");
            command.Parameters.AddWithValue(Channel);
            command.Parameters.AddWithValue($"{topic}:{id}");
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (NpgsqlException e)
        {
            Lost(log, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Postgres is not { } postgres)
            return;
        while (true)
        {
            try
            {
                await ListenAsync(postgres, stoppingToken);
            }
            catch (Exception e)
                when (e is NpgsqlException or System.IO.IOException or System.Net.Sockets.SocketException)
            {
                Lost(log, e.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(NpgsqlDataSource postgres, CancellationToken cancel)
    {
        await using var connection = await postgres.OpenConnectionAsync(cancel);
        connection.Notification += (_, told) =>
        {
            var colon = told.Payload.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                Hear(told.Payload[..colon], told.Payload[(colon + 1)..]);
        };
        await using (var command = new NpgsqlCommand($"LISTEN {Channel}", connection))
            await command.ExecuteNonQueryAsync(cancel);
        foreach (var heard in listeners.Values)
            heard(null);
        while (true)
            await connection.WaitAsync(cancel);
    }

    private void Hear(string topic, string id)
    {
        if (listeners.TryGetValue(topic, out var heard))
            heard(id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection for words between processes was lost: {Reason}")]
    private static partial void Lost(ILogger log, string reason);
}
