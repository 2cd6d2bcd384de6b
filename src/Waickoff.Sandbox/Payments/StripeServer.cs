using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Payments;

/// <summary>Answers requests: the API, the pay pages, and orders to the stand-in itself under <c>/sandbox</c>.</summary>
internal sealed class StripeServer
{
    private const long LargestBody = 1024 * 1024;

    private readonly SandboxStripeOptions options;
    private readonly StripeApi api;
    private readonly StripeIdempotency idempotency;
    private readonly StripeOrders orders;
    private readonly CheckoutPage page;
    private readonly CancellationToken stop;
    private long requests;

    public StripeServer(SandboxStripeOptions options, CancellationToken stop)
    {
        (this.options, this.stop) = (options, stop);
        var time = options.Time ?? TimeProvider.System;
        Store = new StripeStore(options, time);
        Outbox = new StripeOutbox(options, Store, time);
        Ledger = new StripeLedger(Store, Outbox);
        Checkout = new StripeCheckout(options, Store, Ledger, Outbox);
        api = new StripeApi(Store, Checkout, Ledger);
        idempotency = new StripeIdempotency(time);
        orders = new StripeOrders(this);
        page = new CheckoutPage(Store, Checkout);
    }

    public StripeStore Store { get; }

    public StripeOutbox Outbox { get; }

    public StripeLedger Ledger { get; }

    public StripeCheckout Checkout { get; }

    public StripeFaults Faults { get; } = new();

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (
            path.StartsWith("/c/pay/", StringComparison.Ordinal)
            || path.StartsWith("/receipts/", StringComparison.Ordinal)
        )
        {
            await page.HandleAsync(context, path);
            return;
        }
        var requestId = $"req_sandbox{Interlocked.Increment(ref requests):D8}";
        context.Response.Headers["Request-Id"] = requestId;
        var fault = Faults.Take(path);
        if (fault is { } early && await FailsBeforeAsync(context, early))
            return;
        StripeAnswer answer;
        try
        {
            Authorize(context.Request);
            var body = await ReadAsync(context.Request);
            answer = path.StartsWith("/sandbox/", StringComparison.Ordinal)
                ? await orders.AnswerAsync(context.Request.Method, path, StripeForm.Parse(body), context.RequestAborted)
                : Answer(context.Request, path, body, requestId);
        }
        catch (StripeRefusal refusal)
        {
            answer = new StripeAnswer(refusal.Status, refusal.Body().ToJsonString());
        }
        if (fault is { } late && await FailsAfterAsync(context, late))
            return;
        if (answer.IsReplayed)
            context.Response.Headers["Idempotent-Replayed"] = "true";
        await WriteAsync(context, answer.Status, answer.Body);
    }

    /// <summary>Does something to the state with the events it causes, whole.</summary>
    public T Change<T>(Func<T> work, string requestId = "", string? key = null)
    {
        lock (Store.Gate)
        {
            Outbox.Cause = (requestId, key);
            try
            {
                return work();
            }
            finally
            {
                Outbox.Cause = ("", null);
                Store.Save();
            }
        }
    }

    private StripeAnswer Answer(HttpRequest request, string path, string body, string requestId)
    {
        var origin = $"{request.Scheme}://{request.Host}";
        var query = request.QueryString.Value is { Length: > 1 } text ? text[1..] : "";
        if (request.Method != "POST")
            return Change(() => Done(api.Answer(request.Method, path, StripeForm.Parse(query), origin)));
        var key = request.Headers["Idempotency-Key"] is { Count: > 0 } keys ? keys.ToString() : null;
        return Change(
            () =>
                idempotency.Answer(
                    key,
                    $"{path}?{body}",
                    () => Done(api.Answer("POST", path, StripeForm.Parse(body), origin))
                ),
            requestId,
            key
        );
    }

    private static StripeAnswer Done(JsonObject answer) => new(200, answer.ToJsonString());

    private void Authorize(HttpRequest request)
    {
        var sent = request.Headers.Authorization.ToString();
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(options.ApiKey + ":"));
        if (sent.Length == 0)
            throw new StripeRefusal(401, "invalid_request_error", "You did not provide an API key.");
        if (sent != $"Bearer {options.ApiKey}" && sent != basic)
            throw new StripeRefusal(401, "invalid_request_error", "Invalid API Key provided.");
    }

    private static async Task<string> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > LargestBody)
            throw new StripeRefusal(413, "invalid_request_error", "Request too large.");
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private async Task<bool> FailsBeforeAsync(HttpContext context, StripeFault fault)
    {
        switch (fault)
        {
            case StripeFault.ErrorBefore:
                await WriteAsync(context, 500, Error("api_error", "Something went wrong on our end."));
                return true;
            case StripeFault.TooMany:
                await WriteAsync(context, 429, Error("invalid_request_error", "Too many requests.", "rate_limit"));
                return true;
            case StripeFault.Conflict:
                await WriteAsync(
                    context,
                    409,
                    Error("invalid_request_error", "Another request holds it.", "lock_timeout")
                );
                return true;
            case StripeFault.SilenceBefore:
                await SilenceAsync(context);
                return true;
            case StripeFault.DropBefore:
                context.Abort();
                return true;
            case StripeFault.ErrorAfter or StripeFault.SilenceAfter or StripeFault.DropAfter or StripeFault.Garbage:
            default:
                return false;
        }
    }

    private async Task<bool> FailsAfterAsync(HttpContext context, StripeFault fault)
    {
        switch (fault)
        {
            case StripeFault.SilenceAfter:
                await SilenceAsync(context);
                return true;
            case StripeFault.DropAfter:
                context.Abort();
                return true;
            case StripeFault.Garbage:
                await WriteAsync(context, 200, "<html>gateway</html>");
                return true;
            default:
                await WriteAsync(context, 500, Error("api_error", "Something went wrong on our end."));
                return true;
        }
    }

    private async Task SilenceAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using (context.RequestAborted.UnsafeRegister(_ => gone.TrySetResult(), null))
        await using (stop.UnsafeRegister(_ => gone.TrySetResult(), null))
            await gone.Task;
        context.Abort();
    }

    private static string Error(string type, string message, string? code = null) =>
        new StripeRefusal(500, type, message, code).Body().ToJsonString();

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
