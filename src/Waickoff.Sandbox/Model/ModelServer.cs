using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Waickoff.Sandbox.Model.Answers;
using Waickoff.Sandbox.Model.Requests;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Sandbox.Model.Streaming;

namespace Waickoff.Sandbox.Model;

/// <summary>Answers the calls of the Messages API.</summary>
internal sealed class ModelServer
{
    private readonly SandboxModelOptions options;
    private readonly TimeProvider time;
    private readonly TimeProvider pacer;
    private readonly RequestReader reader;
    private readonly ModelLimiter limiter;
    private readonly ModelList list;
    private readonly CancellationToken stop;

    public ModelServer(SandboxModelOptions options, CancellationToken stop)
    {
        (this.options, this.stop) = (options, stop);
        time = options.Time ?? TimeProvider.System;
        pacer = options.Pacer ?? TimeProvider.System;
        reader = new RequestReader(options, time);
        limiter = new ModelLimiter(options.Limits, time);
        list = new ModelList(options.Models, time);
        Cache = new PromptCache(time);
        Truth = new ModelTruth(options.MostKeptPrompts);
        Scripts = new ModelScripts(options.Seed);
    }

    public PromptCache Cache { get; }

    public ModelTruth Truth { get; }

    public ModelScripts Scripts { get; }

    public async Task HandleAsync(HttpContext context)
    {
        var endpoint = context.Request.Path.Value switch
        {
            "/v1/messages" => ModelEndpoint.Messages,
            "/v1/messages/count_tokens" => ModelEndpoint.CountTokens,
            _ => ModelEndpoint.Models,
        };
        var call = new OpenCall(Truth, time, pacer, number => Open(number, endpoint));
        context.Response.Headers["request-id"] = call.RequestId;
        using var gone = context.RequestAborted.Register(call.Gone);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stop);
        try
        {
            call.Finish(await AnswerAsync(context, call, endpoint, either.Token), StatusOf(context));
        }
        catch (ApiErrorException e)
        {
            call.Finish(CallEnd.Refused, e.Error.Status);
            await e.Error.WriteAsync(context, call.RequestId);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && either.IsCancellationRequested)
        {
            call.Finish(context.RequestAborted.IsCancellationRequested ? CallEnd.ClientGone : CallEnd.Broken);
            context.Abort();
        }
        finally
        {
            // Whatever went wrong, no call stays open.
            call.Finish(CallEnd.Broken);
        }
    }

    private static int StatusOf(HttpContext context) => context.Response.StatusCode;

    private ModelCall Open(int number, ModelEndpoint endpoint) =>
        new()
        {
            Number = number,
            Endpoint = endpoint,
            RequestId = IdOf("req", number),
            StartedAt = pacer.GetUtcNow(),
        };

    private async Task<CallEnd> AnswerAsync(
        HttpContext context,
        OpenCall call,
        ModelEndpoint endpoint,
        CancellationToken cancel
    )
    {
        var version = CheckHeaders(context.Request);
        if (endpoint == ModelEndpoint.Models)
        {
            await list.AnswerAsync(context);
            return CallEnd.Complete;
        }
        if (!HttpMethods.IsPost(context.Request.Method))
            throw new ApiErrorException(new ApiError(405, "invalid_request_error", "Method Not Allowed"));
        var body = await RequestBody.ReadAsync(context.Request, cancel);
        Truth.Keep(call.Number, Encoding.UTF8.GetString(body));
        using var json = RequestBody.Parse(body);
        var isCount = endpoint == ModelEndpoint.CountTokens;
        var request = reader.Read(json.RootElement, version, isCount);
        var script = Scripts.Take(request.Card.Id, endpoint) ?? ModelScript.Honest;
        if (script.Error is { } error)
        {
            call.Understood(request, Nothing(request), Meter(request), script.Name);
            throw new ApiErrorException(error);
        }
        if (!isCount && request.HasFormat && script.Answer is null)
            throw new ApiErrorException(
                "output_config.format: the sandbox writes no JSON of its own; give it a script."
            );
        return isCount
            ? await CountAsync(context, call, request, script, cancel)
            : await MessageAsync(context, call, request, script, cancel);
    }

    private async Task<CallEnd> CountAsync(
        HttpContext context,
        OpenCall call,
        MessageRequest request,
        ModelScript script,
        CancellationToken cancel
    )
    {
        call.Understood(request, Nothing(request), Meter(request), script.Name);
        if (await FallsSilentAsync(context, script, cancel))
            return CallEnd.Broken;
        await Pace(script, call.Number, cancel).BeginAsync();
        var truth = Meter(request).Tokens(request.Prompt.Bytes);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            ProviderJson.Text(
                new JsonObject { ["input_tokens"] = decimal.Truncate(script.Usage?.Input?.Invoke(truth) ?? truth) }
            ),
            cancel
        );
        return CallEnd.Complete;
    }

    private async Task<CallEnd> MessageAsync(
        HttpContext context,
        OpenCall call,
        MessageRequest request,
        ModelScript script,
        CancellationToken cancel
    )
    {
        var meter = Meter(request);
        var minimum = options.CacheMinimumTokens ?? request.Card.CacheMinimumTokens;
        var plan = Cache.Plan(request.Card, request.Prompt, meter, minimum);
        call.Understood(request, plan, meter, script.Name);
        limiter.Take(request.Card.Id, plan.Usage.Prompt - plan.Usage.CacheRead, context.Response.Headers);
        if (await FallsSilentAsync(context, script, cancel))
            return CallEnd.Broken;

        var random = RandomOf(request.Prompt);
        var answer = AnswerWriter.Write(request.Reading, options.AnswerTokens, meter, random);
        answer = script.Answer?.Invoke(request.Reading, answer) ?? answer;
        call.Planted(answer.Planted);
        var pace = Pace(script, call.Number, cancel);
        await pace.BeginAsync();
        if (script.Stream.ErrorAt != 0 || !request.IsStream)
        {
            call.Begin();
            Cache.Keep(plan);
        }
        var course = new AnswerCourse(
            answer,
            meter.Bytes(request.MaxTokens),
            request.StopSequences,
            options.DeltaCharacters,
            answer.IsEndless && request.IsStream
        );
        var events = new MessageEvents(
            IdOf("msg", call.Number),
            request.Card.Id,
            new UsageJson(plan.Usage, script.Usage),
            () => (call.OutputTokens, call.ThinkingTokens)
        );
        var run = new AnswerRun(context, call, script.Stream, pace, pacer, cancel);
        try
        {
            return request.IsStream ? await run.StreamAsync(events, course) : await run.WholeAsync(events, course);
        }
        finally
        {
            limiter.Answered(request.Card.Id, call.OutputTokens);
        }
    }

    /// <summary>Keeps a caller waiting for ever, or cuts the connection; true when it did the latter.</summary>
    private static async Task<bool> FallsSilentAsync(HttpContext context, ModelScript script, CancellationToken cancel)
    {
        if (script.IsSilent)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        if (script.IsDown)
            context.Abort();
        return script.IsDown;
    }

    private string CheckHeaders(HttpRequest request)
    {
        var key = KeyOf(request);
        if (key.Length == 0)
            throw new ApiErrorException(ApiError.Of(401, "x-api-key header is required"));
        if (key != options.ApiKey)
            throw new ApiErrorException(ApiError.Of(401));
        var version = request.Headers["anthropic-version"].ToString();
        if (version.Length == 0)
            throw new ApiErrorException("anthropic-version: header is required");
        return ProviderVersions.All.Contains(version)
            ? version
            : throw new ApiErrorException($"anthropic-version: \"{version}\" is not a valid version");
    }

    /// <summary>The key, in the header of its own or, as the C# client sends it since version 13, as a bearer's.</summary>
    private static string KeyOf(HttpRequest request)
    {
        const string bearer = "Bearer ";
        var key = request.Headers["x-api-key"].ToString();
        var authorization = request.Headers.Authorization.ToString();
        return key.Length == 0 && authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[bearer.Length..]
            : key;
    }

    private TokenMeter Meter(MessageRequest request) => TokenMeter.Of(request.Card, options.BytesPerToken);

    private static CachePlan Nothing(MessageRequest request) => new(request.Card, [], default);

    private PaceKeeper Pace(ModelScript script, int number, CancellationToken cancel)
    {
        var pace = script.Pace ?? options.Pace;
        var draw = new Random(HashCode(number)).NextDouble();
        return new PaceKeeper(pace, 1 + (pace.Jitter * ((2 * draw) - 1)), pacer, cancel);
    }

    /// <summary>The same prompt gets the same answer, whatever was asked between.</summary>
    private Random RandomOf(CanonicalPrompt prompt) =>
        new(
            int.Parse(prompt.Blocks[^1].Prefix.AsSpan(0, 7), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                ^ options.Seed
        );

    private int HashCode(int number) => unchecked((number * 397) ^ options.Seed);

    private string IdOf(string kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}_sandbox{options.Seed:D4}{number:D12}");
}
