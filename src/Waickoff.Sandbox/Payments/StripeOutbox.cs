using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Payments;

/// <summary>Makes events, signs and sends them, and tries again those that were not taken.</summary>
internal sealed class StripeOutbox : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        // As Stripe writes it: text of all languages stands there as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SandboxStripeOptions options;
    private readonly StripeStore store;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<StripeDelivery> log = new();
    private readonly ConcurrentDictionary<(string, Uri), int> attempts = new();
    private readonly ConcurrentDictionary<Task, byte> running = new();
    private readonly HttpClient http;

    public StripeOutbox(SandboxStripeOptions options, StripeStore store, TimeProvider time)
    {
        (this.options, this.store, this.time) = (options, store, time);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = options.DeliveryTimeout,
        };
    }

    /// <summary>What caused the events that are told from now on; set while the gate is held.</summary>
    public (string RequestId, string? Key) Cause { get; set; } = ("", null);

    public IReadOnlyList<StripeDelivery> Log => [.. log];

    /// <summary>Tells of an object as it is now. The caller holds the store's gate.</summary>
    public void Tell(string type, JsonObject item)
    {
        var told = store.Put(
            new JsonObject
            {
                ["id"] = store.NewId("evt_"),
                ["object"] = "event",
                ["api_version"] = options.ApiVersion,
                ["created"] = store.Now,
                ["data"] = new JsonObject { ["object"] = Shown(item) },
                ["livemode"] = false,
                ["pending_webhooks"] = options.Endpoints.Count,
                ["request"] = new JsonObject
                {
                    ["id"] = Cause.RequestId.Length > 0 ? Cause.RequestId : null,
                    ["idempotency_key"] = Cause.Key,
                },
                ["type"] = type,
            }
        );
        if (!options.DeliversAtOnce)
            return;
        var (id, body) = (told.Id(), Body(told));
        foreach (var endpoint in options.Endpoints)
            Start(() => KeepTryingAsync(id, type, body, endpoint));
    }

    /// <summary>The object without what is ours alone.</summary>
    public static JsonObject Shown(JsonObject item)
    {
        var copy = item.Copy();
        foreach (
            var name in copy.Select(p => p.Key).Where(k => k.StartsWith("sandbox_", StringComparison.Ordinal)).ToList()
        )
            copy.Remove(name);
        return copy;
    }

    /// <summary>Delivers what was told before, again and in any order, and waits for the answers.</summary>
    public async Task<IReadOnlyList<StripeDelivery>> ReplayAsync(StripeReplay replay, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replay.Senders, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(replay.FewestTimes);
        ArgumentOutOfRangeException.ThrowIfLessThan(replay.MostTimes, replay.FewestTimes);
        var random = new Random(replay.Seed);
        List<(string Id, string Type, byte[] Body)> events;
        lock (store.Gate)
            events =
            [
                .. (
                    replay.EventIds is { } ids
                        ? ids.Select(i => store.Get("event", i))
                        : Enumerable.Reverse(store.All("event").ToList())
                )
                    .Where(e => replay.Types.Count == 0 || replay.Types.Contains(e.Text("type")))
                    .Select(e => (e.Id(), e.Text("type")!, Body(e))),
            ];
        var sent = events
            .SelectMany(e => Enumerable.Repeat(e, random.Next(replay.FewestTimes, replay.MostTimes + 1)))
            .SelectMany(e => options.Endpoints.Select(endpoint => (e.Id, e.Type, e.Body, Endpoint: endpoint)))
            .ToArray();
        if (replay.IsShuffled)
            random.Shuffle(sent);
        var done = new ConcurrentQueue<StripeDelivery>();
        await Parallel.ForEachAsync(
            sent,
            new ParallelOptions { MaxDegreeOfParallelism = replay.Senders, CancellationToken = cancellation },
            async (one, _) =>
                done.Enqueue(
                    await SendAsync(
                        one.Id,
                        one.Type,
                        one.Body,
                        one.Endpoint with
                        {
                            Secret = replay.ForgedSecret ?? one.Endpoint.Secret,
                        }
                    )
                )
        );
        return [.. done];
    }

    /// <summary>Waits until all first tries, and those repeats whose time has come, are over.</summary>
    public async Task QuietAsync(CancellationToken cancellation)
    {
        while (running.Keys.ToArray() is { Length: > 0 } left)
            await Task.WhenAll(left).WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running.Keys);
        http.Dispose();
        stop.Dispose();
    }

    /// <summary>An event as it is sent.</summary>
    internal static byte[] Body(JsonObject told) => Encoding.UTF8.GetBytes(told.ToJsonString(Indented));

    private void Start(Func<Task> work)
    {
        var task = Task.Run(work);
        running.TryAdd(task, 0);
        _ = task.ContinueWith(t => running.TryRemove(t, out _), TaskScheduler.Default);
    }

    private async Task KeepTryingAsync(string id, string type, byte[] body, StripeEndpoint endpoint)
    {
        try
        {
            for (var i = 0; !(await SendAsync(id, type, body, endpoint)).IsTaken && i < options.RetryPauses.Count; i++)
                await Task.Delay(options.RetryPauses[i], time, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stand-in ends.
        }
    }

    private async Task<StripeDelivery> SendAsync(string id, string type, byte[] body, StripeEndpoint endpoint)
    {
        var attempt = attempts.AddOrUpdate((id, endpoint.Url), 1, (_, n) => n + 1);
        var began = TimeProvider.System.GetTimestamp();
        var status = 0;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url);
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.Add("Content-Type", "application/json; charset=utf-8");
            request.Headers.Add("Stripe-Signature", Sign(body, endpoint.Secret, time.GetUtcNow()));
            using var response = await http.SendAsync(request, stop.Token);
            status = (int)response.StatusCode;
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !stop.IsCancellationRequested)
            )
        {
            // No answer: the log says 0.
        }
        var delivery = new StripeDelivery(
            id,
            type,
            endpoint.Url,
            attempt,
            status,
            TimeProvider.System.GetElapsedTime(began)
        );
        log.Enqueue(delivery);
        return delivery;
    }

    /// <summary>Written apart from the product's own, so that each is a check of the other.</summary>
    internal static string Sign(byte[] body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(seconds), (byte)'.', .. body];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
