using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Market.Feeds;
using Waickoff.Server.Accounts;
using Waickoff.Server.Backtests;
using Waickoff.Server.Billing;
using Waickoff.Server.Charts;
using Waickoff.Server.Chat;
using Waickoff.Server.Configuration;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;
using Waickoff.Server.TrackRecord;

namespace Waickoff.Server;

/// <summary>The server: a table of contents, one Add and one Map line for each slice.</summary>
public static class WaickoffServer
{
    /// <summary>Builds it; nothing is opened before it starts.</summary>
    /// <param name="arguments">Settings by command line, such as <c>--Server:Data=/var/lib/waickoff</c>; they win over the environment and the settings files.</param>
    /// <param name="simulated">The market that stands in, always said, while no venue can be reached and nothing is stored.</param>
    /// <param name="time">The clock; that of the system where there is none.</param>
    /// <param name="port">The port on <c>Server:Address</c>, 0 for one the system chooses; null leaves it to the configuration.</param>
    /// <exception cref="ServerStartException">A setting cannot be used or does not exist.</exception>
    public static WebApplication Build(
        string[] arguments,
        Func<ICandleFeed> simulated,
        TimeProvider? time = null,
        int? port = null
    )
    {
        var settings = Settings.Read(arguments);
        var address = ListenAddress.Of(settings);
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration.AddConfiguration(settings);
        builder.Services.AddSingleton(new SharedClock(time ?? TimeProvider.System));
        builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<SharedClock>());
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.BodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = Limits.HeaderBytes;
            if (port is { } chosen)
                kestrel.Listen(address, chosen);
        });
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = Limits.Backlog);

        builder.AddHosting();
        builder.AddDelivery();
        builder.AddAccounts();
        builder.AddBilling();
        builder.AddCharts(simulated);
        builder.AddBacktests();
        builder.AddTrackRecord();
        builder.AddChat();

        var app = builder.Build();
        app.UseHosting();
        var api = app.MapGroup("/api");
        api.MapAccounts();
        api.MapBilling();
        api.MapCharts();
        api.MapBacktests();
        api.MapTrackRecord();
        api.MapChat();
        app.MapHosting();
        return app;
    }
}
