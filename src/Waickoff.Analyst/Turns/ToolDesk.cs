using System.Text;
using System.Text.Json;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Models.Claude;

namespace Waickoff.Analyst.Turns;

/// <summary>
/// Runs the tools a model asks for. Names and arguments are the model's and are believed in nothing: a tool that is not ours, or arguments that
/// are not exactly its own, give an error for the model. What is found becomes evidence of the session.
/// </summary>
internal sealed class ToolDesk(TurnRequest request, EvidenceBook book, Action<AnalystEvent> tell)
{
    private const int MostTokens = 1_200;

    /// <summary>Runs one call.</summary>
    public async Task<PromptPart.ToolResult> RunAsync(AnswerBlock.ToolCall call, CancellationToken cancel)
    {
        if (!Array.Exists(Names, n => n == call.Name))
            return Error(call, "There is no such tool.");
        tell(new AnalystEvent.Progress(call.Name, IsDone: false));
        var text = await TextAsync(call, cancel);
        tell(new AnalystEvent.Progress(call.Name, IsDone: true));
        return text is null
            ? Error(call, "These arguments mean nothing here; see the description of the tool.")
            : new PromptPart.ToolResult(call.Id, text, IsError: false);
    }

    private static readonly string[] Names = [.. ClaudeTools.All.Select(t => t.Name)];

    private async Task<string?> TextAsync(AnswerBlock.ToolCall call, CancellationToken cancel) =>
        call.Name switch
        {
            ClaudeTools.LevelHistory => Argument(call, "evidence") is { } id && book.Find(id.AsSpan()) is { } level
                ? LevelHistory.Write(request.Current.Analysis, level, book)
                : null,
            ClaudeTools.LaterEvidence => Frame(call) is { } timeframe ? Facts(request.Current, timeframe) : null,
            ClaudeTools.TimeframeFacts => Frame(call) is { } timeframe ? await FactsAsync(timeframe, cancel) : null,
            _ => null,
        };

    private async Task<string?> FactsAsync(Timeframe timeframe, CancellationToken cancel)
    {
        if (Facts(request.Current, timeframe) is { } known)
            return known;
        if (request.Tools is null || await request.Tools.AnalyzeAsync(timeframe, cancel) is not { } analysis)
            return "There are no candles for this timeframe.";
        return Facts(MarketBriefing.Write(analysis, request.Current.Language), timeframe);
    }

    /// <summary>The lines a briefing has of a timeframe; null when it has none.</summary>
    private string? Facts(MarketBriefing briefing, Timeframe timeframe)
    {
        var label = timeframe.ToString();
        var lines = briefing.Sections.Where(s => s.Label == label).SelectMany(s => s.Lines).ToList();
        if (lines.Count == 0)
            return null;
        var text = new StringBuilder();
        foreach (var line in lines.OrderBy(l => l.Rank))
        {
            if (TokenCount.Of(text.ToString()) > MostTokens)
                break;
            text.Append(label).Append(": ");
            line.Text.Write(text, book);
            text.Append('\n');
        }
        return text.ToString();
    }

    private static Timeframe? Frame(AnswerBlock.ToolCall call) =>
        Argument(call, "timeframe") is { } text
        && Array.Exists(ClaudeTools.Timeframes, t => t == text)
        && Timeframe.TryParse(text, out var timeframe)
            ? timeframe
            : null;

    /// <summary>The one argument a call has; null when it has others, or that one is no text.</summary>
    private static string? Argument(AnswerBlock.ToolCall call, string name)
    {
        if (call.Input is not { } input)
            return null;
        var arguments = input.EnumerateObject().ToList();
        return arguments.Count == 1 && arguments[0].Name == name && arguments[0].Value.ValueKind == JsonValueKind.String
            ? arguments[0].Value.GetString()
            : null;
    }

    private static PromptPart.ToolResult Error(AnswerBlock.ToolCall call, string text) =>
        new(call.Id, text, IsError: true);
}
