using System.CommandLine;
using System.Data.Common;
using Waickoff.Cli.Live;
using Waickoff.Server.Billing;

namespace Waickoff.Cli.Commands;

/// <summary><c>admin economics [--days N] [--format text|json]</c>: what each pack earned and cost; ends with 1 when one lies below the floor.</summary>
internal static class EconomicsCommand
{
    private const int MostDays = 3_660;
    private const string Text = "text";
    private const string Json = "json";

    public static Command Create(ServeStrings strings)
    {
        var texts = EconomicsStrings.For(strings.Language);
        var data = new Option<string>("--data") { Description = strings.Data };
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
                var folder = parsed.GetValue(data) ?? MarketAccess.DataFolder();
                var report = await ReadAsync(folder, count, strings, cancel);
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
        var settings = ServerDatabase.Settings(data, strings.Language, strings.NoLedger);
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
}
