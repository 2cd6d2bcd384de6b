namespace Waickoff.Sandbox.Exchange;

/// <summary>
/// An exchange on this machine that speaks the protocols of Binance spot and of Bybit, over REST and WebSocket, so that a client
/// written against the real ones works against it unchanged. Its candles come from a feed, its time from its own clock.
/// </summary>
public sealed class SandboxExchange : IAsyncDisposable
{
    private readonly CancellationTokenSource stop;
    private readonly Task running;
    private readonly LoopbackServer binance;
    private readonly LoopbackServer bybit;

    private SandboxExchange(
        SandboxCore core,
        LoopbackServer binance,
        LoopbackServer bybit,
        CancellationTokenSource stop,
        double speed
    )
    {
        (this.stop, this.binance, this.bybit) = (stop, binance, bybit);
        (Clock, Faults, Traffic) = (core.Clock, core.Faults, core.Traffic);
        running = speed > 0 ? Clock.RunAsync(speed, stop.Token) : Task.CompletedTask;
    }

    /// <summary>Base address of the REST calls of Binance.</summary>
    public Uri BinanceRest => binance.Address;

    /// <summary>Base address of the streams of Binance.</summary>
    public Uri BinanceStream => StreamOf(binance, "");

    /// <summary>Base address of the REST calls of Bybit.</summary>
    public Uri BybitRest => bybit.Address;

    /// <summary>Base address of the streams of Bybit; the category follows it.</summary>
    public Uri BybitStream => StreamOf(bybit, "/v5/public");

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
        var binance = await LoopbackServer.StartAsync(
            options.BinancePort,
            new BinanceServer(core).HandleAsync,
            cancellation
        );
        try
        {
            var bybit = await LoopbackServer.StartAsync(
                options.BybitPort,
                new BybitServer(core).HandleAsync,
                cancellation
            );
            return new SandboxExchange(core, binance, bybit, stop, options.Speed);
        }
        catch
        {
            await binance.DisposeAsync();
            throw;
        }
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
        await Task.WhenAll(binance.DisposeAsync().AsTask(), bybit.DisposeAsync().AsTask());
        stop.Dispose();
    }

    private static Uri StreamOf(LoopbackServer server, string path) =>
        new UriBuilder(server.Address) { Scheme = "ws", Path = path }.Uri;
}
