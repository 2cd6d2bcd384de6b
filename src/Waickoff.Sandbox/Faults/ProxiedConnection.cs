using System.Net;
using System.Net.Sockets;

namespace Waickoff.Sandbox.Faults;

/// <summary>One connection through a proxy: two pumps, each of which looks at the fault of the moment before it passes a piece on.</summary>
internal sealed class ProxiedConnection(FaultProxy proxy, Socket caller, IPEndPoint target, TimeProvider time)
    : IDisposable
{
    private const int PieceBytes = 16 * 1_024;

    private readonly Socket server = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource ended = new();
    private long toCaller;
    private volatile bool isServerLost;

    public async Task RunAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, ended.Token);
        try
        {
            if (proxy.Fault.RefusesConnections)
            {
                Reset();
                return;
            }
            if (proxy.Fault.IsHalfOpen || !await TryConnectAsync(either.Token))
            {
                await SwallowAsync(either.Token);
                return;
            }
            caller.NoDelay = server.NoDelay = true;
            await Task.WhenAll(
                EndAllAsync(PumpAsync(caller, server, isToCaller: false, either.Token)),
                EndAllAsync(PumpAsync(server, caller, isToCaller: true, either.Token))
            );
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One side broke: so does the other.
        }
    }

    public void Dispose()
    {
        caller.Dispose();
        server.Dispose();
        ended.Dispose();
    }

    /// <summary>Closes the server's side; the caller is not told.</summary>
    public void LoseServer()
    {
        isServerLost = true;
        server.Close();
    }

    /// <summary>Breaks both sides off without a word.</summary>
    public void Reset()
    {
        try
        {
            caller.LingerState = new LingerOption(true, 0);
            server.LingerState = new LingerOption(true, 0);
            ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    /// <summary>A pump that breaks ends the other; one that comes to its end does not.</summary>
    private async Task EndAllAsync(Task pump)
    {
        try
        {
            await pump;
        }
        catch
        {
            await ended.CancelAsync();
            throw;
        }
    }

    /// <summary>False when the server was lost on the way.</summary>
    private async Task<bool> TryConnectAsync(CancellationToken cancel)
    {
        try
        {
            await server.ConnectAsync(target, cancel);
            return true;
        }
        catch (Exception e) when (isServerLost && e is (SocketException or ObjectDisposedException))
        {
            return false;
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isToCaller, CancellationToken cancel)
    {
        try
        {
            await PassAllAsync(from, to, isToCaller, cancel);
        }
        catch (Exception e) when (isServerLost && e is (SocketException or ObjectDisposedException))
        {
            // The other pump is the one that hears the caller.
            if (isToCaller)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            await SwallowAsync(cancel);
        }
    }

    private async Task PassAllAsync(Socket from, Socket to, bool isToCaller, CancellationToken cancel)
    {
        var buffer = new byte[PieceBytes];
        while (true)
        {
            var read = await from.ReceiveAsync(buffer, cancel);
            var fault = await PassableAsync(cancel);
            if (isServerLost || fault.IsHalfOpen)
            {
                LoseServer();
                throw new ObjectDisposedException(nameof(server));
            }
            if (read == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }
            await PassAsync(buffer.AsMemory(0, read), to, isToCaller, fault, cancel);
        }
    }

    /// <summary>Takes what the caller sends, to no end, until it leaves.</summary>
    private async Task SwallowAsync(CancellationToken cancel)
    {
        var buffer = new byte[PieceBytes];
        while (await caller.ReceiveAsync(buffer, cancel) > 0)
        {
            // It goes nowhere.
        }
        await ended.CancelAsync();
    }

    /// <summary>Waits while nothing passes.</summary>
    private async Task<ProxyFault> PassableAsync(CancellationToken cancel)
    {
        while (true)
        {
            var (fault, changed) = proxy.Now();
            if (!fault.IsBlackHole)
                return fault;
            await changed.WaitAsync(cancel);
        }
    }

    private async Task PassAsync(
        Memory<byte> piece,
        Socket to,
        bool isToCaller,
        ProxyFault fault,
        CancellationToken cancel
    )
    {
        if (fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, time, cancel);
        // A tenth of a second at a time, so that what is slow is slow evenly.
        var most = fault.BytesPerSecond > 0 ? Math.Max(fault.BytesPerSecond / 10, 1) : piece.Length;
        for (var from = 0; from < piece.Length; )
        {
            var part = piece.Slice(from, Math.Min(most, piece.Length - from));
            from += part.Length;
            if (isToCaller && !await SendToCallerAsync(part, fault, cancel))
                throw new OperationCanceledException();
            if (!isToCaller)
                await to.SendAsync(part, cancel);
            if (fault.BytesPerSecond > 0)
                await Task.Delay(TimeSpan.FromSeconds((double)part.Length / fault.BytesPerSecond), time, cancel);
        }
    }

    private async Task<bool> SendToCallerAsync(Memory<byte> part, ProxyFault fault, CancellationToken cancel)
    {
        var end = fault.ResetAfterBytes ?? fault.CloseAfterBytes;
        var isEnd = end is { } last && toCaller + part.Length >= last;
        if (isEnd)
            part = part[..(int)Math.Max(end!.Value - toCaller, 0)];
        for (var i = 0; fault.CorruptEvery > 0 && i < part.Length; i++)
            if ((toCaller + i + 1) % fault.CorruptEvery == 0)
                part.Span[i] ^= 1;
        toCaller += part.Length;
        await caller.SendAsync(part, cancel);
        if (!isEnd)
            return true;
        if (fault.ResetAfterBytes is not null)
            Reset();
        else
            caller.Shutdown(SocketShutdown.Both);
        await ended.CancelAsync();
        return false;
    }
}
