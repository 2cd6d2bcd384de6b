using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Model;

/// <summary>What was used of each model in the current minute, and what is left of it.</summary>
internal sealed class ModelLimiter(ModelLimits limits, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Used> byModel = [];

    /// <summary>Takes a call and its prompt, and writes what is left into the headers.</summary>
    /// <exception cref="ApiErrorException">The minute has no room for it.</exception>
    public void Take(string model, long inputTokens, IHeaderDictionary headers)
    {
        lock (gate)
        {
            var used = Current(model);
            var isOver =
                used.Requests >= limits.Requests
                || used.Input + inputTokens > limits.InputTokens
                || used.Output >= limits.OutputTokens;
            if (!isOver)
            {
                used.Requests++;
                used.Input += inputTokens;
            }
            Tell(headers, used);
            if (isOver)
            {
                var wait = (int)Math.Ceiling((used.From + Window - time.GetUtcNow()).TotalSeconds);
                throw new ApiErrorException(ApiError.Of(429, retryAfterSeconds: Math.Max(wait, 1)));
            }
        }
    }

    /// <summary>Counts what was answered.</summary>
    public void Answered(string model, long outputTokens)
    {
        lock (gate)
            Current(model).Output += outputTokens;
    }

    private Used Current(string model)
    {
        var now = time.GetUtcNow();
        if (!byModel.TryGetValue(model, out var used) || now >= used.From + Window)
            byModel[model] = used = new Used(now);
        return used;
    }

    private void Tell(IHeaderDictionary headers, Used used)
    {
        var reset = (used.From + Window).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Tell("requests", limits.Requests, used.Requests);
        Tell("input-tokens", limits.InputTokens, used.Input);
        Tell("output-tokens", limits.OutputTokens, used.Output);
        Tell("tokens", limits.InputTokens + limits.OutputTokens, used.Input + used.Output);

        void Tell(string what, long limit, long taken)
        {
            headers[$"anthropic-ratelimit-{what}-limit"] = limit.ToString(CultureInfo.InvariantCulture);
            headers[$"anthropic-ratelimit-{what}-remaining"] = Math.Max(limit - taken, 0)
                .ToString(CultureInfo.InvariantCulture);
            headers[$"anthropic-ratelimit-{what}-reset"] = reset;
        }
    }

    private sealed class Used(DateTimeOffset from)
    {
        public DateTimeOffset From { get; } = from;

        public long Requests { get; set; }

        public long Input { get; set; }

        public long Output { get; set; }
    }
}
