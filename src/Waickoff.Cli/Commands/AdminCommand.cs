using System.CommandLine;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Waickoff.Cli.Live;
using Waickoff.Ledger.Audit;

namespace Waickoff.Cli.Commands;

/// <summary>
/// <c>admin audit [--data DIR]</c>: recomputes every balance from the journal. It reads beside a running server and changes nothing.
/// </summary>
internal static class AdminCommand
{
    private const string FileName = "waickoff.db";

    public static Command Create(Strings common)
    {
        var strings = ServeStrings.For(common.Language);
        var data = new Option<string>("--data") { Description = strings.Data };
        var audit = new Command("audit", strings.Audit) { data };
        audit.SetAction(
            (parsed, cancel) => AuditAsync(parsed.GetValue(data) ?? MarketAccess.DataFolder(), strings, cancel)
        );
        return new Command("admin", strings.Admin) { audit, TrackRecordCommand.Create(common) };
    }

    private static async Task<int> AuditAsync(string data, ServeStrings strings, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(data, strings.Language, strings.NoLedger, cancel);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        AuditReport report;
        try
        {
            report = await LedgerAuditor.RunAsync(connection, now, cancel);
        }
        catch (DbException e)
        {
            throw new UsageException(strings.NoLedger(e.Message.ReplaceLineEndings(" ")));
        }
        foreach (var violation in report.Violations)
            await Console.Out.WriteLineAsync(
                $"{violation.Name}  {violation.Count}  {string.Join(' ', violation.Samples)}"
            );
        await Console.Out.WriteLineAsync(strings.Audited(report.Entries, report.Violations.Count));
        return report.IsClean ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>The database of a server.</summary>
    /// <exception cref="UsageException">It cannot be opened; says so in the words of <paramref name="unreadable"/>.</exception>
    public static async Task<DbConnection> OpenAsync(
        string data,
        string language,
        Func<string, string> unreadable,
        CancellationToken cancel
    )
    {
        var postgres = ConfigCommand.Read(data, ServeStrings.For(language))["Server:Database"];
        DbConnection connection;
        if (!string.IsNullOrEmpty(postgres))
            connection = new NpgsqlConnection(postgres);
        else
        {
            var file = Path.Combine(data, FileName);
            if (!File.Exists(file))
                throw new UsageException(unreadable(file));
            // Nothing is written, but a reader beside a writer has to take part in its log.
            connection = new SqliteConnection($"Data Source={file};Mode=ReadWrite");
        }
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
