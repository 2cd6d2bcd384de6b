using System.Globalization;
using Spectre.Console;
using Waickoff.Cli.Analyze;
using Waickoff.Market.Storage;

namespace Waickoff.Cli.Live;

/// <summary>The stored series as a table: how many candles, from when to when, what is missing, and how old the newest is.</summary>
internal static class StatusTable
{
    private const int FirstColumn = 2;
    private const int CorrectionsColumn = 5;

    /// <summary>What a narrow terminal does without, in this order.</summary>
    private static readonly int[] Dispensable = [CorrectionsColumn, FirstColumn];

    /// <summary>Writes it to stdout.</summary>
    /// <param name="all">At least one series.</param>
    /// <param name="nowMs">The time their age is counted to.</param>
    /// <param name="texts">The language.</param>
    public static void Show(IReadOnlyList<StoredSeries> all, long nowMs, LiveStrings texts)
    {
        var output = new TerminalOutput();
        var rows = all.Select(series => RowOf(series, nowMs, texts)).ToArray();
        var columns = ColumnsThatFit(rows, texts.StatusColumns, output.Width);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            var title = new TableColumn(texts.StatusColumns[column]).NoWrap().Padding(0, 0, 0, 0);
            table.AddColumn(column == 0 ? title : title.RightAligned());
        }
        foreach (var row in rows)
            table.AddRow([.. columns.Select(column => Markup.Escape(row[column]))]);
        output.Terminal.Write(table);
        output.Flush();
    }

    private static string[] RowOf(StoredSeries series, long nowMs, LiveStrings texts)
    {
        var culture = CultureInfo.GetCultureInfo(texts.Language);
        return
        [
            series.Name.ToString(),
            series.Count.ToString("N0", culture),
            Time(series.FirstMs, "yyyy-MM-dd"),
            Time(series.LastMs, "yyyy-MM-dd HH:mm"),
            series.Gaps.Count == 0
                ? "–"
                : string.Create(culture, $"{series.Gaps.Count:N0} ({series.MissingCandles:N0})"),
            series.Corrections.ToString("N0", culture),
            Span(series.LagMs(nowMs)),
        ];
    }

    private static List<int> ColumnsThatFit(string[][] rows, IReadOnlyList<string> titles, int width)
    {
        var columns = Enumerable.Range(0, titles.Count).ToList();
        foreach (var column in Dispensable)
        {
            // One blank before each column and one behind the last.
            if (columns.Sum(WidthOf) + columns.Count + 1 > width)
                columns.Remove(column);
        }
        return columns;

        int WidthOf(int column) => Math.Max(titles[column].Length, rows.Max(row => row[column].Length));
    }

    private static string Time(long timeMs, string format) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString(format, CultureInfo.InvariantCulture);

    private static string Span(long ms)
    {
        var span = TimeSpan.FromMilliseconds(Math.Max(0, ms));
        return span.TotalDays >= 2 ? FormattableString.Invariant($"{span.TotalDays:0} d")
            : span.TotalHours >= 2 ? FormattableString.Invariant($"{span.TotalHours:0} h")
            : FormattableString.Invariant($"{span.TotalMinutes:0} min");
    }
}
