namespace Waickoff.Sandbox.Model;

/// <summary>The models of November 2026 with their prices.</summary>
public static class ModelCards
{
    /// <summary>Models before 4.7 make fewer tokens of the same text.</summary>
    private const double OlderTokenizer = 1 / 1.3;

    private static readonly CardPrice Sonnet = new(2_000_000, 10_000_000, 2_500_000, 4_000_000, 200_000);
    private static readonly CardPrice OlderSonnet = new(3_000_000, 15_000_000, 3_750_000, 6_000_000, 300_000);
    private static readonly CardPrice Opus = new(5_000_000, 25_000_000, 6_250_000, 10_000_000, 500_000);
    private static readonly CardPrice Fable = new(10_000_000, 50_000_000, 12_500_000, 20_000_000, 1_000_000);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ModelCard> All { get; } =
    [
        new()
        {
            Id = "claude-haiku-5-5",
            Name = "Claude Haiku 5.5",
            CreatedOn = new(2026, 10, 7),
            Prices =
            [
                new(100_000, 500_000, 125_000, 200_000, 10_000) { MostPromptTokens = 100_000 },
                new(500_000, 2_500_000, 625_000, 1_000_000, 50_000),
            ],
        },
        new()
        {
            Id = "claude-sonnet-5-5",
            Name = "Claude Sonnet 5.5",
            CreatedOn = new(2026, 9, 15),
            RefusesForcedTools = true,
            Prices = [Sonnet, Sonnet with { Read = 100_000, From = new(2026, 10, 7) }],
        },
        new()
        {
            Id = "claude-opus-5-5",
            Name = "Claude Opus 5.5",
            CreatedOn = new(2026, 9, 15),
            Prices = [new(4_000_000, 20_000_000, 5_000_000, 8_000_000, 200_000)],
        },
        new()
        {
            Id = "claude-fable-5-1",
            Name = "Claude Fable 5.1",
            CreatedOn = new(2026, 8, 20),
            CacheMinimumTokens = 512,
            Prices = [Fable with { Read = 250_000 }],
        },
        Older("claude-fable-5", "Claude Fable 5", Fable, 512),
        Older("claude-sonnet-5", "Claude Sonnet 5", Sonnet, 1_024),
        Older("claude-opus-5", "Claude Opus 5", Opus, 512),
        Older("claude-opus-4-8", "Claude Opus 4.8", Opus, 1_024),
        Older("claude-opus-4-7", "Claude Opus 4.7", Opus, 1_024),
        Oldest("claude-opus-4-6", "Claude Opus 4.6", Opus, 4_096),
        Oldest("claude-opus-4-5", "Claude Opus 4.5", Opus, 4_096),
        Oldest("claude-sonnet-4-6", "Claude Sonnet 4.6", OlderSonnet, 1_024),
        Oldest("claude-sonnet-4-5", "Claude Sonnet 4.5", OlderSonnet, 1_024) with
        {
            RetiredOn = new(2026, 11, 30),
        },
        Oldest(
            "claude-haiku-4-5",
            "Claude Haiku 4.5",
            new(1_000_000, 5_000_000, 1_250_000, 2_000_000, 100_000),
            4_096
        ) with
        {
            ContextTokens = 200_000,
        },
    ];

    private static ModelCard Older(string id, string name, CardPrice price, int cacheMinimum) =>
        new()
        {
            Id = id,
            Name = name,
            Prices = [price],
            CacheMinimumTokens = cacheMinimum,
        };

    private static ModelCard Oldest(string id, string name, CardPrice price, int cacheMinimum) =>
        Older(id, name, price, cacheMinimum) with
        {
            TokenFactor = OlderTokenizer,
            RefusesThinkingBudget = false,
            MaxOutputTokens = 64_000,
        };
}
