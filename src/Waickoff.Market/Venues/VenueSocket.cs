using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Waickoff.Analysis;

namespace Waickoff.Market.Venues;

/// <summary>One WebSocket connection to a venue, message by message, until it breaks or falls silent.</summary>
internal sealed class VenueSocket(string venue, TimeSpan longestSilence, TimeProvider time) : IAsyncDisposable
{
    private const int MostBytes = 4 << 20;
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly MemoryStream message = new();
    private readonly byte[] buffer = new byte[16 << 10];

    /// <summary>Opens it.</summary>
    /// <exception cref="VenueException">It cannot be opened.</exception>
    public async Task ConnectAsync(Uri address, CancellationToken cancellation)
    {
        // A connection whose other end is gone without a word is noticed by its pings.
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(15);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(10), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, soon.Token);
        try
        {
            await socket.ConnectAsync(address, either.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Broken("its stream cannot be opened", "su flujo no se puede abrir", e);
        }
    }

    /// <summary>Sends a message.</summary>
    public async Task SendAsync(string text, CancellationToken cancellation)
    {
        await sending.WaitAsync(cancellation);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancellation);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            throw Broken("its stream broke", "su flujo se cortó", e);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>The next message. One that is no JSON ends the connection: what stood in it is not known.</summary>
    /// <exception cref="VenueException">The connection broke, fell silent, or carries what it must not.</exception>
    public async Task<JsonDocument> ReadAsync(CancellationToken cancellation)
    {
        message.SetLength(0);
        using var silence = new CancellationTokenSource(longestSilence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, silence.Token);
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, either.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    throw Broken("its stream was closed", "su flujo se cerró");
                message.Write(buffer, 0, part.Count);
                if (message.Length > MostBytes)
                    throw Broken("a message of its stream is too large", "un mensaje de su flujo es demasiado grande");
                if (part.EndOfMessage)
                    return JsonDocument.Parse(message.GetBuffer().AsMemory(0, (int)message.Length).ToArray());
            }
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Broken("its stream fell silent", "su flujo se quedó en silencio", e);
        }
        catch (WebSocketException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Broken("its stream broke", "su flujo se cortó", e);
        }
        catch (JsonException e)
        {
            throw new VenueException(
                venue,
                VenueProblem.BadAnswer,
                new LocalText("its stream carries what is no JSON", "su flujo trae algo que no es JSON"),
                e
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Telling the venue is a courtesy; one that does not answer is not waited for.
        if (socket.State == WebSocketState.Open)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, soon.Token);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
                socket.Abort();
            }
        }
        socket.Dispose();
        sending.Dispose();
        await message.DisposeAsync();
    }

    private VenueException Broken(string english, string spanish, Exception? cause = null) =>
        new(venue, VenueProblem.Unreachable, new LocalText(english, spanish), cause);
}
