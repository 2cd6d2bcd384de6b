using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Threading.RateLimiting;
using Polly;
using Polly.Retry;
using Waickoff.Analysis;

namespace Waickoff.Market.Venues;

/// <summary>
/// The REST calls of one venue: never more than half of what it allows, silent for as long as it tells us to be, and tried again with
/// growing, scattered pauses where that can help.
/// </summary>
internal sealed class VenueHttp : IDisposable
{
    private const int MostBytes = 8 << 20;
    private const int Segments = 6;
    private const int ShownCharacters = 60;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UsualBan = TimeSpan.FromMinutes(1);

    private readonly string venue;
    private readonly HttpClient http;
    private readonly SlidingWindowRateLimiter budget;
    private readonly ResiliencePipeline retries;
    private readonly TimeProvider time;
    private readonly VenueLimit limit;
    private long silentUntilMs;

    public VenueHttp(string venue, Uri address, VenueLimit limit, TimeProvider time)
    {
        (this.venue, this.limit, this.time) = (venue, limit, time);
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        http = new HttpClient(handler)
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(10),
            // Counts what was unpacked, so that a small archive cannot fill the memory.
            MaxResponseContentBufferSize = MostBytes,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("waickoff");
        budget = new SlidingWindowRateLimiter(
            new SlidingWindowRateLimiterOptions
            {
                PermitLimit = limit.Ours,
                Window = limit.Window,
                SegmentsPerWindow = Segments,
                QueueLimit = int.MaxValue,
            }
        );
        retries = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = 4,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(200),
                    MaxDelay = TimeSpan.FromSeconds(8),
                    ShouldHandle = tried => new ValueTask<bool>(
                        tried.Outcome.Exception is VenueException e && IsWorthATry(e, tried.AttemptNumber)
                    ),
                    DelayGenerator = _ => new ValueTask<TimeSpan?>(Silence is { Ticks: > 0 } told ? told : null),
                }
            )
            .Build();
    }

    /// <summary>How long a venue that answers 403 keeps us out; null where 403 means that it will not serve us at all.</summary>
    public TimeSpan? BanOnForbidden { get; init; }

    /// <summary>Asks once, or as often as it is worth, and reads the answer.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="weight">What the venue counts it as.</param>
    /// <param name="read">Reads the answer; a <see cref="FormatException"/> or a missing property makes it a bad one.</param>
    /// <param name="cancellation">Ends the waiting too.</param>
    /// <exception cref="VenueException">There is no answer that can be used.</exception>
    public async Task<T> GetAsync<T>(
        string path,
        int weight,
        Func<JsonElement, T> read,
        CancellationToken cancellation
    ) => await retries.ExecuteAsync(async token => await TryAsync(path, weight, read, token), cancellation);

    /// <summary>Says that the venue wants no request for a while.</summary>
    public void BeSilent(TimeSpan wait)
    {
        var until = NowMs + (long)Math.Ceiling(wait.TotalMilliseconds);
        var before = Interlocked.Read(ref silentUntilMs);
        while (until > before)
        {
            var seen = Interlocked.CompareExchange(ref silentUntilMs, until, before);
            if (seen == before)
                return;
            before = seen;
        }
    }

    public void Dispose()
    {
        http.Dispose();
        budget.Dispose();
    }

    /// <summary>How long the venue wants no request, from now on.</summary>
    private TimeSpan Silence => TimeSpan.FromMilliseconds(Math.Max(0, Interlocked.Read(ref silentUntilMs) - NowMs));

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// A name that does not resolve means that there is no network, and a closed port that nobody is there: asking on and on only makes
    /// the reader wait.
    /// </summary>
    private bool IsWorthATry(VenueException e, int triesBefore) =>
        (e.Problem, (e.InnerException as HttpRequestException)?.HttpRequestError) switch
        {
            (VenueProblem.MustWait, _) => Silence <= LongestWait,
            (VenueProblem.Unreachable, HttpRequestError.NameResolutionError) => false,
            (VenueProblem.Unreachable, HttpRequestError.ConnectionError) => triesBefore == 0,
            (VenueProblem.Unreachable or VenueProblem.BadAnswer, _) => true,
            _ => false,
        };

    private async Task<T> TryAsync<T>(
        string path,
        int weight,
        Func<JsonElement, T> read,
        CancellationToken cancellation
    )
    {
        if (Silence is { Ticks: > 0 } silence)
            throw MustWait(silence);
        using var permit = await budget.AcquireAsync(Math.Min(weight, limit.Ours), cancellation);
        using var answer = await SendAsync(path, cancellation);
        Heed(answer);
        var body = await ReadAsync(answer, cancellation);
        if (answer.StatusCode is HttpStatusCode.TooManyRequests or (HttpStatusCode)418)
            throw MustWait(Silence);
        if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.UnavailableForLegalReasons)
            throw Forbidden(answer.StatusCode);
        if ((int)answer.StatusCode >= 500)
            throw Problem(
                VenueProblem.Unreachable,
                $"is out of order (HTTP {(int)answer.StatusCode})",
                $"no funciona (HTTP {(int)answer.StatusCode})"
            );
        return Read(body, answer.StatusCode, read);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw Problem(
                VenueProblem.BadAnswer,
                $"its answer is larger than {MostBytes >> 20} MB",
                $"su respuesta pasa de {MostBytes >> 20} MB",
                e
            );
        }
        catch (HttpRequestException e)
        {
            throw Unreachable(e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Unreachable(e);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation) =>
        await answer.Content.ReadAsByteArrayAsync(cancellation);

    /// <summary>Hears what the venue says of our use: to wait, or that others on this address use more than half.</summary>
    private void Heed(HttpResponseMessage answer)
    {
        if (answer.StatusCode is HttpStatusCode.TooManyRequests or (HttpStatusCode)418)
            BeSilent(Told(answer) ?? UsualBan);
        else if (
            answer.Headers.TryGetValues("X-MBX-USED-WEIGHT-1M", out var used)
            && int.TryParse(used.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var weight)
            && weight > limit.Ours
        )
            BeSilent(TimeSpan.FromMilliseconds(60_000 - (NowMs % 60_000)));
    }

    private TimeSpan? Told(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => null,
        };

    private T Read<T>(byte[] body, HttpStatusCode status, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or FormatException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or IndexOutOfRangeException
            )
        {
            var shown = Shown(body);
            throw Problem(
                VenueProblem.BadAnswer,
                $"expected an answer by its protocol, found '{shown}' (HTTP {(int)status})",
                $"se esperaba una respuesta según su protocolo, llegó '{shown}' (HTTP {(int)status})",
                e
            );
        }
    }

    private static string Shown(byte[] body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, ShownCharacters)));
        return string.Concat(text.Select(c => char.IsControl(c) || c == '\uFFFD' ? ' ' : c)).Trim()
            + (body.Length > ShownCharacters ? ".." : "");
    }

    private VenueException MustWait(TimeSpan wait) =>
        Problem(
            VenueProblem.MustWait,
            $"wants no requests for {Math.Ceiling(wait.TotalSeconds)} s",
            $"no quiere peticiones durante {Math.Ceiling(wait.TotalSeconds)} s"
        );

    private VenueException Forbidden(HttpStatusCode status)
    {
        if (status == HttpStatusCode.Forbidden && BanOnForbidden is { } ban)
        {
            BeSilent(ban);
            return MustWait(ban);
        }
        return Problem(
            VenueProblem.Refused,
            $"does not serve this place (HTTP {(int)status})",
            $"no da servicio a este lugar (HTTP {(int)status})"
        );
    }

    private VenueException Unreachable(Exception e) =>
        Problem(VenueProblem.Unreachable, $"cannot be reached", $"no se puede alcanzar", e);

    private VenueException Problem(
        VenueProblem problem,
        FormattableString english,
        FormattableString spanish,
        Exception? cause = null
    ) => new(venue, problem, LocalText.Of(english, spanish), cause);
}
