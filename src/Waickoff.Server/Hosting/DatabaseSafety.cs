using Microsoft.Extensions.Logging;
using Waickoff.Analysis;

namespace Waickoff.Server.Hosting;

/// <summary>
/// What a server has confirmed must be on disk. A PostgreSQL that is set to answer before that is refused, unless the configuration says that this
/// is meant.
/// </summary>
internal sealed partial class DatabaseSafety(Database database, ServerOptions options, ILogger<DatabaseSafety> log)
{
    private static readonly string[] Needed = ["fsync", "full_page_writes", "synchronous_commit"];

    /// <exception cref="ServerStartException">The database may lose what it has confirmed.</exception>
    public async Task CheckAsync(CancellationToken cancel)
    {
        if (database.Postgres is not { } postgres)
            return;
        var off = new List<string>();
        await using var connection = await postgres.OpenConnectionAsync(cancel);
        foreach (var name in Needed)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT current_setting($1)";
            command.Parameters.AddWithValue(name);
            if (await command.ExecuteScalarAsync(cancel) is "off")
                off.Add(name);
        }
        if (off.Count == 0)
            return;
        var all = string.Join(", ", off);
        if (!options.AllowUnsafeDatabase)
            throw new ServerStartException(
                LocalText.Of(
                    $"PostgreSQL has {all} off and may lose what it has confirmed; turn it on, or set Server:AllowUnsafeDatabase if that is meant",
                    $"PostgreSQL tiene {all} desactivado y puede perder lo que ha confirmado; actívalo, o pon Server:AllowUnsafeDatabase si es lo que quieres"
                )
            );
        Unsafe(log, all);
    }

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "PostgreSQL has {Settings} off: what is confirmed can be lost with the power. Server:AllowUnsafeDatabase allows it"
    )]
    private static partial void Unsafe(ILogger log, string settings);
}
