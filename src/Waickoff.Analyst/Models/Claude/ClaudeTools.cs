using System.Text.Json;
using Anthropic.Models.Messages;

namespace Waickoff.Analyst.Models.Claude;

/// <summary>The tools as the model is told of them. They are part of the cached prefix: a change here empties every cache once.</summary>
internal static class ClaudeTools
{
    public const string TimeframeFacts = "timeframe_facts";
    public const string LevelHistory = "level_history";
    public const string LaterEvidence = "later_evidence";

    public static readonly string[] Timeframes = ["5m", "15m", "30m", "1h", "2h", "4h", "1d"];

    public static readonly IReadOnlyList<Tool> All =
    [
        Of(
            TimeframeFacts,
            "The computed facts of this market on one more timeframe. Use it when the question is about a timeframe that the briefing does not have.",
            "timeframe",
            JsonSerializer.SerializeToElement(new { type = "string", @enum = Timeframes })
        ),
        Of(
            LevelHistory,
            "How often price came to a level, how often it closed through it, and when last, on each timeframe of the briefing.",
            "evidence",
            JsonSerializer.SerializeToElement(
                new { type = "string", description = "The id of a price you were given, such as e12." }
            )
        ),
        Of(
            LaterEvidence,
            "All computed facts of one timeframe of the briefing as they are now, when the notes do not tell enough.",
            "timeframe",
            JsonSerializer.SerializeToElement(new { type = "string", @enum = Timeframes })
        ),
    ];

    /// <summary>Their length, for estimates.</summary>
    public static readonly long Bytes = All.Sum(t => JsonSerializer.SerializeToUtf8Bytes(t.RawData).Length);

    private static Tool Of(string name, string description, string argument, JsonElement type) =>
        new()
        {
            Name = name,
            Description = description,
            InputSchema = new InputSchema
            {
                Properties = new Dictionary<string, JsonElement> { [argument] = type },
                Required = [argument],
            },
        };
}
