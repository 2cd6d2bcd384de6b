using System.Runtime.CompilerServices;
using System.Text;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Turns;

/// <summary>One question of a session, from the hold to the last checked sentence.</summary>
/// <param name="mostOutput">The longest answer, in tokens.</param>
public sealed class AnalystTurns(long mostOutput = AnalystTurns.UsualOutput)
{
    /// <summary>Room for the whole report.</summary>
    public const long UsualOutput = 2_000;

    /// <summary>What the analyst that needs no key is called.</summary>
    public const string BuiltIn = "built-in";

    /// <summary>The models that can be asked for.</summary>
    public IReadOnlyCollection<string> Models { get; } = [BuiltIn];

    /// <summary>Answers.</summary>
    /// <param name="request">What it is made from.</param>
    /// <param name="budget">What it may spend.</param>
    /// <param name="stop">Ends it; what was written until then has been told.</param>
    public async IAsyncEnumerable<AnalystEvent> AnswerAsync(
        TurnRequest request,
        ITurnBudget budget,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(budget);
        var prompt = TokenCount.Of(request.Current.Text) + TokenCount.Of(request.Question);
        prompt += request.History.Sum(h => TokenCount.Of(h.Question) + TokenCount.Of(h.Answer));
        var held = await budget.HoldAsync(new CallEstimate(1, BuiltIn, prompt, mostOutput, 0, 0, 0), stop);
        if (!held.IsHeld)
        {
            yield return new AnalystEvent.Ended(EndReason.Refused, IsCharged: false, held.Refusal);
            yield break;
        }
        yield return new AnalystEvent.ModelChosen(BuiltIn);
        yield return new AnalystEvent.Progress("model", IsDone: false);
        var (count, text) = (0, new StringBuilder());
        await foreach (
            var sentence in MarketAnalyst.AnswerAsync(
                request.Current,
                request.History,
                request.Question,
                CancellationToken.None
            )
        )
        {
            if (stop.IsCancellationRequested)
                break;
            text.Append(sentence.Text);
            yield return new AnalystEvent.Sentence(++count, sentence);
        }
        var used = Math.Min(prompt + TokenCount.Of(text.ToString()), prompt + held.MaxOutput);
        await budget.UsedAsync(1, new CallUsage(used, 0, IsOurs: false), CancellationToken.None);
        yield return new AnalystEvent.Progress("model", IsDone: true);
        yield return stop.IsCancellationRequested
            ? new AnalystEvent.Ended(EndReason.Stopped, IsCharged: count > 0)
            : new AnalystEvent.Ended(EndReason.Complete, IsCharged: true);
    }
}
