using System.Buffers;

namespace Waickoff.Server.Hosting;

/// <summary>Ids of what the server keeps: a prefix that says what it is, then 128 bits in order of creation. To know one gives nothing.</summary>
internal static class Id
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>A new id, such as <c>ses_0199f3..</c>.</summary>
    public static string New(string prefix, TimeProvider time) => $"{prefix}_{Guid.CreateVersion7(time.GetUtcNow()):N}";

    /// <summary>Whether a text can be an id of a kind; what cannot is not looked for.</summary>
    public static bool IsOf(string prefix, string? text) =>
        text is not null
        && text.Length == prefix.Length + 33
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && text[prefix.Length] == '_'
        && text.AsSpan(prefix.Length + 1).IndexOfAnyExcept(Digits) < 0;
}
