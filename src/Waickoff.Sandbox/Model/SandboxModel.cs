using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Sandbox.Model;

/// <summary>
/// A language model on this machine that speaks the protocol of Anthropic, so that a client written against the real one works against it
/// unchanged. It counts, caches and bills as the provider says it does, keeps the true account of it, and does wrong what a script says.
/// </summary>
public sealed class SandboxModel : IAsyncDisposable
{
    private readonly LoopbackServer server;
    private readonly CancellationTokenSource stop;
    private readonly ModelServer answers;

    private SandboxModel(LoopbackServer server, ModelServer answers, CancellationTokenSource stop, string apiKey)
    {
        (this.server, this.answers, this.stop) = (server, answers, stop);
        BaseUrl = server.Address.GetLeftPart(UriPartial.Authority);
        ApiKey = apiKey;
    }

    /// <summary>What <c>ANTHROPIC_BASE_URL</c> is set to.</summary>
    public string BaseUrl { get; }

    /// <summary>What <c>ANTHROPIC_API_KEY</c> is set to.</summary>
    public string ApiKey { get; }

    /// <summary>What it says and does wrong.</summary>
    public ModelScripts Scripts => answers.Scripts;

    /// <summary>The calls it had, and what they really cost.</summary>
    public ModelTruth Truth => answers.Truth;

    /// <summary>Starts the server.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SandboxModel> StartAsync(
        SandboxModelOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new SandboxModelOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.BytesPerToken, 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.AnswerTokens, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DeltaCharacters, 1, nameof(options));
        var stop = new CancellationTokenSource();
        var answers = new ModelServer(options, stop.Token);
        try
        {
            var server = await LoopbackServer.StartAsync(
                options.Port,
                answers.HandleAsync,
                cancellation,
                isBodyLimited: false
            );
            return new SandboxModel(server, answers, stop, options.ApiKey);
        }
        catch
        {
            stop.Dispose();
            throw;
        }
    }

    /// <summary>Forgets all prompts that were kept.</summary>
    public void ClearCache() => answers.Cache.Clear();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await server.DisposeAsync();
        stop.Dispose();
    }
}
