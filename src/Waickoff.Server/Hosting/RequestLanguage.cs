using System.Security.Claims;

namespace Waickoff.Server.Hosting;

/// <summary>The language of a request: that of the signed-in person, else the best of Accept-Language, else English.</summary>
internal static class RequestLanguage
{
    /// <summary>The claim that carries the language of a person.</summary>
    public const string Claim = "lang";

    /// <summary>The languages all texts exist in.</summary>
    public static readonly IReadOnlyList<string> All = ["en", "es"];

    public static string Of(HttpContext http)
    {
        if (http.User.FindFirstValue(Claim) is { } own && All.Contains(own))
            return own;
        var wanted = http.Request.GetTypedHeaders().AcceptLanguage;
        return wanted
                .OrderByDescending(w => w.Quality ?? 1)
                .Select(w => w.Value.Value?.Split('-')[0].ToLowerInvariant())
                .FirstOrDefault(w => w is not null && All.Contains(w))
            ?? "en";
    }
}
