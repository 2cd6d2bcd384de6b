using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Models.Claude;

namespace Waickoff.Analyst.Prompt;

/// <summary>
/// How a prompt is laid out: rules and tools, which are the same for everyone; the opening briefing, the same for the session; the turns
/// before; the notes of later closes and the question last.
/// </summary>
/// <remarks>
/// Marks of the cache stand behind the rules, behind the opening briefing and behind the question. The last one keeps the conversation so
/// far, so the next turn reads it and pays only the answer and the new question.
/// </remarks>
internal sealed class PromptLayout
{
    private readonly List<PromptMessage> messages = [];
    private readonly ModelOptions model;

    private PromptLayout(ModelOptions model) => this.model = model;

    /// <summary>The bytes up to the mark behind the opening briefing.</summary>
    public long PrefixBytes { get; private init; }

    public static PromptLayout Of(ModelOptions model, StoredBriefing opening, SessionHistory history, string told)
    {
        var briefing = HiddenCharacters.Strip(opening.Text);
        var layout = new PromptLayout(model)
        {
            PrefixBytes =
                System.Text.Encoding.UTF8.GetByteCount(AnalystRules.Text)
                + ClaudeTools.Bytes
                + System.Text.Encoding.UTF8.GetByteCount(briefing),
        };
        var reader = new List<PromptPart> { new PromptPart.Text(briefing, IsMarked: true) };
        if (history.Summary.Length > 0)
            reader.Add(new PromptPart.Text(history.Summary));
        foreach (var turn in history.InFull)
        {
            reader.Add(new PromptPart.Text(turn.Told));
            layout.messages.Add(new PromptMessage(IsReader: true, reader));
            layout.messages.Add(new PromptMessage(IsReader: false, [new PromptPart.Text(Said(turn.Answer))]));
            reader = [];
        }
        reader.Add(new PromptPart.Text(told, IsMarked: true));
        layout.messages.Add(new PromptMessage(IsReader: true, reader));
        return layout;
    }

    /// <summary>The prompt of the first call.</summary>
    public ModelPrompt First => With([]);

    /// <summary>The prompt with more of the conversation of this turn behind it.</summary>
    public ModelPrompt With(IReadOnlyList<PromptMessage> more) =>
        new(model.Id, model.Effort, AnalystRules.Text, HasTools: true, [.. messages, .. more]);

    // The provider refuses a message without text.
    private static string Said(string answer) => string.IsNullOrWhiteSpace(answer) ? "(no answer)" : answer;
}
