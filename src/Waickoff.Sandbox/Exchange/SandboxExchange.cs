namespace Waickoff.Sandbox.Exchange;

/// <summary>
/// An exchange on this machine that speaks the protocols of Binance spot and of Bybit, over REST and WebSocket, so that a client
/// written against the real ones works against it unchanged. Its candles come from a feed, its time from its own clock.
/// </summary>
public sealed class SandboxExchange : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private readonly VenueServer binance;

    private SandboxExchange(SandboxCore core, VenueServer binance, CancellationTokenSource stop, double speed)
    {
        (this.stop, this.binance) = (stop, binance);
        (Clock, Faults, Traffic) = (core.Clock, core.Faults, core.Traffic);
        running = speed > 0 ? Clock.RunAsync(speed, stop.Token) : Task.CompletedTask;
    }

    /// <summary>Base address of the REST calls of Binance.</summary>
    public Uri BinanceRest => binance.Address;

    /// <summary>Base address of the streams of Binance.</summary>
    public Uri BinanceStream => StreamOf(binance, "");

    /// <summary>Its own time.</summary>
    public SandboxClock Clock { get; }

    /// <summary>What it does wrong.</summary>
    public SandboxFaults Faults { get; }

    /// <summary>What it was asked and what it sent.</summary>
    public SandboxTraffic Traffic { get; }

    /// <summary>Starts the servers.</summary>
    public static async Task<SandboxExchange> StartAsync(
        SandboxExchangeOptions options,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TradesPerCandle, 4, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Speed, nameof(options));
        var stop = new CancellationTokenSource();
        var core = new SandboxCore(options, stop.Token);
        var binance = await VenueServer.StartAsync(
            options.BinancePort,
            new BinanceServer(core).HandleAsync,
            cancellation
        );
        return new SandboxExchange(core, binance, stop, options.Speed);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // That is how the clock ends.
        }
        await binance.DisposeAsync();
        stop.Dispose();
    }

    private static Uri StreamOf(VenueServer server, string path) =>
        new UriBuilder(server.Address) { Scheme = "ws", Path = path }.Uri;
}
