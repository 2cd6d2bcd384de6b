using System.Text.Json;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Detect;

/// <summary>The result of <c>detect</c>: one JSON object that says what was run, on what, and what came out.</summary>
internal static class DetectionDocument
{
    public static void Write(
        Stream output,
        Detector detector,
        DetectorSettings settings,
        SeriesName name,
        CandleSeries series,
        DetectionResult result
    )
    {
        using var json = new JsonStream(output);
        var writer = json.Writer;
        writer.WriteStartObject();
        writer.WriteString("detector", detector.Name);
        writer.WriteNumber("ruleVersion", detector.RuleVersion);
        writer.WriteStartObject("parameters");
        foreach (var (option, value) in settings.All)
        {
            writer.WritePropertyName(option);
            JsonSerializer.Serialize(writer, value, AnalysisJson.Options);
        }
        writer.WriteEndObject();
        WriteCandles(writer, series);
        WriteSeries(json, result.Series, series.Count);
        foreach (var (member, value) in result.Members)
        {
            writer.WritePropertyName(member);
            JsonSerializer.Serialize(writer, value, AnalysisJson.Options);
            json.FlushIfLarge();
        }
        writer.WriteStartArray("findings");
        result.Findings.Write(json, name, series.Span);
        writer.WriteEndArray();
        if (result.Findings.Count == 0)
            writer.WriteString("reason", result.Reason);
        writer.WriteEndObject();
    }

    private static void WriteCandles(Utf8JsonWriter writer, CandleSeries series)
    {
        writer.WriteStartObject("candles");
        writer.WriteNumber("count", series.Count);
        WriteTime("from", series.Count > 0 ? series[0].OpenTimeMs : null);
        WriteTime("to", series.Count > 0 ? series[^1].OpenTimeMs : null);
        writer.WriteStartArray("gaps");
        foreach (var (after, missing) in series.Gaps())
        {
            writer.WriteStartObject();
            writer.WriteNumber("after", after);
            writer.WriteNumber("missing", missing);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();

        void WriteTime(string property, long? time)
        {
            if (time is { } known)
                writer.WriteNumber(property, known);
            else
                writer.WriteNull(property);
        }
    }

    private static void WriteSeries(JsonStream json, IReadOnlyList<SeriesColumn> columns, int count)
    {
        if (columns.Count == 0)
            return;
        json.Writer.WriteStartObject("series");
        foreach (var column in columns)
        {
            json.Writer.WriteStartArray(column.Name);
            for (var i = 0; i < count; i++)
            {
                column.Write(json.Writer, i);
                if (i % 1024 == 0)
                    json.FlushIfLarge();
            }
            json.Writer.WriteEndArray();
        }
        json.Writer.WriteEndObject();
    }
}
