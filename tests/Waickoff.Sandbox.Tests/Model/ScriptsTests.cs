using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Sandbox.Tests.Model;

public sealed class ScriptsTests : IAsyncLifetime
{
    private SandboxModel model = null!;
    private AnthropicClient client = null!;

    public async Task InitializeAsync()
    {
        model = await SandboxModel.StartAsync();
        client = Claude.Of(model);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await model.DisposeAsync();
    }

    [Fact]
    public async Task Scripts_come_from_the_queue_then_from_what_stands()
    {
        model.Scripts.Always(ModelScript.Say("always"));
        model.Scripts.AlwaysFor(Claude.Haiku, ModelScript.Say("always haiku"));
        model.Scripts.Next(ModelScript.Say("one"), ModelScript.Say("two"));
        model.Scripts.NextFor(Claude.Haiku, ModelScript.Say("one haiku"));

        (await SayAsync(Claude.Haiku)).ShouldBe("one haiku");
        (await SayAsync(Claude.Haiku)).ShouldBe("one");
        (await SayAsync()).ShouldBe("two");
        (await SayAsync()).ShouldBe("always");
        (await SayAsync(Claude.Haiku)).ShouldBe("always haiku");
        model.Scripts.Clear();
        (await SayAsync()).ShouldContain("[[e");
    }

    [Fact]
    public async Task Chance_is_drawn_from_the_seed()
    {
        var first = await DrawAsync();
        model.Scripts.Clear();
        var second = await DrawAsync();

        second.ShouldBe(first);
        first.Count(failed => failed).ShouldBeInRange(5, 25);

        async Task<List<bool>> DrawAsync()
        {
            model.Scripts.Sometimes(0.3, ModelScript.Say("failed"));
            var draws = new List<bool>();
            for (var i = 0; i < 50; i++)
                draws.Add(await SayAsync() == "failed");
            return draws;
        }
    }

    [Fact]
    public async Task An_error_as_the_first_event_is_an_error_of_the_stream_and_not_billed()
    {
        model.Scripts.Next(ModelScript.OverloadedFirst);

        var error = await Should.ThrowAsync<AnthropicServiceException>(() => Claude.ReadAsync(client, Claude.Ask()));

        error.Message.ShouldContain("overloaded_error");
        var call = (await model.Truth.EndedAsync(1)).Single();
        (call.End, call.MicroUsd, call.BegunAt).ShouldBe((CallEnd.Broken, 0, null));
    }

    [Fact]
    public async Task An_error_in_mid_stream_is_billed_up_to_there()
    {
        model.Scripts.Next(ModelScript.ErrorAt(12, "api_error"));
        var (events, error) = await ReadAsync();

        error.ShouldBeOfType<AnthropicSseException>();
        // The client keeps the ping to itself.
        events.Count.ShouldBe(11);
        var call = (await model.Truth.EndedAsync(1)).Single();
        call.Text.ShouldBe(Claude.TextOf(events));
        call.Usage.Output.ShouldBe((long)Math.Ceiling(call.Text.Length / 3.4));
        call.MicroUsd.ShouldBe((call.Usage.Input * 2) + (call.Usage.Output * 10));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2_000, false)]
    [InlineData(2_000, true)]
    public async Task A_cut_ends_the_connection_behind_that_byte(int bytes, bool withReset)
    {
        model.Scripts.Next(ModelScript.CutAt(bytes, withReset));
        using var raw = new RawCaller(model);

        var (received, isClean) = await raw.StreamAsync();

        isClean.ShouldBeFalse();
        if (withReset)
            received.Length.ShouldBeLessThanOrEqualTo(bytes);
        else
            received.Length.ShouldBe(bytes);
        (await model.Truth.EndedAsync(1)).Single().End.ShouldBe(CallEnd.Broken);

        model.Scripts.Next(ModelScript.CutAt(bytes, withReset));
        var (_, error) = await ReadAsync();
        error.ShouldNotBeNull();
    }

    [Fact]
    public async Task Silence_lasts_until_the_caller_leaves_and_is_billed_up_to_there()
    {
        model.Scripts.Next(ModelScript.SilentAfter(20), ModelScript.HeadersNever);
        using var impatient = new CancellationTokenSource();
        var events = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.Messages.CreateStreaming(Claude.Ask(), impatient.Token))
                if (++events == 19)
                    await impatient.CancelAsync();
        });
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<Exception>(() => Claude.ReadAsync(client, Claude.Ask(), soon.Token));

        var calls = await model.Truth.EndedAsync(2);
        calls.ShouldAllBe(c => c.End == CallEnd.ClientGone && c.ClientGoneAt != null && c.Usage.Input > 0);
        calls[0].Usage.Output.ShouldBeInRange(30, 80);
        calls[1].Usage.Output.ShouldBe(0);
    }

    [Fact]
    public async Task A_caller_that_leaves_is_noticed_and_pays_what_was_written()
    {
        model.Scripts.Next(ModelScript.Paced(new ModelPace(TimeSpan.Zero, 100)));
        using var stop = new CancellationTokenSource();
        var read = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var e in client.Messages.CreateStreaming(Claude.Ask(), stop.Token))
                if (Claude.TextOf([e]).Length > 0 && ++read == 10)
                    await stop.CancelAsync();
        });

        var call = (await model.Truth.EndedAsync(1)).Single();

        call.End.ShouldBe(CallEnd.ClientGone);
        call.ClientGoneAt.ShouldNotBeNull();
        call.Usage.Output.ShouldBeInRange(30, 120);
        call.MicroUsd.ShouldBe((call.Usage.Input * 2) + (call.Usage.Output * 10));
    }

    [Fact]
    public async Task A_malformed_event_breaks_the_client_and_an_unknown_or_a_second_one_does_not()
    {
        model.Scripts.Next(
            ModelScript.Broken(new() { MalformedAt = 6 }),
            ModelScript.Broken(new() { UnknownAt = 6 }),
            ModelScript.Broken(new() { DuplicateAt = 6 })
        );
        (await ReadAsync()).Error.ShouldNotBeNull();
        var unknown = Claude.TextOf(await Claude.ReadAsync(client, Claude.Ask()));
        var twice = Claude.TextOf(await Claude.ReadAsync(client, Claude.Ask()));

        var truth = model.Truth.Messages[^1].Text;
        unknown.ShouldBe(truth);
        twice.Length.ShouldBeGreaterThan(truth.Length);
    }

    [Theory]
    [InlineData(LineEnds.CrLf)]
    [InlineData(LineEnds.Cr)]
    [InlineData(LineEnds.Mixed)]
    public async Task A_stream_is_the_same_however_its_lines_end(LineEnds ends)
    {
        model.Scripts.Next(
            ModelScript.Broken(
                new()
                {
                    LineEnds = ends,
                    PingsBetween = 3,
                    GiantLineBytes = 1 << 20,
                }
            )
        );

        var events = await Claude.ReadAsync(client, Claude.Ask());

        Claude.TextOf(events).ShouldBe(model.Truth.Messages.Single().Text);
        events[^1].TryPickStop(out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_drip_sends_the_same_answer_one_byte_at_a_time()
    {
        model.Scripts.Next(
            ModelScript.Say("Señal: 1.250[[e1]] 📈") with
            {
                Stream = new() { DripEvery = TimeSpan.Zero },
            }
        );

        Claude.TextOf(await Claude.ReadAsync(client, Claude.Ask())).ShouldBe("Señal: 1.250[[e1]] 📈");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_of_a_stream_can_be_missing(bool isOnlyStop)
    {
        model.Scripts.Next(ModelScript.Broken(new() { IsStopMissing = isOnlyStop, IsEndMissing = !isOnlyStop }));

        var events = await Claude.ReadAsync(client, Claude.Ask());

        events[^1].TryPickStop(out _).ShouldBeFalse();
        events[^1].TryPickDelta(out _).ShouldBe(isOnlyStop);
    }

    public static TheoryData<UsageLie, Func<long, long>> Lies =>
        new()
        {
            { UsageLie.TooLow, truth => truth / 10 },
            { UsageLie.TooHigh, truth => truth * 10 },
            { UsageLie.AboveMost, truth => truth + 1_000_000 },
            { UsageLie.Negative, truth => -truth - 1 },
        };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Usage_can_be_told_wrong_and_the_truth_stays(UsageLie lie, Func<long, long> told)
    {
        model.Scripts.Next(ModelScript.Lie(lie), ModelScript.Lie(lie));

        var whole = (await client.Messages.Create(Claude.Ask())).Usage.OutputTokens;
        var events = await Claude.ReadAsync(client, Claude.Ask());

        events[^2].TryPickDelta(out var end).ShouldBeTrue();
        model.Truth.Messages.ShouldAllBe(c => told(c.Usage.Output) == whole && c.Usage.Output > 0);
        end!.Usage.OutputTokens.ShouldBe(whole);
    }

    [Fact]
    public async Task Usage_can_come_only_at_the_end_or_not_at_all_or_be_no_number_a_client_holds()
    {
        model.Scripts.Next(
            ModelScript.Lie(UsageLie.OnlyAtEnd),
            ModelScript.Lie(UsageLie.MissingAtEnd),
            ModelScript.Lie(UsageLie.TooLarge)
        );
        using var raw = new RawCaller(model);
        var late = await Claude.ReadAsync(client, Claude.Ask());
        var missing = (await raw.StreamAsync()).Received;
        var large = (await raw.StreamAsync()).Received;

        late[0].TryPickStart(out var start).ShouldBeTrue();
        start!.Message.Usage.InputTokens.ShouldBe(0);
        late[^2].TryPickDelta(out var end).ShouldBeTrue();
        end!.Usage.InputTokens.ShouldBe(model.Truth.Messages[0].Usage.Input);
        missing.Split("event: message_delta")[1].ShouldNotContain("usage");
        large.ShouldContain("\"output_tokens\":9223372036854775808");
    }

    [Fact]
    public async Task A_count_can_fail_or_be_wrong()
    {
        var script = ModelScript.Refuse(529) with { Endpoint = ModelEndpoint.CountTokens };
        model.Scripts.Next(script, ModelScript.Lie(UsageLie.Negative) with { Endpoint = ModelEndpoint.CountTokens });

        await Should.ThrowAsync<AnthropicOverloadedException>(CountAsync);
        (await CountAsync()).ShouldBeLessThan(0);
        (await CountAsync()).ShouldBeGreaterThan(0);

        async Task<long> CountAsync() =>
            (
                await client.Messages.CountTokens(
                    new MessageCountTokensParams { Model = Claude.Sonnet, Messages = Claude.Ask().Messages }
                )
            ).InputTokens;
    }

    [Fact]
    public async Task An_endless_answer_goes_on_behind_the_longest_that_was_asked_for()
    {
        model.Scripts.Next(ModelScript.Endless);
        using var enough = new CancellationTokenSource();
        var length = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var e in client.Messages.CreateStreaming(Claude.Ask(maxTokens: 100), enough.Token))
                if ((length += Claude.TextOf([e]).Length) > 100_000)
                    await enough.CancelAsync();
        });

        (await model.Truth.EndedAsync(1)).Single().Usage.Output.ShouldBeGreaterThan(100_000 / 4);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(1)]
    public async Task An_answer_ends_at_the_longest_that_was_asked_for(int most)
    {
        var message = await client.Messages.Create(Claude.Ask(maxTokens: most));

        message.StopReason!.Raw().ShouldBe("max_tokens");
        message.Usage.OutputTokens.ShouldBe(most);
    }

    [Fact]
    public async Task An_answer_ends_at_a_stop_sequence_an_empty_one_and_a_refusal_have_no_text()
    {
        model.Scripts.Next(ModelScript.Say("first END second"), ModelScript.Empty, ModelScript.Refusal);

        var stopped = await client.Messages.Create(Claude.Ask() with { StopSequences = ["END"] });
        var empty = await Claude.ReadAsync(client, Claude.Ask());
        var refused = await client.Messages.Create(Claude.Ask());

        (Claude.TextOf(stopped), stopped.StopReason!.Raw(), stopped.StopSequence).ShouldBe(
            ("first ", "stop_sequence", "END")
        );
        Claude.TextOf(empty).ShouldBe("");
        empty.Count.ShouldBe(3);
        (refused.Content.Count, refused.StopReason!.Raw()).ShouldBe((0, "refusal"));
    }

    [Fact]
    public async Task A_tool_is_called_and_its_result_is_answered()
    {
        var tool = new Tool
        {
            Name = "timeframe_facts",
            Description = "Facts.",
            InputSchema = new InputSchema(),
        };
        var ask = Claude.Ask() with { Tools = [tool] };
        model.Scripts.Next(ModelScript.CallTool("timeframe_facts", """{"timeframe":"1h"}""", "I look."));

        var events = await Claude.ReadAsync(client, ask);

        events.Where(e => e.TryPickContentBlockStart(out _)).Count().ShouldBe(2);
        var json = string.Concat(
            events.Select(e =>
                e.TryPickContentBlockDelta(out var d) && d.Delta.TryPickInputJson(out var j) ? j.PartialJson : ""
            )
        );
        json.ShouldBe("""{"timeframe":"1h"}""");
        events[^2].TryPickDelta(out var end).ShouldBeTrue();
        end!.Delta.StopReason!.Raw().ShouldBe("tool_use");
        var call = events
            .Select(e => e.TryPickContentBlockStart(out var s) && s.ContentBlock.TryPickToolUse(out var u) ? u : null)
            .Single(u => u is not null)!;

        var answer = await client.Messages.Create(
            ask with
            {
                Messages =
                [
                    .. ask.Messages,
                    new AssistantMessageParam
                    {
                        Content = new MessageContentParam([
                            new ToolUseBlockParam
                            {
                                ID = call.ID,
                                Name = call.Name,
                                Input = new Dictionary<string, System.Text.Json.JsonElement>(),
                            },
                        ]),
                    },
                    new UserMessageParam
                    {
                        Content = new MessageContentParam([
                            new ToolResultBlockParam
                            {
                                ToolUseID = call.ID,
                                Content = "## 1h\nRSI 61.7[[e40]], ATR 99.1[[e41]].",
                            },
                        ]),
                    },
                ],
            }
        );
        Claude.TextOf(answer).ShouldContain("1h: RSI 61.7[[e40]], ATR 99.1[[e41]].");
    }

    [Fact]
    public async Task Thinking_comes_in_blocks_of_its_own_and_is_billed_as_output()
    {
        var script = ModelScript.Think("What is asked?", redacted: "c2VjcmV0");
        model.Scripts.Next(script, script);

        var message = await client.Messages.Create(Claude.Ask());
        var events = await Claude.ReadAsync(client, Claude.Ask());

        message.Content[0].TryPickThinking(out var thought).ShouldBeTrue();
        (thought!.Thinking, thought.Signature.Length > 0).ShouldBe(("What is asked?", true));
        message.Content[1].TryPickRedactedThinking(out _).ShouldBeTrue();
        message.Usage.OutputTokensDetails!.ThinkingTokens.ShouldBe(7);
        Claude.TextOf(events).ShouldBe(Claude.TextOf(message));
        events.Any(IsSignature).ShouldBeTrue();

        static bool IsSignature(RawMessageStreamEvent e) =>
            e.TryPickContentBlockDelta(out var d) && d.Delta.TryPickSignature(out _);
    }

    [Fact]
    public async Task A_connection_can_be_cut_instead_of_an_answer()
    {
        model.Scripts.Next(ModelScript.Down);

        await Should.ThrowAsync<AnthropicIOException>(() => client.Messages.Create(Claude.Ask()));

        (await model.Truth.EndedAsync(1)).Single().MicroUsd.ShouldBe(0);
    }

    [Fact]
    public async Task Prompts_are_kept_for_tests_to_read_the_latest_ones_only()
    {
        await using var forgetful = await SandboxModel.StartAsync(new() { MostKeptPrompts = 2 });
        using var asking = Claude.Of(forgetful);
        foreach (var question in (string[])["one", "two", "three"])
            await asking.Messages.Create(Claude.Ask(question));

        var bodies = forgetful.Truth.Messages.Select(c => c.Body).ToList();

        bodies[0].ShouldBeNull();
        bodies[2]!.ShouldContain("three");
        forgetful.Truth.Clear();
        forgetful.Truth.MicroUsd.ShouldBe(0);
    }

    private async Task<string> SayAsync(string id = Claude.Sonnet) =>
        Claude.TextOf(await client.Messages.Create(Claude.Ask(model: id)));

    private async Task<(List<RawMessageStreamEvent> Events, Exception? Error)> ReadAsync()
    {
        var events = new List<RawMessageStreamEvent>();
        try
        {
            await foreach (var e in client.Messages.CreateStreaming(Claude.Ask()))
                events.Add(e);
            return (events, null);
        }
        catch (Exception e)
        {
            return (events, e);
        }
    }
}
