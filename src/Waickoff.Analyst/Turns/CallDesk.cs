using Waickoff.Analyst.Models;
using Waickoff.Analyst.Models.Claude;

namespace Waickoff.Analyst.Turns;

/// <summary>Makes the calls of one turn: counts, holds, opens, and tells the budget what each did use. All calls share one number.</summary>
internal sealed class CallDesk(
    ClaudeClient client,
    ModelGates gates,
    ModelCatalog catalog,
    AnalystOptions options,
    ITurnBudget budget,
    TimeProvider time,
    Action<AnalystEvent> tell
)
{
    private const double OwnTokensPerByte = 1.0 / 3;

    private readonly List<(int Attempt, CallUsage Usage)> paid = [];

    /// <summary>Calls that may still be made.</summary>
    public int CallsLeft => options.MostCallsPerTurn - Attempts;

    /// <summary>Calls that were made.</summary>
    public int Attempts { get; private set; }

    /// <summary>What the reader pays so far, in metered tokens.</summary>
    public long MeteredTokens => paid.Sum(p => p.Usage.Tokens);

    /// <summary>Counts a prompt: by the provider, else by our own rule.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="cached">How much of it should be kept, as a part of a prompt of that many tokens.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<CountedPrompt> CountAsync(ModelPrompt prompt, Func<long, long> cached, CancellationToken cancel)
    {
        var bytes = Math.Max(1, prompt.Bytes);
        var tokens = await client.CountAsync(prompt, cancel) ?? (long)Math.Ceiling(bytes * OwnTokensPerByte);
        var density = Math.Clamp((double)tokens / bytes, 0.1, 1);
        return new CountedPrompt(tokens, Math.Clamp(cached(tokens), 0, tokens), density);
    }

    /// <summary>Holds and opens a call, again where that helps.</summary>
    /// <returns>The call, its answer begun; or one with a refusal.</returns>
    /// <exception cref="ModelFault">It came to nothing.</exception>
    public Task<HeldCall> OpenAsync(
        ModelOptions model,
        ModelPrompt prompt,
        CountedPrompt counted,
        int mostOutput,
        bool isOurs,
        CancellationToken cancel
    ) => gates.TryAsync(model.Id, token => OpenOnceAsync(model, prompt, counted, mostOutput, isOurs, token), cancel);

    /// <summary>Tells what a call did use.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isComplete">Whether it came to its end.</param>
    /// <param name="isOurs">Whether the reader pays nothing for it.</param>
    public async Task<TokenUsage> CloseAsync(HeldCall call, bool isComplete, bool isOurs)
    {
        var usage = call.Used(isComplete);
        var cost = ModelPrice.Of(call.Model, time.GetUtcNow(), usage.Prompt).Of(usage);
        // More than was held is the provider's error or ours, never the reader's to pay: neither in tokens nor in what the session may cost.
        var metered = Math.Min(usage.Metered, call.HeldTokens);
        var isAnomaly = call.Usage.HasAnomaly || usage.Metered > call.HeldTokens || cost > call.HeldMicroUsd;
        var told = new CallUsage(metered, Math.Min(cost, call.HeldMicroUsd), isOurs);
        if (!isOurs)
            paid.Add((call.Attempt, told));
        await budget.UsedAsync(call.Attempt, told, CancellationToken.None);
        tell(new AnalystEvent.CallUsed(call.Attempt, call.Model.Id, usage, cost, isOurs, isAnomaly));
        return usage;
    }

    /// <summary>Takes all calls so far upon us: the model that made them gave no answer.</summary>
    public async Task ForgiveAsync()
    {
        foreach (var (attempt, usage) in paid)
            await budget.UsedAsync(attempt, usage with { IsOurs = true }, CancellationToken.None);
        paid.Clear();
    }

    private async Task<HeldCall> OpenOnceAsync(
        ModelOptions model,
        ModelPrompt prompt,
        CountedPrompt counted,
        int mostOutput,
        bool isOurs,
        CancellationToken cancel
    )
    {
        if (CallsLeft <= 0)
            throw new ModelFault(FaultKind.OutOfCalls, "The turn has made all its calls.");
        var attempt = ++Attempts;
        var estimate = Estimate(attempt, model, counted, mostOutput, isOurs);
        var held = await budget.HoldAsync(estimate, cancel);
        var call = new HeldCall(attempt, model, counted)
        {
            HeldTokens = counted.Metered + held.MaxOutput,
            HeldMicroUsd =
                estimate.PromptMicroUsd
                + (((held.MaxOutput * estimate.OutputMicroUsdPerMillion) + 999_999) / 1_000_000),
            Refusal = held.Refusal,
        };
        if (!held.IsHeld)
        {
            Attempts--;
            return call;
        }
        try
        {
            // The stream outlives this method, so it hears the reader's token and not that of one try.
            call.Pieces = client.StreamAsync(prompt, held.MaxOutput, call.Usage, cancel).GetAsyncEnumerator(cancel);
            while (!call.HasBegun)
            {
                if (!await call.Pieces.MoveNextAsync())
                    throw new ModelFault(FaultKind.Malformed, "The stream had no beginning.");
                call.HasBegun = call.Pieces.Current is ModelPiece.Begun;
            }
            return call;
        }
        catch (Exception e)
        {
            // A provider that was left while it read the prompt bills the prompt; one that refused bills nothing.
            call.IsPromptRead = e is OperationCanceledException or ModelFault { Kind: FaultKind.Silent };
            await CloseAsync(call, isComplete: false, isOurs: true);
            await call.DisposeAsync();
            throw;
        }
    }

    private CallEstimate Estimate(int attempt, ModelOptions model, CountedPrompt counted, int mostOutput, bool isOurs)
    {
        var now = time.GetUtcNow();
        var price = ModelPrice.Of(model, now, counted.Tokens + mostOutput);
        var cheapest = catalog.Cheapest(now);
        var reserve = ModelPrice.Of(cheapest, now, promptTokens: 0).DearestMetered;
        var prompt = price.OfPrompt(counted.Tokens);
        // A call at our cost gives its tokens back, so the money for them has to stay even where the model is the cheapest.
        return isOurs
            ? new CallEstimate(
                attempt,
                model.Id,
                counted.Metered,
                mostOutput,
                prompt + ((counted.Metered * reserve / 1_000_000) + 1),
                price.Output + reserve,
                reserve
            )
            : new CallEstimate(
                attempt,
                model.Id,
                counted.Metered,
                mostOutput,
                prompt,
                price.Output,
                model.Id == cheapest.Id ? 0 : reserve
            );
    }
}
