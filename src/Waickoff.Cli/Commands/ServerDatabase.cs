using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Waickoff.Cli.Commands;

/// <summary>The database of a server, read beside it.</summary>
internal static class ServerDatabase
{
    private const string FileName = "waickoff.db";

    /// <summary>The settings of the server whose data folder this is.</summary>
    /// <exception cref="UsageException">It has no database; says so in the words of <paramref name="unreadable"/>.</exception>
    public static IConfiguration Settings(string data, string language, Func<string, string> unreadable)
    {
        var settings = ConfigCommand.Read(data, ServeStrings.For(language));
        var file = Path.Combine(data, FileName);
        // A file that is not there is not to be made by looking at it.
        if (string.IsNullOrEmpty(settings["Server:Database"]) && !File.Exists(file))
            throw new UsageException(unreadable(file));
        return settings;
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="UsageException">It cannot be opened; says so in the words of <paramref name="unreadable"/>.</exception>
    public static async Task<DbConnection> OpenAsync(
        string data,
        string language,
        Func<string, string> unreadable,
        CancellationToken cancel
    )
    {
        // Nothing is written, but a reader beside a writer has to take part in its log.
        DbConnection connection = Settings(data, language, unreadable)["Server:Database"] is { Length: > 0 } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={Path.Combine(data, FileName)};Mode=ReadWrite");
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch (DbException e)
        {
            await connection.DisposeAsync();
            throw new UsageException(unreadable(e.Message.ReplaceLineEndings(" ")));
        }
    }
}
