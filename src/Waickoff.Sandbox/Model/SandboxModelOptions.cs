namespace Waickoff.Sandbox.Model;

/// <summary>How a sandbox model counts, answers and is paid.</summary>
public sealed record SandboxModelOptions
{
    /// <summary>Port it listens on; 0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>The key that is asked for.</summary>
    public string ApiKey { get; init; } = "sandbox";

    /// <summary>Dates, lifetimes in the cache, limits and prices go by it; the system's where none is given.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Paces answers and tells when a caller went away; the system's where none is given, however <see cref="Time"/> goes.</summary>
    public TimeProvider? Pacer { get; init; }

    /// <summary>Draws answers, ids and chance; the same seed and the same requests give the same answers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The models it has.</summary>
    public IReadOnlyList<ModelCard> Models { get; init; } = ModelCards.All;

    /// <summary>UTF-8 bytes to a token of a model whose factor is 1.</summary>
    public double BytesPerToken { get; init; } = 3.4;

    /// <summary>The shortest prefix kept in the cache, in tokens, for all models; null for what each card says.</summary>
    public int? CacheMinimumTokens { get; init; }

    /// <summary>About how long an answer is that no script writes, in tokens.</summary>
    public int AnswerTokens { get; init; } = 400;

    /// <summary>About how many characters come in one event of a stream.</summary>
    public int DeltaCharacters { get; init; } = 12;

    /// <summary>How fast it answers where no script says otherwise.</summary>
    public ModelPace Pace { get; init; } = ModelPace.AtOnce;

    /// <summary>What a caller may use in a minute of one model.</summary>
    public ModelLimits Limits { get; init; } = new();

    /// <summary>How many of the latest prompts are kept for tests to read.</summary>
    public int MostKeptPrompts { get; init; } = 1_000;
}

/// <summary>How fast an answer comes.</summary>
/// <param name="FirstToken">From the request to the start of the answer.</param>
/// <param name="TokensPerSecond">How fast it goes on; 0 is at once.</param>
/// <param name="Jitter">How far both may be off, 0 to 1 of themselves, drawn from the seed.</param>
public sealed record ModelPace(TimeSpan FirstToken, double TokensPerSecond, double Jitter = 0)
{
    /// <summary>No waiting at all.</summary>
    public static readonly ModelPace AtOnce = new(TimeSpan.Zero, 0);

    /// <summary>About what the real ones do.</summary>
    public static readonly ModelPace Lifelike = new(TimeSpan.FromMilliseconds(600), 80, 0.2);
}

/// <summary>What a caller may use in a minute of one model; what is read from the cache does not count.</summary>
public sealed record ModelLimits
{
    /// <summary>Calls of the messages endpoint.</summary>
    public long Requests { get; init; } = 1_000_000;

    /// <summary>Tokens of prompts.</summary>
    public long InputTokens { get; init; } = 1_000_000_000;

    /// <summary>Tokens of answers.</summary>
    public long OutputTokens { get; init; } = 1_000_000_000;
}
