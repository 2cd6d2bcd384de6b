using Microsoft.AspNetCore.Antiforgery;

namespace Waickoff.Server.Hosting;

/// <summary>
/// Every change has to show that our own page asked for it: a cookie alone is sent along by any page.
/// </summary>
internal sealed class AntiforgeryCheck(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var isChange = !(
            HttpMethods.IsGet(http.Request.Method)
            || HttpMethods.IsHead(http.Request.Method)
            || HttpMethods.IsOptions(http.Request.Method)
        );
        if (isChange && http.GetEndpoint() is { } route && route.Metadata.GetMetadata<Access>() is not null)
        {
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                await Problems.BadAntiforgery.Result(http).ExecuteAsync(http);
                return;
            }
        }
        await next(http);
    }
}
