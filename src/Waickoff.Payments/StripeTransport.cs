using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Waickoff.Payments;

/// <summary>Sends a request, again where that may help, and reads the answer.</summary>
internal sealed class StripeTransport : IDisposable
{
    private const long LargestAnswer = 16 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly StripeOptions options;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly Lock gate = new();

    public StripeTransport(StripeOptions options, TimeProvider time, int seed, HttpMessageHandler? line = null)
    {
        options.Check();
        (this.options, this.time, random) = (options, time, new Random(seed));
        line ??= new SocketsHttpHandler
        {
            // The key goes nowhere but where it was meant to go.
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        http = new HttpClient(line)
        {
            BaseAddress = options.BaseUrl,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        http.DefaultRequestHeaders.Add("Stripe-Version", StripeVersion.Pinned);
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        http.DefaultRequestHeaders.UserAgent.ParseAdd("WAIckoff");
    }

    public async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        string? body,
        string? idempotencyKey,
        CancellationToken cancellation
    )
    {
        for (var repeat = 0; ; repeat++)
        {
            var answer = await TryAsync(method, path, body, idempotencyKey, cancellation);
            if (answer.Status is { } status && (int)status is >= 200 and < 300)
                return Read<T>(answer);
            if (repeat >= options.MaxRetries || !answer.MayRepeat)
                throw answer.Exception
                    ?? StripeException.Of(answer.Status!.Value, StripeJson.ErrorOf(answer.Body), answer.RequestId);
            await Task.Delay(PauseBefore(repeat, answer.RetryAfter), time, cancellation);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<Answer> TryAsync(
        HttpMethod method,
        string path,
        string? body,
        string? idempotencyKey,
        CancellationToken cancellation
    )
    {
        using var late = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        }
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return new Answer(
                response.StatusCode,
                await response.Content.ReadAsStringAsync(either.Token),
                Header(response, "Request-Id") ?? "",
                MayRepeat(response),
                RetryAfter(response),
                null
            );
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            var reason = late.IsCancellationRequested ? "No answer in time." : "The connection failed.";
            return new Answer(null, "", "", true, null, new StripeConnectionException(new StripeError("", reason), e));
        }
    }

    private static T Read<T>(Answer answer)
    {
        try
        {
            if (JsonSerializer.Deserialize<T>(answer.Body, StripeJson.Options) is { } read)
                return read;
        }
        catch (JsonException e)
        {
            throw Unreadable(answer, e);
        }
        throw Unreadable(answer, null);
    }

    private static StripeConnectionException Unreadable(Answer answer, Exception? inner) =>
        new(new StripeError("", "The answer can not be read."), inner)
        {
            Status = answer.Status,
            RequestId = answer.RequestId,
        };

    /// <summary>What the answer says of repeats goes before what its status lets one think.</summary>
    private static bool MayRepeat(HttpResponseMessage response) =>
        Header(response, "Stripe-Should-Retry") switch
        {
            "true" => true,
            "false" => false,
            _ => response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests
                || (int)response.StatusCode >= 500,
        };

    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        int.TryParse(Header(response, "Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;

    /// <summary>Half to the whole of a pause that doubles, so that callers who failed together do not come back together.</summary>
    private TimeSpan PauseBefore(int repeat, TimeSpan? asked)
    {
        double draw;
        lock (gate)
            draw = random.NextDouble();
        var pause = options.FirstPause * Math.Pow(2, repeat) * (0.5 + (draw / 2));
        if (asked is { } wanted && wanted > pause)
            pause = wanted;
        return pause < options.LongestPause ? pause : options.LongestPause;
    }

    private sealed record Answer(
        HttpStatusCode? Status,
        string Body,
        string RequestId,
        bool MayRepeat,
        TimeSpan? RetryAfter,
        StripeException? Exception
    );
}
