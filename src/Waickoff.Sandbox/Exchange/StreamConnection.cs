using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Exchange;

/// <summary>How a venue talks on its streams.</summary>
internal interface IStreamProtocol
{
    /// <summary>Whose stream it is.</summary>
    SandboxVenue Venue { get; }

    /// <summary>What the address itself asks for.</summary>
    IEnumerable<StreamTopic> InitialTopics { get; }

    /// <summary>Takes a message of the reader; what to answer.</summary>
    IEnumerable<string> Receive(string message, StreamConnection connection);

    /// <summary>Puts a message of a topic into the form it is sent in.</summary>
    string Wrap(StreamTopic topic, in StreamEvent message);
}

/// <summary>Accepts the WebSocket connections of a venue.</summary>
internal static class StreamServer
{
    public static async Task ServeAsync(HttpContext context, SandboxCore core, IStreamProtocol protocol)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        // It listens to the clock before its reader can know that it is connected: no move is missed.
        using var connection = new StreamConnection(core, protocol);
        var socket = await context.WebSockets.AcceptWebSocketAsync();
        await connection.RunAsync(socket);
    }
}

/// <summary>
/// One reader of streams. The clock and the reader's messages come in through one queue, so that what is sent is in the order of
/// time and a subscription counts from the moment it was read.
/// </summary>
internal sealed class StreamConnection : IDisposable
{
    private const int MostBytes = 1 << 20;
    private const string Garbage = "{\"e\":\"kline\",\"k\":{\"t\":17";

    private readonly SandboxCore core;
    private readonly IStreamProtocol protocol;
    private readonly CancellationTokenSource ended;
    private readonly Channel<(long UntilMs, string? Message)> inbox = Channel.CreateUnbounded<(long, string?)>();
    private readonly List<StreamTopic> topics = [];
    private readonly long openedMs;
    private long sentUntilMs;
    private long sentCount;
    private string? overtaken;

    public StreamConnection(SandboxCore core, IStreamProtocol protocol)
    {
        (this.core, this.protocol) = (core, protocol);
        ended = CancellationTokenSource.CreateLinkedTokenSource(core.Stop);
        core.Clock.Moved += OnClockMoved;
        core.Faults.Dropped += Drop;
        core.Traffic.CountOpened();
        openedMs = sentUntilMs = core.Clock.NowMs;
        topics.AddRange(protocol.InitialTopics);
    }

    /// <summary>What is subscribed, in the order it was asked for.</summary>
    public IReadOnlyList<StreamTopic> Topics => topics;

    /// <summary>Up to when all was sent.</summary>
    public long NowMs => sentUntilMs;

    public void Add(StreamTopic topic)
    {
        if (topics.TrueForAll(t => t.Name != topic.Name))
            topics.Add(topic);
    }

    public bool Remove(string name) => topics.RemoveAll(t => t.Name == name) > 0;

    /// <summary>Ends it without a word.</summary>
    public void Drop()
    {
        try
        {
            ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself meanwhile.
        }
    }

    /// <summary>Serves the reader until one of the two ends it.</summary>
    public async Task RunAsync(WebSocket socket)
    {
        // Reading ends with the connection and is not cancelled: that would take back what was just sent.
        _ = ReceiveAsync(socket);
        try
        {
            await foreach (var (untilMs, message) in inbox.Reader.ReadAllAsync(ended.Token))
            {
                if (message is not null)
                    await AnswerAsync(socket, message);
                else
                    await SendUntilAsync(socket, untilMs);
            }
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ended.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // What was sent still arrives; then the connection ends without the words of a close.
        }
    }

    public void Dispose()
    {
        core.Clock.Moved -= OnClockMoved;
        core.Faults.Dropped -= Drop;
        core.Traffic.CountClosed();
        ended.Dispose();
    }

    private void OnClockMoved(long nowMs) => inbox.Writer.TryWrite((nowMs, null));

    private async Task ReceiveAsync(WebSocket socket)
    {
        var buffer = new byte[16 << 10];
        var text = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close || text.Length > MostBytes)
                    break;
                text.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                inbox.Writer.TryWrite((0, Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length)));
                text.SetLength(0);
            }
        }
        catch (Exception e)
            when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The reader is gone, or the connection is.
        }
        inbox.Writer.TryComplete();
    }

    private async Task AnswerAsync(WebSocket socket, string message)
    {
        foreach (var answer in protocol.Receive(message, this))
        {
            if (core.Faults.Setting(SandboxFault.StreamSilent, protocol.Venue) is null)
                await SendAsync(socket, answer);
        }
    }

    /// <summary>Sends what is due, all topics merged by time.</summary>
    private async Task SendUntilAsync(WebSocket socket, long untilMs)
    {
        // A clock that was set back says nothing until it is where it was.
        if (untilMs <= sentUntilMs)
            return;
        var drop = core.Faults.Setting(SandboxFault.StreamDropAfterSeconds, protocol.Venue);
        var dropMs = drop is null ? long.MaxValue : openedMs + ((drop.Value ?? 60) * 1_000);
        var (fromMs, toMs) = (sentUntilMs, Math.Min(untilMs, dropMs));
        foreach (var (topic, message) in Merge(fromMs, toMs))
        {
            sentUntilMs = Math.Max(sentUntilMs, message.TimeMs);
            await SendAsync(socket, topic, message);
        }
        sentUntilMs = Math.Max(sentUntilMs, toMs);
        if (
            untilMs >= dropMs
            && core.Faults.Strikes(SandboxFault.StreamDropAfterSeconds, protocol.Venue, drop!.Symbol, out _)
        )
            throw new OperationCanceledException();
    }

    private IEnumerable<(StreamTopic Topic, StreamEvent Message)> Merge(long afterMs, long untilMs)
    {
        var queue = new PriorityQueue<int, (long TimeMs, int Rank, int Place)>();
        var all = topics.ConvertAll(t => t.Between(afterMs, EndOf(t, untilMs)).GetEnumerator());
        for (var i = 0; i < all.Count; i++)
            Enqueue(i);
        var named = topics.ToArray();
        while (queue.TryDequeue(out var place, out _))
        {
            yield return (named[place], all[place].Current);
            Enqueue(place);
        }

        void Enqueue(int place)
        {
            if (all[place].MoveNext())
                queue.Enqueue(place, (all[place].Current.TimeMs, all[place].Current.Rank, place));
            else
                all[place].Dispose();
        }
    }

    private long EndOf(StreamTopic topic, long untilMs) =>
        Math.Min(untilMs, core.Faults.DelistedSince(protocol.Venue, topic.Symbol) ?? long.MaxValue);

    private async Task SendAsync(WebSocket socket, StreamTopic topic, StreamEvent message)
    {
        if (Strikes(SandboxFault.StreamSilent, out _))
            return;
        var text = Strikes(SandboxFault.StreamGarbage, out _) ? Garbage : protocol.Wrap(topic, in message);
        if (overtaken is { } late)
        {
            overtaken = null;
            await SendAsync(socket, text);
            await SendAsync(socket, late);
        }
        else if (Strikes(SandboxFault.StreamOutOfOrder, out _))
            overtaken = text;
        else
            await SendAsync(socket, text);
        if (Strikes(SandboxFault.StreamDuplicates, out _))
            await SendAsync(socket, text);
        var most = core.Faults.Setting(SandboxFault.StreamDropAfterMessages, protocol.Venue)?.Value ?? 10;
        if (sentCount >= most && Strikes(SandboxFault.StreamDropAfterMessages, out _))
            throw new OperationCanceledException();

        bool Strikes(SandboxFault fault, out FaultSetting setting) =>
            core.Faults.Strikes(fault, protocol.Venue, topic.Symbol, out setting);
    }

    private async Task SendAsync(WebSocket socket, string text)
    {
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(text),
            WebSocketMessageType.Text,
            endOfMessage: true,
            ended.Token
        );
        core.Traffic.CountSent();
        sentCount++;
    }
}
