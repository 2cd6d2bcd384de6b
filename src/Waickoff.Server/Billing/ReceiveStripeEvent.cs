using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Waickoff.Payments;
using Waickoff.Payments.Webhooks;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>
/// Takes an event of Stripe: its signature is looked at before anything of it is read, then it is kept and answered; what follows is done
/// apart.
/// </summary>
internal static partial class ReceiveStripeEvent
{
    private const long MostBytes = 1 << 20;

    public static async Task<Results<Ok, ProblemHttpResult>> HandleAsync(
        WaickoffDb db,
        StripeGateway stripe,
        BillingOptions options,
        StripeEventQueue queue,
        TimeProvider time,
        ILogger<StripeEventRow> log,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostBytes;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancel);
        var header = http.Request.Headers["Stripe-Signature"] is [{ } only] ? only : null;
        var raw = body.GetBuffer().AsSpan(0, (int)body.Length);
        if (
            StripeSignature.Judge(raw, header, options.Secrets, time.GetUtcNow())
            is not SignatureVerdict.True
                and var verdict
        )
        {
            Forged(log, verdict, http.Connection.RemoteIpAddress);
            return BillingProblems.BadSignature.Result(http);
        }
        if (Read(raw) is not { } told)
            return Problems.BadJson("$").Result(http);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        // Of the other mode, or written in a form that we do not know: taken, so that it is not sent for days, and left alone.
        var isOurs = told.Livemode == stripe.IsLive && StripeVersion.IsOurs(told.ApiVersion);
        if (!isOurs)
            NotOurs(log, told.Id, told.ApiVersion, told.Livemode);
        db.Add(
            new StripeEventRow
            {
                Id = told.Id,
                Type = told.Type,
                About = told.ObjectId ?? "",
                Payment = PaymentOf(told),
                ReceivedMs = now,
                DueMs = now,
                HandledMs = isOurs ? 0 : now,
                Outcome = isOurs ? null : "not_ours",
            }
        );
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (!Failures.IsOfDatabase(e))
        {
            db.ChangeTracker.Clear();
            if (!await db.Set<StripeEventRow>().AnyAsync(x => x.Id == told.Id, cancel))
                throw;
            return TypedResults.Ok();
        }
        queue.Wake();
        return TypedResults.Ok();
    }

    private static StripeEvent? Read(ReadOnlySpan<byte> raw)
    {
        try
        {
            var told = StripeEvent.Parse(raw);
            return told.Id.Length <= 255 && told.Type.Length <= 255 ? told : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? PaymentOf(StripeEvent told) =>
        told.Data.Snapshot.ValueKind == JsonValueKind.Object
        && told.Data.Snapshot.TryGetProperty("payment_intent", out var payment)
        && payment.ValueKind == JsonValueKind.String
            ? payment.GetString()
            : null;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "An event from {Address} is not signed as it should be: {Verdict}"
    )]
    private static partial void Forged(ILogger log, SignatureVerdict verdict, System.Net.IPAddress? address);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Id} of version {Version} (live: {IsLive}) is not ours")]
    private static partial void NotOurs(ILogger log, string id, string? version, bool isLive);
}
