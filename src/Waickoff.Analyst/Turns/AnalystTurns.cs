using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Models.Claude;

namespace Waickoff.Analyst.Turns;

/// <summary>Answers the questions of sessions, from the hold to the last checked sentence. One object serves all sessions.</summary>
public sealed class AnalystTurns : IDisposable
{
    /// <summary>What the analyst that needs no key is called.</summary>
    public const string BuiltIn = "built-in";

    private readonly AnalystOptions options;
    private readonly TimeProvider time;
    private readonly ModelCatalog catalog;
    private readonly ModelGates gates;
    private readonly ModelHealth health;
    private readonly ClaudeClient? client;

    /// <summary>Prepares the models of the options; without a key the built-in analyst answers alone.</summary>
    /// <exception cref="ArgumentException">A model is configured wrongly.</exception>
    public AnalystTurns(AnalystOptions? options = null, TimeProvider? time = null)
    {
        this.options = options ?? new AnalystOptions();
        this.time = time ?? TimeProvider.System;
        catalog = new ModelCatalog(this.options.Models);
        health = new ModelHealth(this.time);
        gates = new ModelGates(this.options, this.time);
        client = ClaudeClient.From(this.options, this.time);
    }

    /// <summary>The models that can be asked for; the first that is configured first.</summary>
    public IReadOnlyCollection<string> Models => client is null ? [BuiltIn] : [.. catalog.Models.Select(m => m.Id)];

    /// <summary>True when answers come from models.</summary>
    public bool HasModels => client is not null;

    /// <summary>
    /// Why no model can be used until an operator acts, such as a key that is refused; null while they can, and a minute after the last refusal, so
    /// that it is tried again. No session should be sold meanwhile.
    /// </summary>
    public FaultKind? Unusable => client is null ? null : health.Unusable(catalog.Models.Select(m => m.Id));

    /// <summary>Asks the cheapest model for one token, to know whether it answers again.</summary>
    public async Task<bool> IsAnsweringAsync(CancellationToken cancel) =>
        client is null || await client.IsAnsweringAsync(catalog.Cheapest(time.GetUtcNow()).Id, cancel);

    /// <summary>What a follow-up like those before will cost, in metered tokens; null before the first turn.</summary>
    /// <param name="history">What the turns of the session left behind, oldest first.</param>
    /// <param name="tokensLeft">What the session has left.</param>
    /// <param name="current">The market as it stands, when it is at hand: then the note of a close since is counted.</param>
    public long? ForecastTokens(IReadOnlyList<TurnMemory> history, long tokensLeft, MarketBriefing? current = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Count == 0)
            return null;
        if (client is null)
            return history[^1].MeteredTokens;
        var model = catalog.For(ModelRole.FollowUp);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return TurnForecast.NextTokens(model, history, tokensLeft, options.MostHistoryTokens, current, now);
    }

    /// <summary>Answers.</summary>
    /// <param name="request">What it is made from.</param>
    /// <param name="budget">What it may spend.</param>
    /// <param name="stop">Ends it; what was written until then has been told, and the last event says how it ended.</param>
    /// <exception cref="ArgumentException">A model was asked for that is not one of <see cref="Models"/>.</exception>
    public async IAsyncEnumerable<AnalystEvent> AnswerAsync(
        TurnRequest request,
        ITurnBudget budget,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(budget);
        if (request.Model is { } asked && !Models.Contains(asked))
            throw new ArgumentException($"There is no model {asked}.", nameof(request));
        var events = Channel.CreateUnbounded<AnalystEvent>(new() { SingleReader = true, SingleWriter = true });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = WorkAsync(request, budget, events.Writer, ended.Token);
        try
        {
            await foreach (var told in events.Reader.ReadAllAsync(CancellationToken.None))
                yield return told;
        }
        finally
        {
            // Who stops reading stops the turn.
            await ended.CancelAsync();
            await work;
        }
    }

    /// <inheritdoc />
    public void Dispose() => client?.Dispose();

    private async Task WorkAsync(
        TurnRequest request,
        ITurnBudget budget,
        ChannelWriter<AnalystEvent> events,
        CancellationToken stop
    )
    {
        try
        {
            var run = new TurnRun(request, budget, catalog, options, time, health, e => events.TryWrite(e));
            await (client is null ? run.AnswerBuiltInAsync(stop) : run.AskAsync(client, gates, stop));
            events.Complete();
        }
        catch (Exception e)
        {
            events.Complete(e);
        }
    }
}
