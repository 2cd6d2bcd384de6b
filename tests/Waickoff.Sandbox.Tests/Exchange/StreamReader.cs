using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Tests.Exchange;

/// <summary>A WebSocket client as anyone may write one.</summary>
internal sealed class StreamReader : IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[1 << 16];

    public static async Task<StreamReader> ConnectAsync(Uri address, string path)
    {
        var reader = new StreamReader();
        await reader.socket.ConnectAsync(new Uri(address.AbsoluteUri.TrimEnd('/') + path), CancellationToken.None);
        return reader;
    }

    public Task SendAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public async Task<string> ReadTextAsync(TimeSpan? patience = null)
    {
        using var soon = new CancellationTokenSource(patience ?? LongEnough);
        var count = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(count), soon.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException("closed");
            count += part.Count;
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, count);
        }
    }

    public async Task<JsonNode> ReadAsync() => JsonNode.Parse(await ReadTextAsync())!;

    public async Task<List<string>> ReadTextsAsync(int count)
    {
        var texts = new List<string>();
        while (texts.Count < count)
            texts.Add(await ReadTextAsync());
        return texts;
    }

    /// <summary>All messages up to the first that is wanted, it too.</summary>
    public async Task<List<JsonNode>> ReadUntilAsync(Func<JsonNode, bool> isLast)
    {
        var messages = new List<JsonNode>();
        do messages.Add(await ReadAsync());
        while (!isLast(messages[^1]));
        return messages;
    }

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Dispose() => socket.Dispose();
}
