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
            await server.ConnectAsync(target, either.Token);
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
    public void LoseServer() => server.Close();

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

    private async Task PumpAsync(Socket from, Socket to, bool isToCaller, CancellationToken cancel)
    {
        var buffer = new byte[PieceBytes];
        while (true)
        {
            int read;
            try
            {
                read = await from.ReceiveAsync(buffer, cancel);
            }
            catch (Exception e)
                when (isToCaller && proxy.Fault.IsHalfOpen && e is SocketException or ObjectDisposedException)
            {
                read = 0;
            }
            var fault = await PassableAsync(cancel);
            if (fault.IsHalfOpen)
            {
                LoseServer();
                if (isToCaller)
                    await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
                if (read == 0)
                    throw new OperationCanceledException();
                continue;
            }
            if (read == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }
            await PassAsync(buffer.AsMemory(0, read), to, isToCaller, fault, cancel);
        }
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
