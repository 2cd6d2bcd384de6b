using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Waickoff.Analysis;

namespace Waickoff.Server.Hosting;

/// <summary>Whom to tell about a weakness (RFC 9116).</summary>
internal static class SecurityText
{
    private const int ValidDays = 180;
    private static readonly string[] Schemes = ["https", "mailto", "tel"];

    /// <summary>The text; not found where no contact is configured.</summary>
    public static Results<ContentHttpResult, ProblemHttpResult> Read(
        ServerOptions options,
        PublicAddress address,
        TimeProvider time,
        HttpContext http
    )
    {
        if (options.SecurityContact.Length == 0)
            return Problems.NotFound.Result(http);
        // A whole day, so that it stays the same for a day.
        var expires = time.GetUtcNow()
            .UtcDateTime.Date.AddDays(ValidDays)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return TypedResults.Text(
            $"Contact: {options.SecurityContact}\nExpires: {expires}\nPreferred-Languages: es, en\n"
                + $"Canonical: {address.Of("/.well-known/security.txt")}\n",
            "text/plain; charset=utf-8"
        );
    }

    /// <exception cref="ServerStartException">The contact is none that the text may name.</exception>
    public static void Check(IConfiguration settings)
    {
        var contact = settings["Server:SecurityContact"] ?? "";
        var isGood =
            contact.Length == 0
            || (
                !contact.Any(c => char.IsControl(c) || c == ' ')
                && Uri.TryCreate(contact, UriKind.Absolute, out var uri)
                && Schemes.Contains(uri.Scheme)
            );
        if (!isGood)
            throw new ServerStartException(
                LocalText.Of(
                    $"Server:SecurityContact is \"{contact}\"; expected mailto:, https: or tel:, such as mailto:security@example.com",
                    $"Server:SecurityContact es \"{contact}\"; se esperaba mailto:, https: o tel:, como mailto:security@example.com"
                )
            );
    }
}
