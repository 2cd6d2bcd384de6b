using System.Net;
using System.Net.Sockets;

namespace Waickoff.Sandbox.Faults;

/// <summary>Stands in front of a server of this machine and does to the bytes between what networks do.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly IPEndPoint target;
    private readonly TcpListener listener;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<ProxiedConnection, Task> open = [];
    private readonly Task accepting;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProxyFault fault = ProxyFault.None;
    private int opened;

    private FaultProxy(IPEndPoint target, TimeProvider time)
    {
        (this.target, this.time) = (target, time);
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 1_024);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    /// <summary>The port it listens on, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>What it does now.</summary>
    public ProxyFault Fault
    {
        get
        {
            lock (gate)
                return fault;
        }
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            TaskCompletionSource told;
            lock (gate)
            {
                fault = value;
                // A server that is gone is gone now, not when the next piece comes.
                if (value.IsHalfOpen)
                    foreach (var connection in open.Keys)
                        connection.LoseServer();
                (told, changed) = (changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }
            told.SetResult();
        }
    }

    /// <summary>Connections that were accepted.</summary>
    public int ConnectionsOpened
    {
        get
        {
            lock (gate)
                return opened;
        }
    }

    /// <summary>Connections that are open.</summary>
    public int ConnectionsOpen
    {
        get
        {
            lock (gate)
                return open.Count;
        }
    }

    /// <summary>Starts a proxy in front of a server.</summary>
    /// <param name="target">Where the server listens; a name has to be <c>localhost</c> or <c>127.0.0.1</c>.</param>
    /// <param name="time">Paces delays; the system's where none is given.</param>
    /// <exception cref="ArgumentException">The server is not on this machine.</exception>
    public static FaultProxy Start(Uri target, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.IsLoopback
            ? Start(new IPEndPoint(IPAddress.Loopback, target.Port), time)
            : throw new ArgumentException(
                "A fault proxy stands only in front of servers of this machine.",
                nameof(target)
            );
    }

    /// <summary>Starts a proxy in front of a server.</summary>
    /// <param name="target">Where the server listens.</param>
    /// <param name="time">Paces delays; the system's where none is given.</param>
    /// <exception cref="ArgumentException">The server is not on this machine.</exception>
    public static FaultProxy Start(IPEndPoint target, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return IPAddress.IsLoopback(target.Address)
            ? new FaultProxy(target, time ?? TimeProvider.System)
            : throw new ArgumentException(
                "A fault proxy stands only in front of servers of this machine.",
                nameof(target)
            );
    }

    /// <summary>The address to use instead of the server's.</summary>
    public Uri In(Uri target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new UriBuilder(target) { Host = "127.0.0.1", Port = Port }.Uri;
    }

    /// <summary>Resets all connections that are open.</summary>
    public void ResetConnections()
    {
        lock (gate)
            foreach (var connection in open.Keys)
                connection.Reset();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        Task[] running;
        lock (gate)
            running = [.. open.Values];
        await Task.WhenAll(running);
        stop.Dispose();
    }

    /// <summary>The fault of the moment, and what tells that it is another one.</summary>
    internal (ProxyFault Fault, Task Changed) Now()
    {
        lock (gate)
            return (fault, changed.Task);
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            Socket caller;
            try
            {
                caller = await listener.AcceptSocketAsync(stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            var connection = new ProxiedConnection(this, caller, target, time);
            lock (gate)
            {
                opened++;
                open.Add(connection, RunAsync(connection));
            }
        }
    }

    private async Task RunAsync(ProxiedConnection connection)
    {
        // Not before it is in the list.
        await Task.Yield();
        using (connection)
            await connection.RunAsync(stop.Token);
        lock (gate)
            open.Remove(connection);
    }
}
