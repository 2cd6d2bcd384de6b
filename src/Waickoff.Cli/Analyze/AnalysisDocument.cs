using System.Text.Json;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Backtest.Evidence;
using Waickoff.Cli.Detect;
using Waickoff.Cli.History;
using Waickoff.Market;

namespace Waickoff.Cli.Analyze;

/// <summary>
/// The whole analysis as one JSON object: data, agreement, each timeframe with what still stands or happened lately, and the briefing
/// and the report with the evidence their ids stand for.
/// </summary>
internal static class AnalysisDocument
{
    /// <summary>A finding that no longer stands is told while it is this young.</summary>
    private const int RecentCandles = 200;

    public static void Write(
        Stream output,
        MarketSeries series,
        MarketAnalysis analysis,
        MarketStudies studies,
        MarketBriefing briefing,
        IReadOnlyList<GroundedSentence> report,
        string language
    )
    {
        using var json = new JsonStream(output);
        var writer = json.Writer;
        writer.WriteStartObject();
        writer.WriteString("symbol", series.Symbol);
        writer.WriteString("venue", series.Venue);
        writer.WriteString("source", series.Source);
        writer.WriteBoolean("isSimulated", series.IsSimulated);
        writer.WriteBoolean("aiGenerated", true);
        writer.WriteString("language", language);
        writer.WriteNumber("asOf", analysis.AsOfMs);
        writer.WriteNumber("price", analysis.Price);
        Value(writer, "data", analysis.Data);
        Value(writer, "notices", series.Notices.Select(n => n.Describe(language)));
        Value(writer, "agreement", analysis.Agreement);
        writer.WriteStartArray("timeframes");
        foreach (var timeframe in analysis.Timeframes)
        {
            WriteTimeframe(json, series, timeframe, studies[timeframe.Timeframe]);
            json.FlushIfLarge();
        }
        writer.WriteEndArray();
        WriteWords(writer, briefing, report);
        writer.WriteEndObject();
    }

    private static void WriteTimeframe(
        JsonStream json,
        MarketSeries series,
        TimeframeAnalysis analysis,
        EvidenceSummary? study
    )
    {
        var writer = json.Writer;
        var name = new SeriesName(series.Venue, series.Symbol, analysis.Timeframe);
        writer.WriteStartObject();
        Value(writer, "timeframe", analysis.Timeframe);
        writer.WriteNumber("count", analysis.Count);
        writer.WriteNumber("asOf", analysis.AsOfMs);
        Value(writer, "last", analysis.Last);
        Value(writer, "atr", analysis.Atr);
        Value(writer, "rsi", analysis.Rsi);
        Value(writer, "bollinger", analysis.Bollinger);
        Value(writer, "keltner", analysis.Keltner);
        Value(writer, "squeeze", analysis.Squeeze);
        writer.WriteStartObject("volume");
        Value(writer, "delta", analysis.Volume.Delta);
        Value(writer, "cvdWeek", analysis.Volume.CvdWeek);
        Value(writer, "volumeZ", analysis.Volume.VolumeZ);
        Value(writer, "rangeZ", analysis.Volume.RangeZ);
        Value(writer, "vwaps", analysis.Volume.Vwaps);
        writer.WriteEndObject();
        writer.WriteStartObject("profile");
        Value(writer, "day", analysis.Profile.Day);
        Value(writer, "week", analysis.Profile.Week);
        Value(writer, "range", analysis.Profile.Range);
        writer.WriteEndObject();

        writer.WriteStartObject("wyckoff");
        Value(writer, "trend", analysis.Wyckoff.Trend);
        Value(writer, "current", analysis.Wyckoff.Current);
        Value(writer, "tests", analysis.Wyckoff.Tests);
        Value(writer, "target", analysis.Wyckoff.Target);
        Findings("events", Rule("wyckoff"), analysis.Wyckoff.Events);
        writer.WriteEndObject();
        Findings("compositeMan", Rule("composite-man"), analysis.CompositeMan);

        Structure("internal", analysis.Internal);
        Structure("swing", analysis.Swing);
        Findings("structure", new FindingRule("structure", "5"), analysis.Internal.Events);
        Findings("swingStructure", new FindingRule("structure", "50"), analysis.Swing.Events);
        Findings("orderBlocks", Rule("order-blocks"), analysis.OrderBlocks, standing: true);
        Findings("fairValueGaps", Rule("fair-value-gaps"), analysis.FairValueGaps, standing: true);
        Findings("liquidity", Rule("liquidity"), analysis.Liquidity, standing: true);
        Findings("fibonacci", Rule("fibonacci"), analysis.Fibonacci);
        Findings("elliott", Rule("elliott"), analysis.Elliott);
        Findings("squeezes", Rule("squeeze"), analysis.Squeezes);
        Value(writer, "levels", analysis.Levels);
        Value(writer, "confluences", analysis.Confluences);
        Value(writer, "scenarios", analysis.Scenarios);
        if (study is not null)
        {
            writer.WriteStartObject("history");
            EvidenceOutput.WriteStudy(json, study);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();

        void Structure(string property, StructureAnalysis structure)
        {
            writer.WriteStartObject(property);
            Value(writer, "length", structure.Length);
            Value(writer, "bias", structure.Bias);
            Value(writer, "high", structure.High);
            Value(writer, "low", structure.Low);
            Value(writer, "highStrength", structure.HighStrength);
            Value(writer, "lowStrength", structure.LowStrength);
            Value(writer, "lastBreak", structure.LastBreak);
            Value(writer, "range", structure.Range);
            writer.WriteEndObject();
        }
        void Findings<TFinding>(string property, FindingRule rule, Findings<TFinding> findings, bool standing = false)
            where TFinding : struct, IFinding
        {
            writer.WriteStartArray(property);
            var states = findings.States();
            var oldest = analysis.Count - RecentCandles;
            new FindingList<TFinding>(findings, rule).Write(
                json,
                name,
                analysis.Candles.Span,
                number => findings[number].ConfirmedIndex >= oldest || (standing && Stands(states[number]))
            );
            writer.WriteEndArray();
            json.FlushIfLarge();
        }
    }

    /// <summary>How <c>detect</c> names the findings of a detector that is run as it comes.</summary>
    private static FindingRule Rule(string detector)
    {
        var known = DetectorCatalog.Find(detector);
        return known?.RuleWith(DetectorSettings.Defaults(known)) ?? new FindingRule(detector);
    }

    /// <summary>Whether price has not gone through the zone or level yet.</summary>
    private static bool Stands(FindingState state) =>
        state is FindingState.Fresh or FindingState.Touched or FindingState.Half;

    private static void WriteWords(
        Utf8JsonWriter writer,
        MarketBriefing briefing,
        IReadOnlyList<GroundedSentence> report
    )
    {
        writer.WriteString("briefing", briefing.Text);
        writer.WriteStartArray("evidence");
        foreach (var evidence in briefing.Book.Entries)
        {
            writer.WriteStartObject();
            writer.WriteString("id", evidence.Id);
            writer.WriteNumber("value", evidence.Value);
            writer.WriteString("text", briefing.Book.Format.Write(evidence.Value, evidence.Form));
            Value(writer, "form", evidence.Form);
            writer.WriteString("what", evidence.What);
            Value(writer, "timeframe", evidence.Timeframe);
            writer.WriteString("source", evidence.Source);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("report");
        foreach (var sentence in report)
            JsonSerializer.Serialize(writer, sentence, AnalysisJson.Options);
        writer.WriteEndArray();
    }

    private static void Value<T>(Utf8JsonWriter writer, string property, T value)
    {
        writer.WritePropertyName(property);
        JsonSerializer.Serialize(writer, value, AnalysisJson.Options);
    }
}
