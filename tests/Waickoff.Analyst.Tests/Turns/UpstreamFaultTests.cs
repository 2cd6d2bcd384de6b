using Waickoff.Analyst.Models;
using Waickoff.Analyst.Models.Claude;
using Waickoff.Analyst.Turns;
using Waickoff.Sandbox.Model.Scripts;
using Xunit.Abstractions;

namespace Waickoff.Analyst.Tests.Turns;

/// <summary>What the provider does wrong (T34, T36, T39 to T45): never a crash, never a wrong charge.</summary>
public class UpstreamFaultTests(ITestOutputHelper output)
{
    private const string Sonnet = "claude-sonnet-5-5";
    private const string Haiku = "claude-haiku-5-5";

    [Fact]
    public async Task A_short_wait_that_is_asked_for_is_kept()
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Model.Scripts.Next(ModelScript.Refuse(429, retryAfterSeconds: 1));
        var answer = await room.AskAsync();
        answer.Model.ShouldBe(Sonnet);
        var calls = room.Model.Truth.Messages;
        calls.Count.ShouldBe(2);
        (calls[1].Number > calls[0].Number).ShouldBeTrue();
        await ShouldBeRightAsync(room, answer, isCharged: true);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(3600)]
    public async Task A_long_wait_is_said_and_another_model_answers(int seconds)
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Model.Scripts.NextFor(Sonnet, ModelScript.Refuse(429, seconds));
        var answer = await room.AskAsync();
        answer.Model.ShouldBe(Haiku);
        answer.Codes.ShouldContain("model_busy");
        answer.Codes.ShouldContain("failover");
        answer
            .Events.OfType<AnalystEvent.Noted>()
            .Single(n => n.Code == "model_busy")
            .Text.Spanish.ShouldContain($"{seconds} s");
        room.Model.Truth.Messages.Count.ShouldBe(2);
        await ShouldBeRightAsync(room, answer, isCharged: true);
    }

    [Fact]
    public async Task A_spend_limit_is_not_tried_again()
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Model.Scripts.Always(ModelScript.SpendCap);
        var answer = await room.AskAsync();
        room.Model.Truth.Messages.Count.ShouldBe(2, "once each model");
        answer.Model.ShouldBe(AnalystTurns.BuiltIn);
        await ShouldBeRightAsync(room, answer, isCharged: false);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(529)]
    public async Task A_fault_that_passes_is_tried_again_twice_at_the_most(int status)
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Model.Scripts.Next(ModelScript.Refuse(status), ModelScript.Refuse(status));
        var answer = await room.AskAsync();
        answer.Model.ShouldBe(Sonnet);
        room.Model.Truth.Messages.Count.ShouldBe(3);
        answer.Calls.Count(c => c.IsOurs).ShouldBe(2);
        await ShouldBeRightAsync(room, answer, isCharged: true);
    }

    [Fact]
    public async Task A_provider_that_is_down_is_asked_little_and_then_left_alone_for_a_moment()
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Model.Scripts.Always(ModelScript.Refuse(529));
        var turns = 0;
        var asked = 0;
        for (; turns < 60; turns++)
        {
            var answer = await room.AskAsync(isShort: true);
            answer.Model.ShouldBe(AnalystTurns.BuiltIn);
            await ShouldBeRightAsync(room, answer, isCharged: false);
            room.History.Clear();
        }
        asked = room.Model.Truth.Messages.Count;
        output.WriteLine($"{turns} turns, {asked} calls of two models");
        asked.ShouldBeLessThanOrEqualTo(40, "each model is left alone after 20 failures");
        (asked - 20).ShouldBeLessThanOrEqualTo((int)Math.Ceiling(0.1 * asked) + 2);
    }

    public static TheoryData<string, ModelScript> Failures =>
        new()
        {
            { "error first", ModelScript.OverloadedFirst },
            { "no connection", ModelScript.Down },
            { "400", ModelScript.Refuse(400) },
            { "404", ModelScript.Refuse(404) },
            { "413", ModelScript.Refuse(413) },
            { "empty", ModelScript.Empty },
            { "malformed first", ModelScript.Broken(new() { MalformedAt = 0 }) },
            { "silent", ModelScript.HeadersNever },
            { "silent after the start", ModelScript.SilentAfter(1) },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_model_that_gives_nothing_is_followed_by_another_and_then_by_the_built_in(
        string name,
        ModelScript script
    )
    {
        await using var room = await AnalystRoom.OpenAsync(options: Hasty);
        room.Model.Scripts.AlwaysFor(Sonnet, script);
        var second = await room.AskAsync();
        second.Model.ShouldBe(Haiku, name);
        second.Codes.ShouldContain("failover");
        await ShouldBeRightAsync(room, second, isCharged: true);

        room.Model.Scripts.Always(script);
        var third = await room.AskAsync("Why?");
        third.Model.ShouldBe(AnalystTurns.BuiltIn, name);
        third.End.IsStandIn.ShouldBeTrue();
        third.Codes.ShouldContain("built_in_stands_in");
        await ShouldBeRightAsync(room, third, isCharged: false);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    public async Task A_refused_key_is_not_tried_again_with_any_model(int status)
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Model.Scripts.Always(ModelScript.Refuse(status));
        var answer = await room.AskAsync();
        answer.Model.ShouldBe(AnalystTurns.BuiltIn);
        answer.Codes.ShouldContain("analysis_unavailable");
        room.Model.Truth.Messages.Count.ShouldBe(1);
        await ShouldBeRightAsync(room, answer, isCharged: false);

        room.Turns.Unusable.ShouldBe(FaultKind.KeyRefused);
        room.Clock.NowMs += 61_000;
        room.Turns.Unusable.ShouldBeNull("it is tried again");
        room.Model.Scripts.Clear();
        await room.AskAsync("Why?");
        room.Turns.Unusable.ShouldBeNull();
    }

    [Fact]
    public async Task Models_that_are_all_gone_are_told()
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Model.Scripts.NextFor(Sonnet, ModelScript.Refuse(404));
        await room.AskAsync();
        room.Turns.Unusable.ShouldBeNull("the other one answers");
        room.Model.Scripts.Always(ModelScript.Refuse(404));
        await room.AskAsync("Why?");
        room.Turns.Unusable.ShouldBe(FaultKind.RequestRefused);
    }

    [Fact]
    public async Task A_refusal_of_the_model_is_free_and_the_built_in_analyst_answers()
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Model.Scripts.Next(ModelScript.Refusal);
        var answer = await room.AskAsync();
        answer.Model.ShouldBe(AnalystTurns.BuiltIn);
        await ShouldBeRightAsync(room, answer, isCharged: false);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_is_cut_anywhere_goes_on_once(bool isReset)
    {
        for (var bytes = 0L; bytes <= 12_000; bytes += 600)
        {
            await using var room = await AnalystRoom.OpenAsync(options: Hasty);
            room.Model.Scripts.Next(ModelScript.CutAt(bytes, isReset));
            var answer = await room.AskAsync();
            answer.End.Reason.ShouldBe(EndReason.Complete, $"cut at {bytes}");
            await ShouldBeRightAsync(room, answer, isCharged: true);
            answer.Sentences.ShouldAllBe(s => !s.IsMarked);
        }
    }

    [Fact]
    public async Task An_answer_that_is_cut_twice_keeps_what_was_shown_and_is_free()
    {
        await using var room = await AnalystRoom.OpenAsync(options: Hasty);
        room.Model.Scripts.Next(ModelScript.CutAt(4_000), ModelScript.CutAt(4_000));
        var answer = await room.AskAsync();
        answer.End.Reason.ShouldBe(EndReason.Failed);
        answer.Codes.ShouldContain("interrupted");
        answer.Sentences.ShouldNotBeEmpty();
        await ShouldBeRightAsync(room, answer, isCharged: false);
    }

    public static TheoryData<string, StreamFaults> OddStreams =>
        new()
        {
            {
                "CR LF",
                new() { LineEnds = LineEnds.CrLf }
            },
            {
                "pings",
                new() { PingsBetween = 50 }
            },
            {
                "unknown event",
                new() { UnknownAt = 3 }
            },
            {
                "1 MB comment",
                new() { GiantLineBytes = 1 << 20 }
            },
        };

    [Theory]
    [MemberData(nameof(OddStreams))]
    public async Task Odd_but_lawful_streams_are_read(string name, StreamFaults faults)
    {
        await using var room = await AnalystRoom.OpenAsync(
            ReaderLanguage.Spanish,
            o => o with { AnswerTokens = 150 },
            Hasty
        );
        room.Model.Scripts.Next(ModelScript.Broken(faults));
        var answer = await room.AskAsync();
        answer.End.Reason.ShouldBe(EndReason.Complete, name);
        answer.Text.ShouldContain("ó", Case.Sensitive, name);
        room.Model.Truth.Messages.Count.ShouldBe(1, name);
        await ShouldBeRightAsync(room, answer, isCharged: true);
    }

    public static TheoryData<string, StreamFaults> BrokenStreams =>
        new()
        {
            {
                "malformed",
                new() { MalformedAt = 6 }
            },
            {
                "duplicate",
                new() { DuplicateAt = 6 }
            },
            {
                "no stop",
                new() { IsStopMissing = true }
            },
            {
                "no end",
                new() { IsEndMissing = true }
            },
            {
                "error",
                new() { ErrorAt = 6 }
            },
            {
                "CR",
                new() { LineEnds = LineEnds.Cr }
            },
            {
                "mixed",
                new() { LineEnds = LineEnds.Mixed }
            },
            {
                "silent",
                new() { SilentAfter = 6 }
            },
        };

    [Theory]
    [MemberData(nameof(BrokenStreams))]
    public async Task Broken_streams_never_crash_and_never_charge_too_much(string name, StreamFaults faults)
    {
        await using var room = await AnalystRoom.OpenAsync(options: Hasty);
        room.Model.Scripts.Always(ModelScript.Broken(faults));
        var answer = await room.AskAsync();
        output.WriteLine($"{name}: {answer.End.Reason}, charged {answer.Charged}, calls {answer.Calls.Count}");
        await ShouldBeRightAsync(room, answer, answer.End.IsCharged);
    }

    public static TheoryData<string, UsageLie> Lies =>
        new()
        {
            {
                "only at the end",
                new() { IsOnlyAtEnd = true }
            },
            {
                "missing at the end",
                new() { IsMissingAtEnd = true }
            },
            {
                "negative output",
                new() { Output = _ => -1 }
            },
            {
                "huge output",
                new() { Output = _ => long.MaxValue }
            },
            {
                "twice the output",
                new() { Output = n => 2 * n }
            },
            {
                "more than held",
                new() { Output = n => n + 50_000 }
            },
            {
                "huge input",
                new() { Input = _ => 1L << 62 }
            },
            {
                "negative input",
                new() { Input = _ => -5 }
            },
            {
                "negative read",
                new() { CacheRead = _ => -5 }
            },
            {
                "zero output",
                new() { Output = _ => 0 }
            },
        };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task What_is_charged_is_never_more_than_was_held_and_odd_figures_are_told(string name, UsageLie lie)
    {
        await using var room = await AnalystRoom.OpenAsync();
        for (var turn = 0; turn < 6; turn++)
        {
            room.Model.Scripts.Next(ModelScript.Lie(lie));
            var answer = await room.AskAsync(turn == 0 ? "" : "Where is the next target?");
            answer.End.Reason.ShouldBe(EndReason.Complete, name);
            var estimate = room.Budget.Estimates[^1];
            answer.Charged.ShouldBeInRange(1, estimate.PromptTokens + estimate.MostOutput);
            if (name is "negative output" or "huge output" or "more than held" or "huge input" or "negative input")
                answer.Calls[^1].IsAnomaly.ShouldBeTrue(name);
            if (name is "only at the end")
                answer.Charged.ShouldBe(AnalystTurnsTests.Metered(room.Model.Truth.Messages[^1].Usage));
        }
    }

    /// <summary>The bill against the provider's: what is charged is what it counted, what is not charged was not.</summary>
    private static async Task ShouldBeRightAsync(AnalystRoom room, Answer answer, bool isCharged)
    {
        answer.End.IsCharged.ShouldBe(isCharged);
        var truth = await room.Model.Truth.EndedAsync(room.Model.Truth.Messages.Count);
        if (!isCharged)
        {
            answer.Charged.ShouldBe(0);
            return;
        }
        var paid = answer.Calls.Where(c => !c.IsOurs).ToList();
        paid.Count.ShouldBe(1, "the answer that came to its end");
        var last = truth[^1];
        answer.Charged.ShouldBe(AnalystTurnsTests.Metered(last.Usage));
        paid[0].MicroUsd.ShouldBe(last.MicroUsd);
    }

    private static void Hasty(AnalystOptions options)
    {
        options.FirstByteSeconds = 1;
        options.IdleSeconds = 1;
    }
}
