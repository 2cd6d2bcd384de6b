using Anthropic;
using Anthropic.Models.Messages;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Sandbox.Tests.Model;

public sealed class PromptCacheTests : IAsyncLifetime
{
    private const int LongEnough = 20_000;

    private readonly ManualTime time = ManualTime.Of(2026, 11, 20);
    private SandboxModel model = null!;
    private AnthropicClient client = null!;

    public async Task InitializeAsync()
    {
        model = await SandboxModel.StartAsync(new() { Time = time, AnswerTokens = 20 });
        client = Claude.Of(model);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await model.DisposeAsync();
    }

    [Fact]
    public async Task A_marked_prefix_is_written_once_and_read_from_then_on()
    {
        var first = await AskAsync(Claude.Marked(LongEnough, "one"));
        var second = await AskAsync(Claude.Marked(LongEnough, "another question"));

        var prefix = (long)Math.Ceiling((LongEnough + "\nsystem ".Length) / 3.4);
        (first.CacheCreationInputTokens, first.CacheReadInputTokens).ShouldBe((prefix, 0));
        (second.CacheCreationInputTokens, second.CacheReadInputTokens).ShouldBe((0, prefix));
        first.InputTokens.ShouldBeInRange(1, 10);
        second.InputTokens.ShouldBeGreaterThan(first.InputTokens);
        (first.CacheCreation!.Ephemeral5mInputTokens, first.CacheCreation.Ephemeral1hInputTokens).ShouldBe((prefix, 0));
    }

    [Fact]
    public async Task One_byte_changed_reads_nothing()
    {
        await AskAsync(Claude.Marked(LongEnough));

        var other = await AskAsync(Claude.Marked(LongEnough - 1));
        var another = await AskAsync(Claude.Marked(LongEnough, filler: 'y'));

        (other.CacheReadInputTokens, another.CacheReadInputTokens).ShouldBe((0, 0));
        other.CacheCreationInputTokens!.Value.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(1_024)]
    [InlineData(4_096)]
    public async Task A_prefix_below_the_minimum_is_not_kept_and_one_of_it_is(int minimum)
    {
        await using var strict = await SandboxModel.StartAsync(new() { CacheMinimumTokens = minimum });
        using var asking = Claude.Of(strict);
        var bytes = (int)(minimum * 3.4) - "\nsystem ".Length;

        var kept = (await asking.Messages.Create(Claude.Marked(bytes))).Usage;
        var tooShort = (await asking.Messages.Create(Claude.Marked(bytes - 4))).Usage;
        var again = (await asking.Messages.Create(Claude.Marked(bytes - 4))).Usage;

        kept.CacheCreationInputTokens.ShouldBe(minimum);
        (tooShort.CacheCreationInputTokens, again.CacheReadInputTokens).ShouldBe((0, 0));
        again.InputTokens.ShouldBeGreaterThan(minimum - 2);
    }

    [Fact]
    public async Task Each_model_has_the_minimum_of_its_card()
    {
        var sonnet = await AskAsync(Claude.Marked(8_000));
        var haiku = await AskAsync(Claude.Marked(8_000, model: "claude-haiku-4-5"));

        sonnet.CacheCreationInputTokens!.Value.ShouldBeGreaterThan(1_024);
        haiku.CacheCreationInputTokens.ShouldBe(0);
    }

    [Theory]
    [InlineData(Ttl.Ttl5m, 5)]
    [InlineData(Ttl.Ttl1h, 60)]
    public async Task It_lives_as_long_as_its_mark_says_and_anew_from_each_use(Ttl ttl, int minutes)
    {
        var almost = TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1);
        var written = await AskAsync(Claude.Marked(LongEnough, ttl: ttl));
        time.Advance(almost);
        var used = await AskAsync(Claude.Marked(LongEnough, ttl: ttl));
        time.Advance(almost);
        var usedAgain = await AskAsync(Claude.Marked(LongEnough, ttl: ttl));
        time.Advance(TimeSpan.FromMinutes(minutes));
        var gone = await AskAsync(Claude.Marked(LongEnough, ttl: ttl));

        var split = written.CacheCreation!;
        (ttl == Ttl.Ttl1h ? split.Ephemeral1hInputTokens : split.Ephemeral5mInputTokens).ShouldBe(
            written.CacheCreationInputTokens!.Value
        );
        used.CacheReadInputTokens.ShouldBe(written.CacheCreationInputTokens);
        usedAgain.CacheReadInputTokens.ShouldBe(written.CacheCreationInputTokens);
        gone.CacheReadInputTokens.ShouldBe(0);
        gone.CacheCreationInputTokens.ShouldBe(written.CacheCreationInputTokens);
    }

    [Fact]
    public async Task Each_model_has_a_cache_of_its_own()
    {
        await AskAsync(Claude.Marked(LongEnough));

        (await AskAsync(Claude.Marked(LongEnough, model: Claude.Haiku))).CacheReadInputTokens.ShouldBe(0);
    }

    [Fact]
    public async Task It_can_be_read_only_when_the_first_answer_has_begun()
    {
        var pacer = new ManualTimers();
        await using var slow = await SandboxModel.StartAsync(new() { Pacer = pacer, AnswerTokens = 20 });
        using var asking = Claude.Of(slow);
        slow.Scripts.Next(ModelScript.Paced(new ModelPace(TimeSpan.FromSeconds(1), 0)));

        var first = asking.Messages.Create(Claude.Marked(LongEnough));
        await pacer.WaitedAsync();
        var meanwhile = (await asking.Messages.Create(Claude.Marked(LongEnough))).Usage;
        pacer.Elapse();
        var late = (await asking.Messages.Create(Claude.Marked(LongEnough))).Usage;

        meanwhile.CacheReadInputTokens.ShouldBe(0);
        (await first).Usage.CacheCreationInputTokens.ShouldBe(meanwhile.CacheCreationInputTokens);
        late.CacheReadInputTokens.ShouldBe(meanwhile.CacheCreationInputTokens);
    }

    [Fact]
    public async Task A_call_that_fails_before_its_answer_keeps_nothing()
    {
        model.Scripts.Next(ModelScript.Refuse(529), ModelScript.OverloadedFirst);
        await Should.ThrowAsync<Exception>(() => AskAsync(Claude.Marked(LongEnough)));
        await Should.ThrowAsync<Exception>(() => Claude.ReadAsync(client, Claude.Marked(LongEnough)));

        (await AskAsync(Claude.Marked(LongEnough))).CacheReadInputTokens.ShouldBe(0);
        model.Truth.Messages.Take(2).ShouldAllBe(c => c.MicroUsd == 0);
    }

    [Fact]
    public async Task A_conversation_reads_what_it_has_said_and_writes_only_what_is_new()
    {
        var rules = new MessageCreateParamsSystem([
            new()
            {
                Text = new string('r', LongEnough),
                CacheControl = new CacheControlEphemeral { Ttl = Ttl.Ttl1h },
            },
        ]);
        var ask = Claude.Ask() with { System = rules, CacheControl = new CacheControlEphemeral() };
        var first = await client.Messages.Create(ask);
        var second = await client.Messages.Create(
            ask with
            {
                Messages =
                [
                    .. ask.Messages,
                    new AssistantMessageParam { Content = Claude.TextOf(first) },
                    new UserMessageParam { Content = "And on 15m?" },
                ],
            }
        );

        first.Usage.InputTokens.ShouldBe(0);
        first.Usage.CacheCreation!.Ephemeral1hInputTokens.ShouldBeGreaterThan(LongEnough / 4);
        first.Usage.CacheCreation.Ephemeral5mInputTokens.ShouldBeInRange(100, 400);
        second.Usage.CacheReadInputTokens.ShouldBe(first.Usage.CacheCreationInputTokens);
        second.Usage.CacheCreationInputTokens!.Value.ShouldBeInRange(1, 100);
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public async Task A_mark_looks_back_over_twenty_blocks_its_own_included(int blocksLater, bool isFound)
    {
        var opening = new TextBlockParam
        {
            Text = new string('o', LongEnough),
            CacheControl = new CacheControlEphemeral(),
        };
        await AskAsync(Blocks([opening]));

        var later = Enumerable.Range(1, blocksLater).Select(i => new TextBlockParam { Text = $"block {i}" }).ToList();
        later[^1] = later[^1] with { CacheControl = new CacheControlEphemeral() };
        var usage = await AskAsync(Blocks([opening with { CacheControl = null }, .. later]));

        (usage.CacheReadInputTokens > 0).ShouldBe(isFound);
    }

    [Fact]
    public async Task More_than_four_marks_are_refused_and_an_hour_behind_five_minutes_is()
    {
        var mark = new CacheControlEphemeral();
        var block = new TextBlockParam { Text = "text", CacheControl = mark };
        var many = await Should.ThrowAsync<Exception>(() => AskAsync(Blocks([block, block, block, block, block])));
        var hour = block with { CacheControl = new CacheControlEphemeral { Ttl = Ttl.Ttl1h } };
        var order = await Should.ThrowAsync<Exception>(() => AskAsync(Blocks([block, hour])));

        many.Message.ShouldContain("A maximum of 4 blocks with cache_control may be provided. Found 5.");
        order.Message.ShouldContain("must not come after a ttl='5m'");
        (await AskAsync(Blocks([hour, block, block, block]))).CacheReadInputTokens.ShouldBe(0);
    }

    [Fact]
    public async Task Usage_adds_up_and_prices_are_those_of_the_day()
    {
        await AskAsync(Claude.Marked(LongEnough, ttl: Ttl.Ttl1h));
        await AskAsync(Claude.Marked(LongEnough, ttl: Ttl.Ttl1h));

        var calls = model.Truth.Messages;
        foreach (var call in calls)
        {
            var u = call.Usage;
            var sum = (u.Input * 2m) + (u.CacheWrite1h * 4m) + (u.CacheRead * 0.1m) + (u.Output * 10m);
            call.MicroUsd.ShouldBe((long)Math.Ceiling(sum));
        }
        calls[0].Usage.CacheWrite1h.ShouldBe(calls[1].Usage.CacheRead);
        model.Truth.MicroUsd.ShouldBe(calls.Sum(c => c.MicroUsd));
        var sonnet = ModelCards.All.Single(m => m.Id == Claude.Sonnet);
        sonnet.PriceOf(1, new DateTimeOffset(2026, 10, 6, 23, 59, 59, default)).Read.ShouldBe(200_000);
        var haiku = ModelCards.All.Single(m => m.Id == Claude.Haiku);
        var now = time.GetUtcNow();
        haiku.CostOf(new ProviderUsage(100_000, 0, 0, 0, 1_000), now).ShouldBe(10_500);
        haiku.CostOf(new ProviderUsage(100_001, 0, 0, 0, 1_000), now).ShouldBe(52_501);
        haiku.CostOf(new ProviderUsage(100_000, 0, 0, 0, 1_000), now, isUsOnly: true).ShouldBe(11_550);
    }

    private async Task<Usage> AskAsync(MessageCreateParams ask) => (await client.Messages.Create(ask)).Usage;

    private static MessageCreateParams Blocks(List<TextBlockParam> blocks) =>
        new()
        {
            Model = Claude.Sonnet,
            MaxTokens = 100,
            Messages =
            [
                new UserMessageParam
                {
                    Content = new MessageContentParam(blocks.Select(b => (ContentBlockParam)b).ToList()),
                },
            ],
        };
}
