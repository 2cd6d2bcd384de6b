using Anthropic.Models.Messages;
using Waickoff.Sandbox.Model;

namespace Waickoff.Sandbox.Tests.Model;

public sealed class MessagesTests
{
    [Fact]
    public async Task An_answer_in_one_piece_repeats_facts_with_their_evidence_and_tells_its_usage()
    {
        await using var model = await SandboxModel.StartAsync();
        using var client = Claude.Of(model);

        var message = await client.Messages.Create(Claude.Ask());

        var text = Claude.TextOf(message);
        text.ShouldContain("[[e");
        text.ShouldContain("4h: Wyckoff: accumulation, phase C. Range from 66,300.0[[e3]] to 69,850.0[[e4]]");
        message.StopReason!.Raw().ShouldBe("end_turn");
        message.Model.Raw().ShouldBe(Claude.Sonnet);
        message.Usage.OutputTokens.ShouldBeInRange(360, 440);
        var call = model.Truth.Messages.ShouldHaveSingleItem();
        call.Text.ShouldBe(text);
        call.End.ShouldBe(CallEnd.Complete);
        call.Usage.Output.ShouldBe(message.Usage.OutputTokens);
        call.Usage.Input.ShouldBe(message.Usage.InputTokens);
    }

    [Fact]
    public async Task A_stream_is_the_same_answer_in_pieces_and_its_last_usage_is_what_is_billed()
    {
        await using var model = await SandboxModel.StartAsync();
        using var client = Claude.Of(model);

        var whole = await client.Messages.Create(Claude.Ask());
        var events = await Claude.ReadAsync(client, Claude.Ask());

        Claude.TextOf(events).ShouldBe(Claude.TextOf(whole));
        events[0].TryPickStart(out var start).ShouldBeTrue();
        start!.Message.Usage.InputTokens.ShouldBe(whole.Usage.InputTokens);
        events[^1].TryPickStop(out _).ShouldBeTrue();
        events[^2].TryPickDelta(out var end).ShouldBeTrue();
        end!.Delta.StopReason!.Raw().ShouldBe("end_turn");
        end.Usage.OutputTokens.ShouldBe(whole.Usage.OutputTokens);
        model.Truth.Messages.Select(c => c.MicroUsd).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(Claude.Sonnet)]
    [InlineData("claude-haiku-4-5")]
    public async Task A_count_equals_what_the_call_then_bills(string id)
    {
        await using var model = await SandboxModel.StartAsync();
        using var client = Claude.Of(model);
        var ask = Claude.Ask("¿Qué dice el marco de 4h?", id);

        var count = await client.Messages.CountTokens(
            new MessageCountTokensParams
            {
                Model = id,
                System = new MessageCountTokensParamsSystem([
                    new TextBlockParam { Text = "You explain charts. Answer in English." },
                ]),
                Messages = ask.Messages,
            }
        );
        var message = await client.Messages.Create(ask);

        count.InputTokens.ShouldBe(message.Usage.InputTokens);
        count.InputTokens.ShouldBe(model.Truth.Messages.Single().Usage.Prompt);
    }
}
