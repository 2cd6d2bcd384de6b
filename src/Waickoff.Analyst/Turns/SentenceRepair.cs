using System.Globalization;
using System.Text;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Models.Claude;
using Waickoff.Analyst.Prompt;

namespace Waickoff.Analyst.Turns;

/// <summary>
/// Has sentences with unverifiable numbers written again, all of an answer in one call at our cost. What comes back takes its place only when
/// every number in it holds.
/// </summary>
internal sealed class SentenceRepair(
    ModelOptions model,
    PromptLayout layout,
    Func<long, long> cached,
    CallDesk desk,
    AnswerWriter writer,
    Action<AnalystEvent> tell
)
{
    private const int MostSentences = 12;
    private const int TokensPerSentence = 120;

    /// <summary>Repairs what can be; the answer stands whatever becomes of it.</summary>
    /// <param name="said">The conversation of the turn behind the question, the answer included.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(IReadOnlyList<PromptMessage> said, CancellationToken cancel)
    {
        var marked = writer
            .Sentences.Select((s, i) => (Sentence: s, Number: i + 1))
            .Where(s => s.Sentence.IsMarked)
            .Take(MostSentences)
            .ToList();
        if (marked.Count == 0 || desk.CallsLeft == 0)
            return;
        tell(new AnalystEvent.Progress("repair", IsDone: false));
        var ask = new StringBuilder(PromptTexts.Repair);
        foreach (var (sentence, number) in marked)
            ask.Append(CultureInfo.InvariantCulture, $"{number}| {sentence.WithIds().Trim()}\n");
        var prompt = layout.With([.. said, new PromptMessage(IsReader: true, [new PromptPart.Text(ask.ToString())])]);
        try
        {
            var text = await AskAsync(prompt, Math.Max(300, marked.Count * TokensPerSentence), cancel);
            foreach (var (number, line) in Lines(text))
                if (marked.Exists(m => m.Number == number))
                    writer.TryReplace(number, line);
        }
        // A repair that cannot be had leaves the marks where they are.
        catch (ModelFault) { }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { }
        tell(new AnalystEvent.Progress("repair", IsDone: true));
    }

    private async Task<string> AskAsync(ModelPrompt prompt, int mostOutput, CancellationToken cancel)
    {
        var counted = await desk.CountAsync(prompt, cached, cancel);
        await using var call = await desk.OpenAsync(model, prompt, counted, mostOutput, isOurs: true, cancel);
        var text = new StringBuilder();
        if (call.Refusal is not null)
            return "";
        var isComplete = false;
        try
        {
            while (!isComplete && await call.Pieces!.MoveNextAsync())
            {
                call.Wrote(call.Pieces.Current);
                if (call.Pieces.Current is ModelPiece.Text piece)
                    text.Append(piece.Delta);
                isComplete = call.Pieces.Current is ModelPiece.Done;
            }
        }
        finally
        {
            await desk.CloseAsync(call, isComplete, isOurs: true);
        }
        return text.ToString();
    }

    private static IEnumerable<(int Number, string Text)> Lines(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            if (
                bar > 0
                && int.TryParse(
                    line.AsSpan(0, bar).Trim(),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
                yield return (number, line[(bar + 1)..].Trim());
        }
    }
}
