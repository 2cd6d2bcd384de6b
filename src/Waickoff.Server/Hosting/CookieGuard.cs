namespace Waickoff.Server.Hosting;

/// <summary>What our cookies have in common: no script reads them; behind TLS they are bound to this host and never sent without it.</summary>
internal static class CookieGuard
{
    public static void Guard(this ServerOptions server, CookieBuilder cookie, string name, SameSiteMode sameSite)
    {
        // Browsers take the prefix over TLS only; on a laptop there is none.
        cookie.Name = server.IsHttps ? $"__Host-{name}" : name;
        cookie.SecurePolicy = server.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = sameSite;
    }
}
