using System.ComponentModel;

namespace Waickoff.Analyst.Models;

/// <summary>The settings of the analyst, section <c>Analyst</c>.</summary>
public sealed class AnalystOptions
{
    /// <summary>The key of the provider; null for that of <c>ANTHROPIC_API_KEY</c>. Without one the built-in analyst answers.</summary>
    [PasswordPropertyText(true)]
    public string? ApiKey { get; set; }

    /// <summary>Where the provider is; null for <c>ANTHROPIC_BASE_URL</c>, else the provider's own address.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>The models; empty for <see cref="DefaultModels"/>.</summary>
    public List<ModelOptions> Models { get; set; } = [];

    /// <summary>The longest first analysis, in tokens; what the model thinks before it counts too.</summary>
    public int FirstAnalysisTokens { get; set; } = 3_500;

    /// <summary>The longest deep answer, in tokens, thinking included.</summary>
    public int DeepAnswerTokens { get; set; } = 2_500;

    /// <summary>The longest answer to a follow-up, in tokens.</summary>
    public int ShortAnswerTokens { get; set; } = 900;

    /// <summary>The longest answer when the reader asked for a short one, in tokens.</summary>
    public int BriefAnswerTokens { get; set; } = 350;

    /// <summary>Calls of a model in one turn: tool loops, repairs, retries and other models together.</summary>
    public int MostCallsPerTurn { get; set; } = 8;

    /// <summary>Earlier questions and answers in full, in tokens, before the oldest are told in short.</summary>
    public int MostHistoryTokens { get; set; } = 4_500;

    /// <summary>Seconds until the first sign of an answer.</summary>
    public int FirstByteSeconds { get; set; } = 30;

    /// <summary>Seconds between two signs of an answer.</summary>
    public int IdleSeconds { get; set; } = 45;

    /// <summary>Seconds of one call.</summary>
    public int CallSeconds { get; set; } = 180;

    /// <summary>Seconds of a whole turn.</summary>
    public int TurnSeconds { get; set; } = 120;

    /// <summary>The longest wait that the provider may ask for; if it asks for more, another model is asked.</summary>
    public int LongestRetryAfterSeconds { get; set; } = 8;

    /// <summary>The models of a product nobody configured, with the prices of November 2026.</summary>
    public static IReadOnlyList<ModelOptions> DefaultModels { get; } =
    [
        new()
        {
            Id = "claude-sonnet-5-5",
            Role = ModelRole.Deep,
            Effort = "medium",
            Prices =
            [
                new()
                {
                    ValidFrom = new DateOnly(2026, 1, 1),
                    Input = 2_000_000,
                    Output = 10_000_000,
                    CacheWrite5m = 2_500_000,
                    CacheWrite1h = 4_000_000,
                    CacheRead = 200_000,
                },
                new()
                {
                    ValidFrom = new DateOnly(2026, 10, 7),
                    Input = 2_000_000,
                    Output = 10_000_000,
                    CacheWrite5m = 2_500_000,
                    CacheWrite1h = 4_000_000,
                    CacheRead = 100_000,
                },
            ],
        },
        new()
        {
            Id = "claude-haiku-5-5",
            Role = ModelRole.FollowUp,
            Prices =
            [
                new()
                {
                    ValidFrom = new DateOnly(2026, 1, 1),
                    MostPromptTokens = 100_000,
                    Input = 100_000,
                    Output = 500_000,
                    CacheWrite5m = 125_000,
                    CacheWrite1h = 200_000,
                    CacheRead = 10_000,
                },
                new()
                {
                    ValidFrom = new DateOnly(2026, 1, 1),
                    Input = 500_000,
                    Output = 2_500_000,
                    CacheWrite5m = 625_000,
                    CacheWrite1h = 1_000_000,
                    CacheRead = 50_000,
                },
            ],
        },
    ];
}
