namespace Waickoff.Analyst.Turns;

/// <summary>
/// What a turn may spend. Each call of a model is held before it is made and shrunk to what it did use behind it; whoever owns the turn
/// settles or releases all of them when it ends.
/// </summary>
public interface ITurnBudget
{
    /// <summary>Holds the most a call may use.</summary>
    Task<HoldAnswer> HoldAsync(CallEstimate estimate, CancellationToken cancel);

    /// <summary>
    /// Says what a call did use; what was held beyond it is free again. It may be said once more, that a call is ours after all, when the model
    /// that made it gave no answer.
    /// </summary>
    Task UsedAsync(int attempt, CallUsage usage, CancellationToken cancel);
}

/// <summary>The most a call may use.</summary>
/// <param name="Attempt">Which call of the turn it is, from 1.</param>
/// <param name="Model">The model.</param>
/// <param name="PromptTokens">Metered tokens of the prompt, as counted before.</param>
/// <param name="MostOutput">The longest answer that is wanted, in tokens.</param>
/// <param name="PromptMicroUsd">What the prompt may cost, in micro-dollars.</param>
/// <param name="OutputMicroUsdPerMillion">What a million tokens of the answer cost.</param>
/// <param name="ReserveMicroUsdPerMillion">
/// The dearest price of a million metered tokens of the cheapest model: so much has to stay for each token that is left behind this call.
/// 0 for a call of that model itself.
/// </param>
public sealed record CallEstimate(
    int Attempt,
    string Model,
    long PromptTokens,
    long MostOutput,
    long PromptMicroUsd,
    long OutputMicroUsdPerMillion,
    long ReserveMicroUsdPerMillion
);

/// <summary>Whether a call may be made.</summary>
/// <param name="MaxOutput">The longest answer that is paid for, in tokens; 0 when it may not.</param>
/// <param name="Refusal">Why it may not; null when it may.</param>
public readonly record struct HoldAnswer(long MaxOutput, CallRefusal? Refusal)
{
    public bool IsHeld => Refusal is null;
}

/// <summary>Why a call may not be made.</summary>
public enum CallRefusal
{
    /// <summary>Less is left than the prompt and 256 tokens of answer.</summary>
    NotEnoughTokens,

    /// <summary>It would cost more than the session may.</summary>
    NotEnoughMoney,

    /// <summary>The session has ended.</summary>
    Closed,
}

/// <summary>What a call did use.</summary>
/// <param name="Tokens">Metered tokens: input, cache writes and output, and a tenth of cache reads, rounded up.</param>
/// <param name="MicroUsd">What it cost, in micro-dollars, rounded up.</param>
/// <param name="IsOurs">That the reader does not pay for it: a repair, or a call that came to nothing.</param>
public readonly record struct CallUsage(long Tokens, long MicroUsd, bool IsOurs);
