using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Waickoff.Cli.Analyze;
using Waickoff.Server.Billing;

namespace Waickoff.Cli.Commands;

/// <summary>What each pack earned and cost, as a table or for programs.</summary>
internal static class EconomicsTable
{
    private const string Nothing = "–";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    /// <summary>The same words as the API has.</summary>
    public static string Json(EconomicsReport report) => JsonSerializer.Serialize(report, Options);

    /// <summary>Writes it to stdout.</summary>
    public static void Show(EconomicsReport report, EconomicsStrings texts)
    {
        var output = new TerminalOutput();
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (i, title) in texts.Columns.Index())
        {
            var column = new TableColumn(title).NoWrap().Padding(0, 0, 1, 0);
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }
        foreach (var pack in report.Packs)
            table.AddRow([.. RowOf(pack).Select(Markup.Escape)]);
        output.Terminal.WriteLine(texts.Title(Day(report.From), Day(report.To), report.FloorPercent));
        output.Terminal.Write(table);
        output.Terminal.WriteLine(texts.Legend);
        foreach (var pack in report.Packs.Where(p => p.IsBelowFloor))
            output.Terminal.WriteLine(texts.BelowFloor(pack.Name, report.FloorPercent));
        output.Flush();
    }

    private static string[] RowOf(PackEconomics pack)
    {
        var one = pack.PerSession;
        return
        [
            pack.Name,
            pack.Sold.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{pack.Used}/{pack.Ended}"),
            Money(one?.Gross),
            Money(one?.Fee),
            Money(one?.Cost),
            Money(one?.LargestCost),
            Percent(one?.MarginPercent),
            Percent(pack.MarginAtCeilingPercent),
        ];
    }

    private static string Money(long? micro) =>
        micro is { } some ? (some / 1e6).ToString("0.0000", CultureInfo.InvariantCulture) : Nothing;

    private static string Percent(decimal? percent) =>
        percent is { } some ? some.ToString("0.0", CultureInfo.InvariantCulture) + " %" : Nothing;

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
