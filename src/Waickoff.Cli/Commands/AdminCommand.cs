using System.CommandLine;
using System.Data.Common;
using Waickoff.Cli.Live;
using Waickoff.Ledger.Audit;

namespace Waickoff.Cli.Commands;

/// <summary>
/// What operators ask on the machine of a server: <c>admin audit [--data DIR]</c> recomputes every balance from the journal; the others are
/// <see cref="EconomicsCommand"/> and <see cref="TrackRecordCommand"/>. All read beside a running server and change nothing.
/// </summary>
internal static class AdminCommand
{
    public static Command Create(Strings common)
    {
        var strings = ServeStrings.For(common.Language);
        var data = new Option<string>("--data") { Description = strings.Data };
        var audit = new Command("audit", strings.Audit) { data };
        audit.SetAction(
            (parsed, cancel) => AuditAsync(parsed.GetValue(data) ?? MarketAccess.DataFolder(), strings, cancel)
        );
        return new Command("admin", strings.Admin)
        {
            audit,
            EconomicsCommand.Create(strings),
            TrackRecordCommand.Create(common),
        };
    }

    private static async Task<int> AuditAsync(string data, ServeStrings strings, CancellationToken cancel)
    {
        await using var connection = await ServerDatabase.OpenAsync(data, strings.Language, strings.NoLedger, cancel);
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
}
