using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Waickoff.Server.Hosting;

/// <summary>The key by which a repeated request is known for one.</summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );

    /// <summary>How the document of the API shows it.</summary>
    public static readonly TakenHeader Taken = new(
        Header,
        true,
        "Chosen by the caller, one for each thing that is wanted: a repeat with the same key has no effect of its own and gets the same answer.",
        "^[A-Za-z0-9_-]{8,100}$"
    );

    /// <summary>The key of a request; null when there is none that can be used.</summary>
    public static string? Of(HttpContext http) =>
        http.Request.Headers[Header] is [{ Length: >= 8 and <= 100 } key] && key.AsSpan().IndexOfAnyExcept(Allowed) < 0
            ? key
            : null;

    /// <summary>Tells whether two requests with one key ask for the same.</summary>
    public static string Fingerprint<T>(T request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request))));
}
