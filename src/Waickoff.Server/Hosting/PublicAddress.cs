using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Waickoff.Server.Hosting;

/// <summary>The address people reach the server at.</summary>
internal sealed class PublicAddress(ServerOptions options, IServer server)
{
    /// <summary>The whole address of a path.</summary>
    public string Of(string path) => Root() + path;

    /// <summary>The whole address of a path, for who asks: on this machine by the name it was asked by, since cookies are kept by that.</summary>
    public string Of(string path, HttpRequest request) =>
        options.PublicUrl.Length == 0 && IsLocal(request.Host.Host)
            ? $"{request.Scheme}://{request.Host}{path}"
            : Of(path);

    private static bool IsLocal(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private string Root() =>
        options.PublicUrl.Length > 0
            ? options.PublicUrl.TrimEnd('/')
            : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? throw new InvalidOperationException("The server does not listen yet.");
}
