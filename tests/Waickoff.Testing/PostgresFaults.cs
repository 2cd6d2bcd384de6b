using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Waickoff.Testing;

/// <summary>What becomes of one command on its way to PostgreSQL.</summary>
public enum CommandFault
{
    /// <summary>It is answered with an error and does nothing.</summary>
    Refused,

    /// <summary>The connection is gone before it arrives.</summary>
    LostBefore,

    /// <summary>It is done, and the connection is gone before its answer arrives.</summary>
    LostAfter,
}

/// <summary>
/// Stands in front of a PostgreSQL server and counts the commands, each of which is one round trip: one <c>Sync</c> or <c>Query</c> message of the
/// protocol. The command whose number was armed suffers a fault, and no other.
/// </summary>
public sealed class PostgresFaults : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly IPEndPoint target;
    private readonly Lock gate = new();
    private readonly List<Task> connections = [];
    private readonly Task accepting;
    private CancellationTokenSource here = new();
    private int countdown;
    private CommandFault fault;

    private PostgresFaults(string connectionString)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString);
        target = new IPEndPoint(IPAddress.Loopback, text.Port);
        listener.Start(1_024);
        text.Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        text.SslMode = SslMode.Disable;
        text.GssEncryptionMode = GssEncryptionMode.Disable;
        ConnectionString = text.ToString();
        accepting = AcceptAsync();
    }

    /// <summary>How to connect through it.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts one in front of a database.</summary>
    public static PostgresFaults Start(string connectionString) => new(connectionString);

    /// <summary>Lets a command suffer, counted from 1 from now on.</summary>
    public void Arm(int command, CommandFault kind)
    {
        lock (gate)
            (countdown, fault) = (command, kind);
    }

    /// <summary>Lets all commands pass.</summary>
    /// <returns>Whether the armed one had come.</returns>
    public bool Disarm()
    {
        lock (gate)
        {
            var hasStruck = countdown <= 0;
            countdown = int.MaxValue;
            return hasStruck;
        }
    }

    /// <summary>Takes the server away: all connections break, and none is made until it is back.</summary>
    public void TakeAway()
    {
        lock (gate)
            here.Cancel();
    }

    /// <summary>Has the server back.</summary>
    public void GiveBack()
    {
        lock (gate)
            here = new CancellationTokenSource();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(connections);
        stop.Dispose();
    }

    private CommandFault? Next()
    {
        lock (gate)
        {
            if (countdown is 0 or int.MaxValue)
                return null;
            countdown--;
            return countdown == 0 ? fault : null;
        }
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var caller = await listener.AcceptSocketAsync(stop.Token);
                connections.Add(RunAsync(caller));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RunAsync(Socket caller)
    {
        using var connection = new Connection(this, caller);
        CancellationTokenSource until;
        lock (gate)
            until = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, here.Token);
        using (until)
            if (!until.IsCancellationRequested)
                await connection.RunAsync(target, until.Token);
    }

    /// <summary>One connection: messages are passed whole, so that a fault falls between two.</summary>
    private sealed class Connection(PostgresFaults owner, Socket caller) : IDisposable
    {
        private readonly Socket server = new(SocketType.Stream, ProtocolType.Tcp);
        private volatile bool isAnswerLost;
        private volatile byte transactionState = (byte)'I';

        public async Task RunAsync(IPEndPoint target, CancellationToken stop)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
            try
            {
                caller.NoDelay = server.NoDelay = true;
                await server.ConnectAsync(target, ended.Token);
                await Task.WhenAny(ToServerAsync(ended.Token), ToCallerAsync(ended.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One side broke: so does the other.
            }
            await ended.CancelAsync();
        }

        public void Dispose()
        {
            caller.LingerState = server.LingerState = new LingerOption(true, 0);
            caller.Dispose();
            server.Dispose();
        }

        private async Task ToServerAsync(CancellationToken cancel)
        {
            var pending = new List<byte[]> { await ReadAsync(caller, hasType: false, cancel) };
            await PassAsync(pending, server, cancel);
            while (true)
            {
                var message = await ReadAsync(caller, hasType: true, cancel);
                pending.Add(message);
                // What is not yet a whole command waits for its end; a password or a flush goes on at once.
                if (message[0] is (byte)'P' or (byte)'B' or (byte)'D' or (byte)'E' or (byte)'C')
                    continue;
                var struck = message[0] is (byte)'S' or (byte)'Q' ? owner.Next() : null;
                if (struck == CommandFault.LostBefore)
                    return;
                if (struck == CommandFault.Refused)
                {
                    pending.Clear();
                    await caller.SendAsync(Refusal(transactionState), cancel);
                    continue;
                }
                isAnswerLost |= struck == CommandFault.LostAfter;
                await PassAsync(pending, server, cancel);
            }
        }

        private async Task ToCallerAsync(CancellationToken cancel)
        {
            var one = new List<byte[]>();
            while (true)
            {
                var message = await ReadAsync(server, hasType: true, cancel);
                if (message[0] == 'Z')
                    transactionState = message[^1];
                if (isAnswerLost)
                {
                    if (message[0] == 'Z')
                        return;
                    continue;
                }
                one.Add(message);
                await PassAsync(one, caller, cancel);
            }
        }

        private static async Task PassAsync(List<byte[]> messages, Socket to, CancellationToken cancel)
        {
            foreach (var message in messages)
                for (var sent = 0; sent < message.Length; )
                    sent += await to.SendAsync(message.AsMemory(sent), cancel);
            messages.Clear();
        }

        private static async Task<byte[]> ReadAsync(Socket from, bool hasType, CancellationToken cancel)
        {
            var head = new byte[hasType ? 5 : 4];
            await FillAsync(from, head, cancel);
            var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(hasType ? 1 : 0));
            var whole = new byte[length + (hasType ? 1 : 0)];
            head.CopyTo(whole, 0);
            await FillAsync(from, whole.AsMemory(head.Length), cancel);
            return whole;
        }

        private static async Task FillAsync(Socket from, Memory<byte> buffer, CancellationToken cancel)
        {
            while (!buffer.IsEmpty)
            {
                var read = await from.ReceiveAsync(buffer, cancel);
                if (read == 0)
                    throw new OperationCanceledException();
                buffer = buffer[read..];
            }
        }

        /// <summary>An error of the kind a server gives that has no room, and that it is ready again.</summary>
        private static byte[] Refusal(byte state)
        {
            var fields = Encoding.ASCII.GetBytes("SERROR\0VERROR\0C53300\0Mrefused by the test\0\0");
            var answer = new byte[1 + 4 + fields.Length + 6];
            answer[0] = (byte)'E';
            BinaryPrimitives.WriteInt32BigEndian(answer.AsSpan(1), 4 + fields.Length);
            fields.CopyTo(answer, 5);
            var ready = answer.AsSpan(5 + fields.Length);
            ready[0] = (byte)'Z';
            BinaryPrimitives.WriteInt32BigEndian(ready[1..], 5);
            ready[5] = state == 'I' ? (byte)'I' : (byte)'E';
            return answer;
        }
    }
}
