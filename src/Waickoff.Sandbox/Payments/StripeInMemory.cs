using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Waickoff.Sandbox.Payments;

/// <summary>
/// The way to a stand-in without sockets: a request is answered on the thread that sends it, so that whoever also owns the clock decides all that
/// happens and in which order.
/// </summary>
internal sealed class StripeInMemory(StripeServer answers) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var line = new Line(cancellationToken);
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(line);
        using var sent = new MemoryStream();
        using var answer = new MemoryStream();
        if (request.Content is { } content)
            await content.CopyToAsync(sent, cancellationToken).ConfigureAwait(false);
        sent.Position = 0;
        Fill(context.Request, request, sent);
        context.Response.Body = answer;
        await answers.HandleAsync(context).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (line.IsBroken)
            throw new HttpRequestException("The connection was dropped.");
        var response = new HttpResponseMessage((HttpStatusCode)context.Response.StatusCode)
        {
            Content = new ByteArrayContent(answer.ToArray()),
            RequestMessage = request,
        };
        foreach (var (name, values) in context.Response.Headers)
            if (!response.Headers.TryAddWithoutValidation(name, values.ToArray()))
                response.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        return response;
    }

    private static void Fill(HttpRequest request, HttpRequestMessage sent, Stream body)
    {
        var address = sent.RequestUri!;
        (request.Method, request.Scheme, request.Host) = (
            sent.Method.Method,
            address.Scheme,
            new HostString(address.Authority)
        );
        (request.Path, request.QueryString) = (
            PathString.FromUriComponent(address),
            QueryString.FromUriComponent(address)
        );
        (request.Body, request.ContentLength) = (body, body.Length);
        foreach (var (name, values) in sent.Headers.Concat(sent.Content?.Headers.AsEnumerable() ?? []))
            request.Headers[name] = values.ToArray();
    }

    /// <summary>A connection that either side can break.</summary>
    private sealed class Line(CancellationToken gone) : IHttpRequestLifetimeFeature
    {
        public bool IsBroken { get; private set; }

        public CancellationToken RequestAborted { get; set; } = gone;

        public void Abort() => IsBroken = true;
    }
}
