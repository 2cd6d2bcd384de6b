using System.Text;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Models.Claude;
using Waickoff.Analyst.Prompt;

namespace Waickoff.Analyst.Turns;

/// <summary>One turn: the model that fits, another one when it fails, the built-in analyst when all do.</summary>
internal sealed class TurnRun
{
    private readonly TurnRequest request;
    private readonly ITurnBudget budget;
    private readonly ModelCatalog catalog;
    private readonly AnalystOptions options;
    private readonly TimeProvider time;
    private readonly ModelHealth health;
    private readonly Action<AnalystEvent> tell;
    private readonly EvidenceBook book;
    private readonly SessionHistory history;
    private readonly string told;
    private readonly string asked;
    private readonly int knownEvidence;

    public TurnRun(
        TurnRequest request,
        ITurnBudget budget,
        ModelCatalog catalog,
        AnalystOptions options,
        TimeProvider time,
        ModelHealth health,
        Action<AnalystEvent> tell
    )
    {
        this.health = health;
        (this.budget, this.catalog) = (budget, catalog);
        (this.options, this.time, this.tell) = (options, time, tell);
        (book, var turns) = SessionBook.Of(request);
        this.request = request = request with { History = turns };
        knownEvidence = book.Entries.Count;
        history = SessionHistory.Of(request.History, request.TokensLeft, options.MostHistoryTokens);
        var question = HiddenCharacters.Strip(request.Question).Trim();
        var last = request.History.Count > 0 ? request.History[^1] : null;
        var note = CloseNotes.Write(
            request.Current,
            last?.AsOfMs ?? request.Opening.AsOfMs,
            last?.SeenLines ?? SeenLines.Of(request.Opening.Text),
            book
        );
        told = note + PromptTexts.Ask(question, request.Current.Language, request.IsShort);
        // A number the reader named once stays the reader's for the whole session.
        asked = string.Join('\n', request.History.Select(h => h.Question).Append(question));
    }

    /// <summary>Answers with models.</summary>
    public async Task AskAsync(ClaudeClient client, ModelGates gates, CancellationToken stop)
    {
        tell(Notices.NotAdvice);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TurnSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        if (history.IsShortenedNow)
            tell(Notices.Shortened);
        var desk = new CallDesk(client, gates, catalog, options, budget, time, tell);
        var (model, why) = ModelChoice.Of(
            catalog,
            request.Model,
            request.Question,
            request.History.Count == 0,
            request.IsShort
        );
        var tried = new List<ModelOptions>();
        while (true)
        {
            tell(new AnalystEvent.ModelChosen(model.Id, why));
            tried.Add(model);
            var writer = new AnswerWriter(book, asked, tell);
            var layout = PromptLayout.Of(model, request.Opening, history, told);
            var cached = Cached(model, layout);
            var turn = new ModelTurn(
                model,
                layout,
                cached,
                MostOutput(why),
                desk,
                new ToolDesk(request, book, tell),
                writer,
                tell
            );
            var end = await turn.RunAsync(stop, either.Token);
            health.Note(model.Id, end, turn.Fault?.Kind);
            if (end == TryEnd.Answered && writer.Sentences.Any(s => s.IsMarked))
                await new SentenceRepair(model, layout, cached, desk, writer, tell).RunAsync(turn.More, either.Token);
            if (end is TryEnd.Answered or TryEnd.Stopped or TryEnd.Broken)
            {
                End(end, turn, writer, model, desk);
                return;
            }
            await desk.ForgiveAsync();
            if (Next(end, turn, tried) is not { } next)
            {
                if (end == TryEnd.Refused && turn.Refusal != CallRefusal.NotEnoughMoney)
                    tell(new AnalystEvent.Ended(EndReason.Refused, IsCharged: false, turn.Refusal));
                else
                    await StandInAsync(turn.Fault?.Kind, stop);
                return;
            }
            (model, why) = next;
        }
    }

    /// <summary>Answers with the built-in analyst where no model is configured: counted by our own rule.</summary>
    public async Task AnswerBuiltInAsync(CancellationToken stop)
    {
        tell(Notices.NotAdvice);
        var prompt = (long)TokenCount.Of(request.Current.Text) + TokenCount.Of(request.Question);
        var estimate = new CallEstimate(1, AnalystTurns.BuiltIn, prompt, options.FirstAnalysisTokens, 0, 0, 0);
        var held = await budget.HoldAsync(estimate, stop);
        if (!held.IsHeld)
        {
            tell(new AnalystEvent.Ended(EndReason.Refused, IsCharged: false, held.Refusal));
            return;
        }
        tell(new AnalystEvent.ModelChosen(AnalystTurns.BuiltIn));
        var answer = await WriteBuiltInAsync(stop);
        var used = Math.Min(prompt + TokenCount.Of(answer.Text), prompt + held.MaxOutput);
        await budget.UsedAsync(1, new CallUsage(used, 0, IsOurs: false), CancellationToken.None);
        var reason = answer.IsStopped ? EndReason.Stopped : EndReason.Complete;
        var memory = Memory(AnalystTurns.BuiltIn, answer.Cited, prompt, TokenCount.Of(answer.Text), used);
        tell(new AnalystEvent.Ended(reason, IsCharged: answer.Count > 0) { Memory = answer.Count > 0 ? memory : null });
    }

    /// <summary>Who is asked after a try that gave nothing, or null.</summary>
    private (ModelOptions Model, ModelReason Why)? Next(TryEnd end, ModelTurn turn, List<ModelOptions> tried)
    {
        var last = tried[^1];
        var cheapest = catalog.Cheapest(time.GetUtcNow());
        if (end == TryEnd.Refused)
        {
            // Its part of the conversation may be kept by the provider where that of the dearer one is not.
            if (turn.Refusal == CallRefusal.Closed || tried.Contains(cheapest))
                return null;
            tell(Notices.Dearer(last.Id, cheapest.Id));
            return (cheapest, ModelReason.Cheaper);
        }
        var kind = turn.Fault!.Kind;
        if (kind == FaultKind.KeyRefused)
            tell(Notices.Unavailable);
        if (turn.Fault.RetryAfter is { } wait)
            tell(Notices.Busy(last.Id, (int)Math.Ceiling(wait.TotalSeconds)));
        var next = catalog.Models.FirstOrDefault(m => !tried.Contains(m));
        if (next is null || kind is FaultKind.KeyRefused or FaultKind.Declined or FaultKind.OutOfCalls)
            return null;
        tell(Notices.Failover(last.Id, next.Id));
        return (next, ModelReason.StandsIn);
    }

    private void End(TryEnd end, ModelTurn turn, AnswerWriter writer, ModelOptions model, CallDesk desk)
    {
        var memory = Memory(model.Id, writer.Cited, turn.PromptTokens, turn.AnswerTokens, desk.MeteredTokens);
        if (end == TryEnd.Broken)
        {
            tell(Notices.Interrupted);
            tell(new AnalystEvent.Ended(EndReason.Failed, IsCharged: false));
        }
        else if (end == TryEnd.Stopped)
        {
            var hasText = writer.Sentences.Count > 0;
            tell(new AnalystEvent.Ended(EndReason.Stopped, hasText) { Memory = hasText ? memory : null });
        }
        else
        {
            if (writer.IsMostlyMarked)
                tell(Notices.MostlyUnverified);
            tell(new AnalystEvent.Ended(EndReason.Complete, !writer.IsMostlyMarked) { Memory = memory });
        }
    }

    /// <summary>The built-in analyst for models that failed: free.</summary>
    private async Task StandInAsync(FaultKind? fault, CancellationToken stop)
    {
        tell(Notices.StandIn);
        tell(new AnalystEvent.ModelChosen(AnalystTurns.BuiltIn, ModelReason.StandsIn));
        var answer = await WriteBuiltInAsync(stop);
        var reason = answer.IsStopped ? EndReason.Stopped : EndReason.Complete;
        tell(
            new AnalystEvent.Ended(reason, IsCharged: false)
            {
                IsStandIn = true,
                StandsInFor = fault,
                Memory =
                    answer.Count == 0
                        ? null
                        : Memory(AnalystTurns.BuiltIn, answer.Cited, 0, TokenCount.Of(answer.Text), 0),
            }
        );
    }

    private async Task<BuiltInAnswer> WriteBuiltInAsync(CancellationToken stop)
    {
        tell(new AnalystEvent.Progress("model", IsDone: false));
        var findings = new FindingTeller(book, tell);
        var (count, text, cited, isStopped) = (0, new StringBuilder(), new StringBuilder(), false);
        var past = request.History.Select(h => new Exchange(h.Question, h.Answer)).ToList();
        await foreach (
            var sentence in MarketAnalyst.AnswerAsync(
                request.Current,
                past,
                request.Question,
                book,
                CancellationToken.None
            )
        )
        {
            isStopped = stop.IsCancellationRequested;
            if (isStopped)
                break;
            text.Append(sentence.Text);
            cited.Append(sentence.WithIds());
            findings.Tell(sentence);
            tell(new AnalystEvent.Sentence(++count, sentence));
        }
        tell(new AnalystEvent.Progress("model", IsDone: true));
        return new BuiltInAnswer(text.ToString(), cited.ToString(), count, isStopped);
    }

    private TurnMemory Memory(string model, string answer, long prompt, long written, long metered) =>
        new()
        {
            Question = HiddenCharacters.Strip(request.Question).Trim(),
            Told = told,
            Answer = answer,
            Evidence = [.. book.Entries.Skip(knownEvidence)],
            BriefingVersion = StoredBriefing.VersionOf(request.Current.Text),
            AsOfMs = request.Current.Analysis.AsOfMs,
            SeenLines = SeenLines.Of(request.Current.Text),
            Model = model,
            AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            PromptTokens = prompt,
            AnswerTokens = written,
            MeteredTokens = metered,
            ShortenedTurns = history.ShortenedTurns,
        };

    private int MostOutput(ModelReason why) =>
        request.IsShort ? options.BriefAnswerTokens
        : request.Question.Length == 0 ? options.FirstAnalysisTokens
        : why == ModelReason.DeepQuestion ? options.DeepAnswerTokens
        : options.ShortAnswerTokens;

    private Func<long, long> Cached(ModelOptions model, PromptLayout layout) =>
        PromptCache.Expect(model, request.History, history, layout, time.GetUtcNow().ToUnixTimeMilliseconds());

    private readonly record struct BuiltInAnswer(string Text, string Cited, int Count, bool IsStopped);
}
