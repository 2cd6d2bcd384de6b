using System.CommandLine;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Waickoff.Cli.Live;
using Waickoff.Ledger.Audit;
using Waickoff.Server.Billing;

namespace Waickoff.Cli.Commands;

/// <summary>
/// <c>admin audit [--data DIR]</c>: recomputes every balance from the journal; <c>admin economics [--days N] [--format text|json]</c>: what
/// each pack earned and cost. Both read beside a running server and change nothing.
/// </summary>
internal static class AdminCommand
{
    private const string FileName = "waickoff.db";
    private const int MostDays = 3_660;
    private const string Text = "text";
    private const string Json = "json";

    public static Command Create(Strings common)
    {
        var strings = ServeStrings.For(common.Language);
        var data = new Option<string>("--data") { Description = strings.Data };
        var audit = new Command("audit", strings.Audit) { data };
        audit.SetAction(
            (parsed, cancel) => AuditAsync(parsed.GetValue(data) ?? MarketAccess.DataFolder(), strings, cancel)
        );
        return new Command("admin", strings.Admin) { audit, Economics(data, strings) };
    }

    private static Command Economics(Option<string> data, ServeStrings strings)
    {
        var texts = EconomicsStrings.For(strings.Language);
        var days = new Option<int>("--days") { Description = texts.Days, DefaultValueFactory = _ => 30 };
        var format = new Option<string>("--format") { Description = texts.Format, DefaultValueFactory = _ => Text };
        format.AcceptOnlyFromAmong(Text, Json);
        var economics = new Command("economics", texts.Command) { data, days, format };
        economics.SetAction(
            async (parsed, cancel) =>
            {
                var count = parsed.GetValue(days);
                if (count is < 1 or > MostDays)
                    throw new UsageException(texts.BadDays(MostDays));
                var report = await ReadAsync(
                    parsed.GetValue(data) ?? MarketAccess.DataFolder(),
                    count,
                    strings,
                    cancel
                );
                if (parsed.GetValue(format) == Json)
                    await Console.Out.WriteLineAsync(EconomicsTable.Json(report));
                else
                    EconomicsTable.Show(report, texts);
                return report.Packs.Any(p => p.IsBelowFloor) ? ExitCodes.Failed : ExitCodes.Done;
            }
        );
        return economics;
    }

    private static async Task<EconomicsReport> ReadAsync(
        string data,
        int days,
        ServeStrings strings,
        CancellationToken cancel
    )
    {
        var settings = ConfigCommand.Read(data, strings);
        RequireDatabase(data, settings, strings);
        var now = TimeProvider.System.GetUtcNow();
        try
        {
            return await EconomicsReport.ReadAsync(settings, now.AddDays(-days), now, cancel);
        }
        catch (DbException e)
        {
            throw new UsageException(strings.NoLedger(e.Message.ReplaceLineEndings(" ")));
        }
    }

    private static async Task<int> AuditAsync(string data, ServeStrings strings, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(data, strings, cancel);
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

    private static async Task<DbConnection> OpenAsync(string data, ServeStrings strings, CancellationToken cancel)
    {
        var settings = ConfigCommand.Read(data, strings);
        RequireDatabase(data, settings, strings);
        // Nothing is written, but a reader beside a writer has to take part in its log.
        DbConnection connection = settings["Server:Database"] is { Length: > 0 } postgres
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
            throw new UsageException(strings.NoLedger(e.Message.ReplaceLineEndings(" ")));
        }
    }

    /// <summary>A file that is not there is not to be made by looking at it.</summary>
    private static void RequireDatabase(string data, IConfiguration settings, ServeStrings strings)
    {
        var file = Path.Combine(data, FileName);
        if (string.IsNullOrEmpty(settings["Server:Database"]) && !File.Exists(file))
            throw new UsageException(strings.NoLedger(file));
    }
}
