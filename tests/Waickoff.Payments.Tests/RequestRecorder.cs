using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Waickoff.Payments.Tests;

/// <summary>A request as it came.</summary>
internal sealed record RecordedRequest(string Method, string Target, string Body, IHeaderDictionary Headers)
{
    public string Header(string name) => Headers[name].ToString();
}

/// <summary>A server of this machine that writes down what it is asked and answers what it is told to, or anything.</summary>
internal sealed class RequestRecorder : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<RecordedRequest> requests = new();

    private RequestRecorder(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    /// <summary>What the next requests get; when there is none left, an object that any call can read.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Answers { get; } = new();

    public static async Task<RequestRecorder> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var recorder = new RequestRecorder(builder.Build());
        recorder.app.Run(recorder.HandleAsync);
        await recorder.app.StartAsync();
        return recorder;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public void Say(int status, string body, params (string Name, string Value)[] headers) =>
        Answers.Enqueue(context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            return context.Response.WriteAsync(body);
        });

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        requests.Enqueue(
            new RecordedRequest(
                context.Request.Method,
                target,
                body,
                new HeaderDictionary(context.Request.Headers.ToDictionary())
            )
        );
        if (Answers.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }
        var isList = context.Request.Method == "GET" && target.Contains("limit=", StringComparison.Ordinal);
        await context.Response.WriteAsync(
            isList
                ? """{"object":"list","data":[],"has_more":false}"""
                : """
                {"id":"obj_1","object":"thing","type":"thing","data":{"object":{}},"status":"new","currency":"usd",
                 "amount_subtotal":0,"amount_total":0,"total_details":{"amount_discount":0,"amount_tax":0}}
                """
        );
    }
}
