using System.Net;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Waickoff.Analysis;

namespace Waickoff.Server.Hosting;

/// <summary>Finds settings of the server that are texts of a certain form and are not. None is repeated that may be a secret.</summary>
internal static class ServerCheck
{
    private const string Connection = "Host=..;Database=..;Username=..;Password=..";

    public static IEnumerable<LocalText> Problems(IConfiguration settings)
    {
        LocalText?[] found =
        [
            OfDatabase(settings["Server:Database"] ?? ""),
            OfMasterKey(settings["Server:MasterKey"] ?? ""),
            OfPublicUrl(settings["Server:PublicUrl"] ?? ""),
            .. (settings["Server:TrustedProxies"] ?? "").Split(' ').Select(OfProxy),
        ];
        return found.OfType<LocalText>();
    }

    private static LocalText? OfDatabase(string text)
    {
        if (text.Length == 0)
            return null;
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(parts.Host)
                ? LocalText.Of(
                    $"Server:Database names no Host; expected {Connection}",
                    $"Server:Database no nombra ningún Host; se esperaba {Connection}"
                )
                : null;
        }
        catch (Exception e)
            when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // The name of the part, never its value: an address with a password in it is taken for a name.
            var part =
                (e as ArgumentException)?.ParamName is { } name && name.All(c => char.IsLetter(c) || c == ' ')
                    ? $" ({name})"
                    : "";
            return LocalText.Of(
                $"Server:Database is no PostgreSQL connection string{part}; expected {Connection}",
                $"Server:Database no es una cadena de conexión de PostgreSQL{part}; se esperaba {Connection}"
            );
        }
    }

    private static LocalText? OfMasterKey(string text) =>
        text.Length == 0 || MasterKey.IsKey(text)
            ? null
            : new LocalText(
                "Server:MasterKey is not 32 bytes in base64; `openssl rand -base64 32` makes one",
                "Server:MasterKey no son 32 bytes en base64; `openssl rand -base64 32` genera una"
            );

    private static LocalText? OfPublicUrl(string text)
    {
        var isGood =
            text.Length == 0
            || (
                !text.Any(c => char.IsControl(c) || c == ' ')
                && Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
                && uri.Host.Length > 0
                && uri.UserInfo.Length == 0
                && uri.PathAndQuery == "/"
                && uri.Fragment.Length == 0
            );
        return isGood
            ? null
            : LocalText.Of(
                $"Server:PublicUrl is \"{text}\"; expected http: or https: and a host without a path, such as https://example.com",
                $"Server:PublicUrl es \"{text}\"; se esperaba http: o https: y un host sin ruta, como https://example.com"
            );
    }

    private static LocalText? OfProxy(string text) =>
        text.Length == 0 || IPAddress.TryParse(text, out _)
            ? null
            : LocalText.Of(
                $"Server:TrustedProxies has \"{text}\"; expected IP addresses separated by spaces",
                $"Server:TrustedProxies tiene \"{text}\"; se esperaban direcciones IP separadas por espacios"
            );
}
