using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Waickoff.Sandbox.Exchange;

/// <summary>One venue's address: a web server of this machine alone, for its REST calls and its streams.</summary>
internal sealed class VenueServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private VenueServer(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Urls.Single());
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public static async Task<VenueServer> StartAsync(int port, RequestDelegate handle, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.UseWebSockets(
            new WebSocketOptions
            {
                KeepAliveInterval = TimeSpan.FromSeconds(20),
                KeepAliveTimeout = TimeSpan.FromMinutes(1),
            }
        );
        app.Run(handle);
        try
        {
            await app.StartAsync(cancellation);
            return new VenueServer(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }

    /// <summary>Leaves the signals of the process to whoever started the exchange.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
