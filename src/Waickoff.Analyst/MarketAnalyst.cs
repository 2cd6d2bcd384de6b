using System.Runtime.CompilerServices;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Models;

namespace Waickoff.Analyst;

/// <summary>
/// Answers a question about a market: briefing, history and question in, checked sentences out as they are written. Whoever writes them,
/// each is held against the evidence before it is seen.
/// </summary>
public static class MarketAnalyst
{
    /// <summary>Answers a question; the whole report when there is none.</summary>
    /// <param name="briefing">What is known of the market, in the language of the answer.</param>
    /// <param name="history">What was asked and answered before, oldest first.</param>
    /// <param name="question">What the reader asks.</param>
    /// <param name="book">The evidence: that of the session, where what is new gets an id; null for that of the briefing alone.</param>
    /// <param name="cancellation">Ends it between two sentences.</param>
    public static async IAsyncEnumerable<GroundedSentence> AnswerAsync(
        MarketBriefing briefing,
        IReadOnlyList<Exchange> history,
        string question = "",
        EvidenceBook? book = null,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(briefing);
        ArgumentNullException.ThrowIfNull(history);
        // A number the reader named once stays the reader's for the whole session.
        var asked = string.Join('\n', history.Select(h => h.Question).Append(question));
        var grounding = new AnswerGrounding(book ?? briefing.Book, asked);
        await foreach (var delta in BuiltInAnalyst.WriteAsync(briefing, question, book, cancellation))
        {
            foreach (var sentence in grounding.Add(delta))
                yield return sentence;
        }
        foreach (var sentence in grounding.Finish())
            yield return sentence;
    }
}

/// <summary>A question of the reader and what was answered.</summary>
public readonly record struct Exchange(string Question, string Answer);
