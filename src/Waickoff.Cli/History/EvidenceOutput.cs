using System.Text.Json;
using Spectre.Console;
using Waickoff.Backtest.Evidence;
using Waickoff.Cli.Analyze;
using Waickoff.Cli.Detect;

namespace Waickoff.Cli.History;

/// <summary>The evidence of a market, for people and for programs.</summary>
internal static class EvidenceOutput
{
    public static void WriteText(HistorySeries history, EvidenceSummary study, HistoryStrings texts)
    {
        var output = new TerminalOutput();
        var terminal = output.Terminal;
        var period = $"{HistoryText.Time(study.FromMs)} .. {HistoryText.Time(study.ToMs)}";
        terminal.WriteLine(
            $"{history.Symbol} {study.Timeframe} · {texts.SourceOf(history)} · {period} · {study.Candles}"
        );
        if (history.IsSimulated)
            terminal.WriteLine(texts.Simulated);
        terminal.WriteLine();
        var table = BacktestOutput.Plain();
        foreach (var title in (string[])[texts.Setup, "n", texts.HitRate, texts.BaseRate, "R", texts.Probability])
            table.AddColumn(new TableColumn(title).NoWrap());
        table.AddColumn(texts.Meaning);
        foreach (var setup in study.Setups)
        {
            var main = setup.Main;
            table.AddRow(
                setup.Setup,
                HistoryText.Number(setup.Count, 0),
                HistoryText.Share(main.HitRate, main.HitInterval),
                HistoryText.Share(main.BaseRate, main.BaseInterval),
                HistoryText.Number(main.Expectancy),
                HistoryText.Percent(setup.Probability),
                texts.VerdictName(main.Verdict)
            );
        }
        terminal.Write(table);
        if (study.Ranges.Count > 0)
            terminal.Write(Ranges(study, texts));
        terminal.WriteLine(texts.EvidenceNote);
        terminal.WriteLine(texts.Notice);
        output.Flush();
    }

    /// <summary>How ranges ended that were once read so, all of them first.</summary>
    private static Table Ranges(EvidenceSummary study, HistoryStrings texts)
    {
        var table = BacktestOutput.Plain();
        foreach (var title in (string[])[texts.RangesReadAs, "n", texts.Upward, texts.Downward, texts.Probability])
            table.AddColumn(new TableColumn(title).NoWrap());
        table.AddColumn(texts.Meaning);
        var all = study.Ranges;
        table.AddRow(
            texts.AllRanges,
            HistoryText.Number(all.Count, 0),
            HistoryText.Share((double)all.Upward / all.Count, all.UpwardInterval),
            HistoryText.Share((double)all.Downward / all.Count, all.DownwardInterval),
            HistoryText.Percent(double.NaN),
            ""
        );
        foreach (var reading in study.Readings)
            table.AddRow(
                $"{texts.ReadingName(reading.Reading)} {reading.Phase}",
                HistoryText.Number(reading.Count, 0),
                HistoryText.Share((double)reading.Upward / reading.Count, reading.UpwardInterval),
                HistoryText.Share((double)reading.Downward / reading.Count, reading.DownwardInterval),
                HistoryText.Percent(reading.Probability),
                texts.VerdictName(reading.Verdict)
            );
        return table;
    }

    public static void WriteJson(HistorySeries history, EvidenceSummary study)
    {
        using var output = Console.OpenStandardOutput();
        using var stream = new JsonStream(output);
        var writer = stream.Writer;
        writer.WriteStartObject();
        writer.WriteString("symbol", history.Symbol);
        writer.WriteString("timeframe", study.Timeframe.ToString());
        writer.WriteString("source", history.Source);
        writer.WriteBoolean("isSimulated", history.IsSimulated);
        WriteStudy(stream, study);
        writer.WriteEndObject();
    }

    /// <summary>The members of an object that says what was counted.</summary>
    public static void WriteStudy(JsonStream stream, EvidenceSummary study)
    {
        var writer = stream.Writer;
        writer.WriteNumber("candles", study.Candles);
        writer.WriteNumber("from", study.FromMs);
        writer.WriteNumber("to", study.ToMs);
        writer.WriteString("ruleVersion", study.RuleVersion);
        writer.WriteString("dataHash", study.DataHash);
        writer.WriteStartArray("setups");
        foreach (var setup in study.Setups)
        {
            WriteSetup(writer, setup);
            stream.FlushIfLarge();
        }
        writer.WriteEndArray();
        Write(writer, "readings", study.Readings);
        Write(writer, "ranges", study.Ranges);
    }

    private static void WriteSetup(Utf8JsonWriter writer, SetupSummary setup)
    {
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
        Write(writer, "value", setup.Probability);
        Write(writer, "abstention", setup.Abstention);
        Write(writer, "score", setup.Score);
        writer.WriteEndObject();
        Write(writer, "live", setup.Live);
        writer.WriteStartArray("last");
        foreach (var found in setup.Last)
        {
            writer.WriteStartObject();
            writer.WriteNumber("time", found.SignalMs);
            writer.WriteNumber("entryTime", found.EntryMs);
            writer.WriteNumber("endTime", found.EndMs);
            Write(writer, "side", found.Side);
            writer.WriteNumber("entry", found.Entry);
            writer.WriteNumber("stop", found.Stop);
            writer.WriteNumber("target", found.Target);
            writer.WriteBoolean("isHit", found.IsHit);
            Write(writer, "r", found.R);
            writer.WriteNumber("candles", found.Candles);
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
