using System.Text.Json;
using Spectre.Console;
using Waickoff.Backtest.Evidence;
using Waickoff.Cli.Analyze;
using Waickoff.Cli.Detect;

namespace Waickoff.Cli.History;

/// <summary>The evidence of a market, for people and for programs.</summary>
internal static class EvidenceOutput
{
    public static void WriteText(HistorySeries history, EvidenceReport report, HistoryStrings texts)
    {
        var output = new TerminalOutput();
        var terminal = output.Terminal;
        var period = $"{HistoryText.Time(report.FromMs)} .. {HistoryText.Time(report.ToMs)}";
        terminal.WriteLine($"{history.Symbol} {report.Timeframe} · {history.Source} · {period} · {report.Candles}");
        if (history.IsSimulated)
            terminal.WriteLine(texts.Simulated);
        terminal.WriteLine();
        var table = BacktestOutput.Plain();
        foreach (var title in (string[])[texts.Setup, "n", texts.HitRate, texts.BaseRate, "R", texts.Probability])
            table.AddColumn(new TableColumn(title).NoWrap());
        table.AddColumn(texts.Meaning);
        foreach (var setup in report.Setups)
        {
            var main = setup.Main;
            table.AddRow(
                setup.Setup,
                HistoryText.Number(setup.Count, 0),
                HistoryText.Share(main.HitRate, main.HitInterval),
                HistoryText.Share(main.BaseRate, main.BaseInterval),
                HistoryText.Number(main.Expectancy),
                HistoryText.Percent(setup.Probability.Value),
                texts.VerdictName(main.Verdict)
            );
        }
        terminal.Write(table);
        terminal.WriteLine(texts.EvidenceNote);
        terminal.WriteLine(texts.Notice);
        output.Flush();
    }

    public static void WriteJson(HistorySeries history, EvidenceReport report)
    {
        using var output = Console.OpenStandardOutput();
        using var stream = new JsonStream(output);
        var writer = stream.Writer;
        writer.WriteStartObject();
        writer.WriteString("symbol", history.Symbol);
        writer.WriteString("timeframe", report.Timeframe.ToString());
        writer.WriteString("source", history.Source);
        writer.WriteBoolean("isSimulated", history.IsSimulated);
        writer.WriteNumber("candles", report.Candles);
        writer.WriteNumber("from", report.FromMs);
        writer.WriteNumber("to", report.ToMs);
        writer.WriteStartArray("setups");
        foreach (var setup in report.Setups)
        {
            WriteSetup(writer, history, setup);
            stream.FlushIfLarge();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("readings");
        foreach (var reading in report.Readings)
            JsonSerializer.Serialize(writer, reading, AnalysisJson.Options);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSetup(Utf8JsonWriter writer, HistorySeries history, SetupEvidence setup)
    {
        var series = history.SeriesFrom();
        writer.WriteStartObject();
        writer.WriteString("setup", setup.Setup);
        writer.WriteNumber("count", setup.Count);
        writer.WriteNumber("skipped", setup.Skipped);
        writer.WriteNumber("tooNear", setup.TooNear);
        writer.WriteNumber("passed", setup.Passed);
        writer.WriteNumber("pending", setup.Pending);
        Write(writer, "targets", setup.Targets);
        Write(writer, "regimes", setup.Regimes);
        writer.WriteStartObject("probability");
        Write(writer, "value", setup.Probability.Value);
        Write(writer, "abstention", setup.Probability.Abstention);
        Write(writer, "score", setup.Probability.Score);
        writer.WriteEndObject();
        writer.WriteStartArray("last");
        foreach (var found in setup.Last)
        {
            var outcome = found.Outcome[SetupEvidence.MainTarget];
            writer.WriteStartObject();
            writer.WriteNumber("time", series[found.Index].OpenTimeMs);
            Write(writer, "side", found.Side);
            writer.WriteNumber("entry", found.Outcome.EntryPrice);
            writer.WriteNumber("stop", found.Stop);
            writer.WriteBoolean("isHit", outcome.IsHit);
            Write(writer, "r", outcome.R);
            writer.WriteNumber("candles", outcome.Candles);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter writer, string name, T value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, AnalysisJson.Options);
    }
}
