using System.Net;
using Microsoft.Extensions.Configuration;
using Waickoff.Analysis;

namespace Waickoff.Server.Hosting;

/// <summary>Where the server listens.</summary>
internal static class ListenAddress
{
    /// <exception cref="ServerStartException">It is no address, or one that no link in a mail could lead to.</exception>
    public static IPAddress Of(IConfiguration settings)
    {
        var options = settings.GetSection("Server").Get<ServerOptions>() ?? new ServerOptions();
        if (!IPAddress.TryParse(options.Address, out var address))
            throw new ServerStartException(
                LocalText.Of(
                    $"Server:Address is \"{options.Address}\"; expected an address such as 127.0.0.1 or 0.0.0.0",
                    $"Server:Address es \"{options.Address}\"; se esperaba una dirección como 127.0.0.1 o 0.0.0.0"
                )
            );
        var isAny = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
        if (isAny && options.PublicUrl.Length == 0)
            throw new ServerStartException(
                LocalText.Of(
                    $"Server:Address {options.Address} needs Server:PublicUrl, the address that the links in mails lead to",
                    $"Server:Address {options.Address} necesita Server:PublicUrl, la dirección a la que llevan los enlaces de los correos"
                )
            );
        return address;
    }
}
