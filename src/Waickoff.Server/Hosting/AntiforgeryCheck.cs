using Microsoft.AspNetCore.Antiforgery;

namespace Waickoff.Server.Hosting;

/// <summary>
/// Every change has to show that our own page asked for it: a cookie alone is sent along by any page.
/// </summary>
internal sealed class AntiforgeryCheck(RequestDelegate next, IAntiforgery antiforgery)
{
    public Task InvokeAsync(HttpContext http)
    {
        var isChange = !(
            HttpMethods.IsGet(http.Request.Method)
            || HttpMethods.IsHead(http.Request.Method)
            || HttpMethods.IsOptions(http.Request.Method)
        );
        return isChange && http.GetEndpoint()?.Metadata.GetMetadata<Access>() is { Kind: not AccessKind.Signed }
            ? CheckAsync(http)
            : next(http);
    }

    private async Task CheckAsync(HttpContext http)
    {
        if (await antiforgery.IsRequestValidAsync(http))
            await next(http);
        else
            await Problems.BadAntiforgery.Result(http).ExecuteAsync(http);
    }
}
