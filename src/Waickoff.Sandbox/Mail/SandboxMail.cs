using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waickoff.Sandbox.Mail;

/// <summary>What the mail server does with a mail.</summary>
public enum MailAnswer
{
    /// <summary>Takes it.</summary>
    Take,

    /// <summary>Asks to come again: 451.</summary>
    Later,

    /// <summary>Refuses it: 554.</summary>
    Never,

    /// <summary>Says nothing more.</summary>
    Hang,

    /// <summary>Takes it and is gone before it has said so.</summary>
    TakeAndDrop,
}

/// <summary>A mail that was taken.</summary>
/// <param name="To">Whom it was handed over for.</param>
/// <param name="Text">All of it, headers first.</param>
public sealed record TakenMail(string To, string Text)
{
    /// <summary>A header as it stands; empty where there is none.</summary>
    /// <param name="name">Its name.</param>
    public string Header(string name) =>
        Text.Split("\r\n")
            .TakeWhile(l => l.Length > 0)
            .FirstOrDefault(l => l.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))
            ?[(name.Length + 2)..]
        ?? "";
}

/// <summary>A mail server of this machine that keeps what it takes and fails to order. It speaks no TLS.</summary>
public sealed class SandboxMail : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<TakenMail> mails = new();
    private readonly ConcurrentQueue<MailAnswer> answers = new();
    private readonly ConcurrentQueue<string> signIns = new();
    private readonly Task accepting;
    private int asked;

    private SandboxMail()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it took, in the order of time.</summary>
    public IReadOnlyList<TakenMail> Mails => [.. mails];

    /// <summary>Who signed in, <c>user password</c>.</summary>
    public IReadOnlyList<string> SignIns => [.. signIns];

    /// <summary>How many mails were handed over, taken or not.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>What to do with the next mails; all others are taken.</summary>
    /// <param name="answer">What is done.</param>
    /// <param name="times">With how many.</param>
    public void Next(MailAnswer answer, int times = 1)
    {
        for (var i = 0; i < times; i++)
            answers.Enqueue(answer);
    }

    /// <summary>Starts it.</summary>
    public static SandboxMail Start() => new();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { }
        await Task.WhenAll(open);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
            await TalkAsync(reader, writer);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The caller left, or the stand-in ends.
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("220 sandbox");
        var to = "";
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT")
                to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.LastIndexOf('>')];
            if (verb == "DATA")
            {
                if (!await TakeAsync(to, reader, writer))
                    return;
                continue;
            }
            if (verb == "AUTH")
                await SignInAsync(line, reader, writer);
            else
                await writer.WriteLineAsync(
                    verb switch
                    {
                        "EHLO" => "250-sandbox\r\n250 AUTH LOGIN",
                        "HELO" or "MAIL" or "RCPT" or "RSET" or "NOOP" => "250 ok",
                        "QUIT" => "221 bye",
                        _ => "502 not known",
                    }
                );
            if (verb == "QUIT")
                return;
        }
    }

    private async Task SignInAsync(string line, StreamReader reader, StreamWriter writer)
    {
        var user = line.Split(' ')[^1];
        await writer.WriteLineAsync("334 UGFzc3dvcmQ6");
        var password = await reader.ReadLineAsync(stop.Token) ?? "";
        signIns.Enqueue($"{Text(user)} {Text(password)}");
        await writer.WriteLineAsync("235 ok");
    }

    private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    /// <summary>False when the connection is to end.</summary>
    private async Task<bool> TakeAsync(string to, StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        Interlocked.Increment(ref asked);
        var answer = answers.TryDequeue(out var next) ? next : MailAnswer.Take;
        if (answer is MailAnswer.Take or MailAnswer.TakeAndDrop)
            mails.Enqueue(new TakenMail(to, text.ToString()));
        if (answer == MailAnswer.TakeAndDrop)
            return false;
        if (answer == MailAnswer.Hang)
            await Task.Delay(Timeout.Infinite, stop.Token);
        await writer.WriteLineAsync(
            answer switch
            {
                MailAnswer.Later => "451 come again",
                MailAnswer.Never => "554 never",
                _ => "250 taken",
            }
        );
        return true;
    }
}
