using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Turns;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Analyst.Tests.Turns;

public class AnalystTurnsTests
{
    [Theory]
    [InlineData(ReaderLanguage.Spanish, "¿Y ahora?")]
    [InlineData(ReaderLanguage.English, "And now?")]
    public async Task A_session_is_answered_by_the_deep_model_first_and_the_short_one_then(
        ReaderLanguage language,
        string question
    )
    {
        await using var room = await AnalystRoom.OpenAsync(language);
        var first = await room.AskAsync();
        room.Clock.NowMs += 20 * 60_000;
        var second = await room.AskAsync(question);

        (first.Model, second.Model).ShouldBe(("claude-sonnet-5-5", "claude-haiku-5-5"));
        foreach (var answer in (Answer[])[first, second])
        {
            answer.End.Reason.ShouldBe(EndReason.Complete);
            answer.End.IsCharged.ShouldBeTrue();
            answer.Codes.ShouldBe(["not_advice"]);
            answer.Sentences.ShouldAllBe(s => !s.IsMarked);
            answer.Sentences.SelectMany(s => s.Citations).ShouldNotBeEmpty();
            answer.Text.ShouldNotContain("[[");
        }
        first.Charged.ShouldBe(Metered(room.Model.Truth.Messages[0].Usage));
        second.Charged.ShouldBe(Metered(room.Model.Truth.Messages[1].Usage));
        room.Budget.SpentMicroUsd.ShouldBe(room.Model.Truth.MicroUsd);
        room.History[1].Told.ShouldContain(question);
        room.History[1].BriefingVersion.ShouldNotBe(room.History[0].BriefingVersion);
    }

    [Fact]
    public async Task The_prefix_is_byte_equal_from_turn_to_turn_and_read_from_the_cache()
    {
        await using var room = await AnalystRoom.OpenAsync();
        for (var i = 0; i < 4; i++)
        {
            await room.AskAsync(i == 0 ? "" : $"Where is target {i}?", model: "claude-haiku-5-5");
            room.Clock.NowMs += 7 * 60_000;
        }
        var calls = room.Model.Truth.Messages;
        calls[0].Usage.CacheRead.ShouldBe(0);
        for (var i = 1; i < 4; i++)
            calls[i].Usage.CacheRead.ShouldBe(calls[i - 1].Usage.Prompt, "all of the prompt before is read");
        calls.ShouldAllBe(c => c.Usage.Input == 0);
    }

    [Fact]
    public async Task What_is_held_covers_what_is_used_and_is_close_to_it()
    {
        await using var room = await AnalystRoom.OpenAsync();
        for (var i = 0; i < 6; i++)
        {
            var answer = await room.AskAsync(i == 0 ? "" : "Where is the next target?");
            var estimate = room.Budget.Estimates[^1];
            var call = answer.Calls.Single();
            call.IsAnomaly.ShouldBeFalse();
            (estimate.PromptTokens - (call.Usage.Metered - call.Usage.Output)).ShouldBeInRange(0, 5);
            estimate.PromptMicroUsd.ShouldBeGreaterThanOrEqualTo(
                call.MicroUsd - (call.Usage.Output * estimate.OutputMicroUsdPerMillion / 1_000_000) - 1
            );
            room.Clock.NowMs += 3 * 60_000;
        }
    }

    [Fact]
    public async Task A_model_that_is_asked_for_answers_and_one_that_does_not_exist_is_an_error()
    {
        await using var room = await AnalystRoom.OpenAsync();
        var answer = await room.AskAsync(model: "claude-haiku-5-5");
        answer.Events.OfType<AnalystEvent.ModelChosen>().Single().ShouldBe(new("claude-haiku-5-5", ModelReason.Asked));
        await Should.ThrowAsync<ArgumentException>(() => room.AskAsync(model: "claude-9"));
    }

    [Fact]
    public async Task A_dearer_model_that_would_pass_the_ceiling_gives_way_and_says_so()
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Budget = new SessionBudget(ceilingMicroUsd: 70_000);
        var answer = await room.AskAsync();
        answer.Model.ShouldBe("claude-haiku-5-5");
        answer.Codes.ShouldContain("dearer_model");
        answer.End.IsCharged.ShouldBeTrue();
    }

    [Fact]
    public async Task The_ceiling_never_takes_tokens_that_were_paid_for()
    {
        await using var room = await AnalystRoom.OpenAsync(model: o => o with { AnswerTokens = 800 });
        for (var i = 0; ; i++)
        {
            var answer = await room.AskAsync(i == 0 ? "" : "Why is that so?");
            if (answer.End.Reason == EndReason.Refused)
            {
                answer.End.Refusal.ShouldBe(CallRefusal.NotEnoughTokens);
                break;
            }
            room.Clock.NowMs += 60_000;
        }
        room.Budget.SpentMicroUsd.ShouldBeInRange(100_000, 165_000);
        room.Budget.Left.ShouldBeLessThan(3_000);
        room.Model.Truth.MicroUsd.ShouldBe(room.Budget.SpentMicroUsd);
    }

    [Fact]
    public async Task Without_tokens_nothing_is_asked_of_the_model()
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Budget = new SessionBudget(limit: 3_000);
        var answer = await room.AskAsync();
        answer.End.ShouldBe(new AnalystEvent.Ended(EndReason.Refused, IsCharged: false, CallRefusal.NotEnoughTokens));
        room.Model.Truth.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("timeframe_facts", """{"timeframe":"2h"}""")]
    [InlineData("level_history", """{"evidence":"e1"}""")]
    [InlineData("later_evidence", """{"timeframe":"4h"}""")]
    public async Task What_a_tool_gives_is_evidence_of_the_session(string tool, string arguments)
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Tools = new OtherTimeframes();
        room.Model.Scripts.Next(ModelScript.CallTool(tool, arguments), ModelScript.Honest);
        var answer = await room.AskAsync("And that level?");
        answer.Calls.Count.ShouldBe(2);
        answer.Events.ShouldContain(new AnalystEvent.Progress(tool, IsDone: true));
        answer.Sentences.ShouldAllBe(s => !s.IsMarked);
        if (tool != "later_evidence")
            room.History[0].Evidence.ShouldNotBeEmpty();
        answer.Charged.ShouldBe(room.Model.Truth.Messages.Sum(c => Metered(c.Usage)));
        // What was found can be cited later.
        (await room.AskAsync("Say it again")).End.IsCharged.ShouldBeTrue();
    }

    [Fact]
    public async Task A_thought_is_paid_for_and_not_shown()
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Model.Scripts.Next(ModelScript.Think(new string('x', 2_000)));
        var answer = await room.AskAsync();
        answer.Text.ShouldNotContain("xxx");
        answer.Charged.ShouldBe(Metered(room.Model.Truth.Messages[0].Usage));
    }

    [Fact]
    public async Task An_answer_that_reaches_its_length_says_so_and_is_charged()
    {
        await using var room = await AnalystRoom.OpenAsync(model: o => o with { AnswerTokens = 5_000 });
        var answer = await room.AskAsync(isShort: true);
        answer.Codes.ShouldContain("cut_short");
        answer.End.IsCharged.ShouldBeTrue();
        answer.Calls.Single().Usage.Output.ShouldBeInRange(300, 350);
    }

    [Fact]
    public async Task The_history_is_shortened_visibly()
    {
        await using var room = await AnalystRoom.OpenAsync();
        var codes = new List<string>();
        for (var i = 0; i < 14; i++)
            codes.AddRange((await room.AskAsync(i == 0 ? "" : "Where is the next target?")).Codes);
        codes.ShouldContain("history_shortened");
    }

    [Fact]
    public async Task Turns_at_one_time_and_turns_taken_out_of_the_history_do_not_mix_up_evidence()
    {
        await using var room = await AnalystRoom.OpenAsync();
        await room.AskAsync();
        room.Clock.NowMs += 20 * 60_000;
        var before = room.History.ToList();
        await room.AskAsync("Where is the next target?");
        var one = room.History[^1];
        room.History.Clear();
        room.History.AddRange(before);
        room.Clock.NowMs += 20 * 60_000;
        await room.AskAsync("Where is the last low?");
        var other = room.History[^1];
        (one.Evidence[0].Id, one.Evidence[0] == other.Evidence[0]).ShouldBe((other.Evidence[0].Id, false));

        room.History.Insert(1, one);
        room.Clock.NowMs += 20 * 60_000;
        var third = await room.AskAsync("And then?");
        third.Sentences.ShouldAllBe(s => !s.IsMarked);
        room.Model.Truth.Messages[^1].Body!.ShouldNotContain("Where is the last low?");
        var last = room.History[^1];
        room.History.Clear();
        room.History.AddRange([before[0], last]);
        (await room.AskAsync("Again?")).Sentences.ShouldAllBe(s => !s.IsMarked);
    }

    /// <summary>T37: the prompt is held whole, the history is shortened in time, and the end comes as foreseen.</summary>
    [Fact]
    public async Task A_session_of_many_short_turns_ends_without_a_surprise()
    {
        await using var room = await AnalystRoom.OpenAsync(model: o => o with { AnswerTokens = 60 });
        var (turns, foreseen, missed, last) = (0, 0, 0, 0L);
        while (true)
        {
            var forecast = room.Turns.ForecastTokens(room.History, room.Budget.Left, room.Current());
            var left = room.Budget.Left;
            var answer = await room.AskAsync(turns == 0 ? "" : "Next?", model: "claude-haiku-5-5");
            if (answer.End.Reason == EndReason.Refused)
                break;
            turns++;
            if (turns > 2)
            {
                foreseen++;
                missed += Math.Abs(forecast!.Value - answer.Charged) > 0.15 * answer.Charged ? 1 : 0;
                answer.Charged.ShouldBeLessThan(Math.Max(2_500, 3 * last), "no turn is a surprise");
            }
            last = answer.Charged;
            answer.Calls[0].Usage.Prompt.ShouldBeLessThan(left + 8_000);
            room.Clock.NowMs += 4 * 60_000;
        }
        room.Budget.Left.ShouldBeLessThan(2_000);
        turns.ShouldBeGreaterThan(90);
        missed.ShouldBeLessThanOrEqualTo(foreseen / 10, $"of {foreseen}");
    }

    [Fact]
    public async Task Without_a_key_the_built_in_analyst_answers_and_is_metered()
    {
        await using var room = await AnalystRoom.OpenAsync(options: o => o.ApiKey = " ");
        room.Turns.Models.ShouldBe([AnalystTurns.BuiltIn]);
        var answer = await room.AskAsync();
        answer.Model.ShouldBe(AnalystTurns.BuiltIn);
        answer.Charged.ShouldBeInRange(2_000, 6_000);
        room.Turns.ForecastTokens(room.History, room.Budget.Left).ShouldBe(answer.Charged);
    }

    /// <summary>A session has one book: what an id once stood for, it stands for in every later answer.</summary>
    [Theory]
    [InlineData(ReaderLanguage.Spanish)]
    [InlineData(ReaderLanguage.English)]
    public async Task The_built_in_analyst_goes_on_in_the_book_of_the_session(ReaderLanguage language)
    {
        await using var room = await AnalystRoom.OpenAsync(language, options: o => o.ApiKey = " ");
        var told = new List<Evidence>();
        for (var close = 0; close < 5; close++)
        {
            var answer = await room.AskAsync();
            answer.Sentences.ShouldAllBe(s => !s.IsMarked);
            told.AddRange(answer.Events.OfType<AnalystEvent.Found>().Select(f => f.Evidence));
            room.Clock.NowMs += 16 * Timeframe.M15.Milliseconds;
        }

        var kept = room.Opening.Evidence.Concat(room.History.SelectMany(h => h.Evidence)).ToDictionary(e => e.Id);
        told.ShouldAllBe(e => e == kept[e.Id]);
        told.Count(e => e.AsOfMs > room.Opening.AsOfMs).ShouldBeGreaterThan(50);
    }

    internal static long Metered(ProviderUsage usage) =>
        usage.Input + usage.CacheWrite + usage.Output + ((usage.CacheRead + 9) / 10);

    private sealed class OtherTimeframes : IAnalystTools
    {
        public Task<MarketAnalysis?> AnalyzeAsync(Timeframe timeframe, CancellationToken cancel)
        {
            var series = Markets.Simulated[0].Timeframes[0];
            var analyzer = new MarketAnalyzer(Timeframe.M15, [timeframe]);
            foreach (ref readonly var candle in series.Candles.Span)
                analyzer.Add(in candle);
            return Task.FromResult(analyzer.Snapshot(Markets.Simulated[0].Data));
        }
    }
}
