using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Sandbox.Model.Streaming;

/// <summary>Sends bytes as a script wants: cut short, or one at a time.</summary>
internal sealed class ResponseBytes(HttpContext context, StreamFaults faults, TimeProvider pacer)
{
    /// <summary>For what was written to leave the machine's buffers before the connection is cut.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(50);

    private const int FlushBytes = 4_096;

    private long sent;
    private int unflushed;

    /// <summary>Sends them.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isFlushed">Whether they go out now.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>False when the connection was cut.</returns>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> bytes, bool isFlushed, CancellationToken cancel)
    {
        var isCut = faults.CutAtByte is { } end && sent + bytes.Length >= end;
        if (isCut)
            bytes = bytes[..(int)(faults.CutAtByte!.Value - sent)];
        await SendAsync(bytes, isFlushed || isCut, cancel);
        sent += bytes.Length;
        if (isCut)
            await CutAsync(cancel);
        return !isCut;
    }

    public async Task CutAsync(CancellationToken cancel)
    {
        await Task.Delay(OnTheWay, TimeProvider.System, cancel);
        if (faults.IsReset && context.Features.Get<IConnectionSocketFeature>() is { } connection)
            connection.Socket.LingerState = new LingerOption(true, 0);
        context.Abort();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, bool isFlushed, CancellationToken cancel)
    {
        if (faults.DripEvery is { } every)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                await context.Response.Body.WriteAsync(bytes.Slice(i, 1), cancel);
                await context.Response.Body.FlushAsync(cancel);
                if (every > TimeSpan.Zero)
                    await Task.Delay(every, pacer, cancel);
            }
            return;
        }
        await context.Response.Body.WriteAsync(bytes, cancel);
        unflushed += bytes.Length;
        if (!isFlushed && unflushed < FlushBytes)
            return;
        unflushed = 0;
        await context.Response.Body.FlushAsync(cancel);
    }
}
