using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Messages;
using Waickoff.Sandbox.Model;

namespace Waickoff.Sandbox.Tests.Model;

/// <summary>The official client of a sandbox model, and prompts to send with it.</summary>
internal static class Claude
{
    public const string Sonnet = "claude-sonnet-5-5";
    public const string Haiku = "claude-haiku-5-5";

    public const string Briefing = """
        BTCUSDT (Binance), candles closed up to 2026-11-20 12:00 UTC. Last price 67,412.5[[e1]].
        In 24 h: +1.2%[[e2]].

        ## 4h
        Wyckoff: accumulation, phase C. Range from 66,300.0[[e3]] to 69,850.0[[e4]], 41[[e5]] candles, after a falling trend.
        Order blocks: bullish 66,450.0[[e6]] to 66,720.5[[e7]] (untouched).

        ## 15m
        Bollinger: %B 0.62[[e8]], width 0.03[[e9]].
        ATR 210.4[[e10]] (0.3%[[e11]] of price), RSI 54.1[[e12]].
        """;

    public static AnthropicClient Of(SandboxModel model, string? key = null) =>
        new(
            new ClientOptions
            {
                ApiKey = key ?? model.ApiKey,
                BaseUrl = model.BaseUrl,
                MaxRetries = 0,
                // An answer that is read no further ends its connection; the usual client goes on reading for two seconds.
                HttpClient = new HttpClient(new SocketsHttpHandler { MaxResponseDrainSize = 0 }),
            }
        );

    public static MessageCreateParams Ask(
        string question = "What does 4h say?",
        string model = Sonnet,
        long maxTokens = 2_000
    ) =>
        new()
        {
            Model = model,
            MaxTokens = maxTokens,
            System = new MessageCreateParamsSystem([new() { Text = "You explain charts. Answer in English." }]),
            Messages = [new UserMessageParam { Content = Briefing + "\n" + question }],
        };

    /// <summary>A prompt of rules so many bytes long, marked, and a question.</summary>
    public static MessageCreateParams Marked(
        int bytes,
        string question = "And now?",
        Ttl? ttl = null,
        string model = Sonnet,
        char filler = 'x'
    )
    {
        var mark = ttl is { } given ? new CacheControlEphemeral { Ttl = given } : new CacheControlEphemeral();
        return new()
        {
            Model = model,
            MaxTokens = 500,
            System = new MessageCreateParamsSystem([new() { Text = new string(filler, bytes), CacheControl = mark }]),
            Messages = [new UserMessageParam { Content = question }],
        };
    }

    public static string TextOf(Message message) =>
        string.Concat(message.Content.Select(b => b.TryPickText(out var text) ? text.Text : ""));

    public static async Task<List<RawMessageStreamEvent>> ReadAsync(
        AnthropicClient client,
        MessageCreateParams ask,
        CancellationToken cancel = default
    )
    {
        var events = new List<RawMessageStreamEvent>();
        await foreach (var e in client.Messages.CreateStreaming(ask, cancel))
            events.Add(e);
        return events;
    }

    public static string TextOf(IEnumerable<RawMessageStreamEvent> events) =>
        string.Concat(
            events.Select(e =>
                e.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var text) ? text.Text : ""
            )
        );
}
