using System.Runtime.CompilerServices;
using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Messages;

namespace Waickoff.Analyst.Models.Claude;

/// <summary>
/// Calls Claude through the SDK. Retries of the SDK are off: each attempt has a hold of its own, so the turn makes them itself.
/// </summary>
internal sealed class ClaudeClient : IDisposable
{
    /// <summary>No language of ours comes near it: an answer beyond has passed the end that was asked for.</summary>
    private const int MostCharactersPerToken = 20;

    private const int PieceCharacters = 4_096;
    private const string KeyVariable = "ANTHROPIC_API_KEY";
    private const string AddressVariable = "ANTHROPIC_BASE_URL";

    private readonly AnalystOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http;
    private readonly AnthropicClient client;

    private ClaudeClient(AnalystOptions options, string key, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        // No limit of its own: an answer may stream for minutes, and the times that matter are kept below.
        http = new HttpClient(
            new RetryAfter
            {
                InnerHandler = new SocketsHttpHandler
                {
                    PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                    ConnectTimeout = TimeSpan.FromSeconds(options.FirstByteSeconds),
                    // A stopped answer is left at once. To read its rest for the sake of the connection would have it written and billed.
                    MaxResponseDrainSize = 0,
                    ResponseDrainTimeout = TimeSpan.FromMilliseconds(1),
                },
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var connection = new ClientOptions
        {
            ApiKey = key,
            HttpClient = http,
            MaxRetries = 0,
            Timeout = TimeSpan.FromSeconds(options.CallSeconds + 30),
        };
        var address = options.BaseUrl ?? Environment.GetEnvironmentVariable(AddressVariable);
        if (!string.IsNullOrWhiteSpace(address))
            connection = connection with { BaseUrl = address };
        client = new AnthropicClient(connection);
    }

    /// <summary>A client with the key of the options or the environment, or null when there is none.</summary>
    public static ClaudeClient? From(AnalystOptions options, TimeProvider time)
    {
        var key = options.ApiKey ?? Environment.GetEnvironmentVariable(KeyVariable);
        return string.IsNullOrWhiteSpace(key) ? null : new ClaudeClient(options, key.Trim(), time);
    }

    /// <summary>How many tokens the provider counts in a prompt; null when it does not say in time.</summary>
    public async Task<long?> CountAsync(ModelPrompt prompt, CancellationToken cancel)
    {
        using var limit = Limit(options.FirstByteSeconds, cancel, out var either);
        using (either)
        {
            try
            {
                var count = await client.Messages.CountTokens(ClaudeRequests.Count(prompt), either.Token);
                return count.InputTokens > 0 ? count.InputTokens : null;
            }
            // Whatever goes wrong here, the own count does instead.
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    /// <summary>Whether a model answers at all; costs one token.</summary>
    public async Task<bool> IsAnsweringAsync(string model, CancellationToken cancel)
    {
        using var limit = Limit(options.FirstByteSeconds, cancel, out var either);
        using (either)
        {
            try
            {
                var question = new MessageCreateParams
                {
                    Model = model,
                    MaxTokens = 1,
                    Messages = [new UserMessageParam { Content = "." }],
                };
                await client.Messages.Create(question, either.Token);
                return true;
            }
            // Whatever goes wrong, it does not answer.
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    /// <summary>Streams an answer. The first piece is <see cref="ModelPiece.Begun"/>, the last <see cref="ModelPiece.Done"/>.</summary>
    /// <exception cref="ModelFault">It came to nothing or to no end.</exception>
    public async IAsyncEnumerable<ModelPiece> StreamAsync(
        ModelPrompt prompt,
        long maxTokens,
        UsageReader usage,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var note = RetryAfter.Take();
        using var whole = Limit(options.CallSeconds, cancel, out var either);
        using (either)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.FirstByteSeconds), time);
            using var all = CancellationTokenSource.CreateLinkedTokenSource(either.Token, patience.Token);
            var request = ClaudeRequests.Create(prompt, maxTokens);
            var answer = new ClaudeAnswer(usage);
            await using var events = client.Messages.CreateStreaming(request, all.Token).GetAsyncEnumerator(all.Token);
            while (await NextAsync(events, answer, note, cancel))
            {
                patience.CancelAfter(TimeSpan.FromSeconds(options.IdleSeconds));
                foreach (var piece in answer.Add(events.Current))
                    yield return piece;
                if (answer.IsDone)
                    yield break;
                if (answer.Characters > (maxTokens * MostCharactersPerToken) + PieceCharacters)
                    throw new ModelFault(FaultKind.Malformed, "The answer goes on beyond the end that was asked for.");
            }
            throw new ModelFault(answer.HasBegun ? FaultKind.Cut : FaultKind.Malformed, "The stream ended early.");
        }
    }

    public void Dispose()
    {
        client.Dispose();
        http.Dispose();
    }

    private static async Task<bool> NextAsync(
        IAsyncEnumerator<RawMessageStreamEvent> events,
        ClaudeAnswer answer,
        RetryAfter.Note note,
        CancellationToken cancel
    )
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (OperationCanceledException e)
        {
            throw new ModelFault(FaultKind.Silent, "Nothing came for too long.", e);
        }
        // The border to a foreign library: whatever it throws on whatever came is a call that failed.
        catch (Exception e)
        {
            throw ModelFaults.Of(e, answer.HasBegun, note.Wait);
        }
    }

    private CancellationTokenSource Limit(int seconds, CancellationToken cancel, out CancellationTokenSource either)
    {
        var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
        either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        return limit;
    }
}
