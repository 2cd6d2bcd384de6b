using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Waickoff.Server.Hosting;

/// <summary>The address people reach the server at.</summary>
internal sealed class PublicAddress(ServerOptions options, IServer server)
{
    /// <summary>The whole address of a path.</summary>
    public string Of(string path) => Root() + path;

    private string Root() =>
        options.PublicUrl.Length > 0
            ? options.PublicUrl.TrimEnd('/')
            : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? throw new InvalidOperationException("The server does not listen yet.");
}
