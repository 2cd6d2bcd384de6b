using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Waickoff.Sandbox.Faults;

namespace Waickoff.Sandbox.Tests.Faults;

public sealed class FaultProxyTests : IAsyncLifetime
{
    private const int PageBytes = 200_000;

    private static readonly HttpClient Http = new();
    private WebApplication app = null!;
    private FaultProxy proxy = null!;
    private Uri page = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => Results.Bytes(Encoding.ASCII.GetBytes(new string('a', PageBytes))));
        app.MapPost("/", async (HttpRequest request) => (await new StreamReader(request.Body).ReadToEndAsync()).Length);
        await app.StartAsync();
        var server = new Uri(app.Urls.Single());
        proxy = FaultProxy.Start(server);
        page = proxy.In(server);
    }

    public async Task DisposeAsync()
    {
        await proxy.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_fault_everything_passes_both_ways()
    {
        (await Http.GetByteArrayAsync(page)).Length.ShouldBe(PageBytes);
        using var sent = await Http.PostAsync(page, new ByteArrayContent(new byte[PageBytes]));
        (await sent.Content.ReadAsStringAsync()).ShouldBe($"{PageBytes}");
        proxy.ConnectionsOpened.ShouldBe(1);
    }

    [Fact]
    public async Task A_delay_and_a_throttle_slow_it_down_and_change_nothing()
    {
        var time = new CountedDelays();
        await using var slow = FaultProxy.Start(new Uri(app.Urls.Single()), time);
        slow.Fault = new ProxyFault { Delay = TimeSpan.FromMilliseconds(7), BytesPerSecond = 20_000_000 };

        (await Http.GetByteArrayAsync(slow.In(page))).ShouldAllBe(b => b == 'a');

        time.Delays.ShouldContain(TimeSpan.FromMilliseconds(7));
        time.Total.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(10 + 14));
    }

    [Fact]
    public async Task A_reset_comes_behind_the_bytes_it_was_set_to()
    {
        proxy.Fault = new ProxyFault { ResetAfterBytes = 50_000 };

        var (bytes, error) = await ReadRawAsync();

        bytes.ShouldBeLessThanOrEqualTo(50_000);
        error.ShouldBe(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task A_close_comes_in_order_behind_exactly_as_many_bytes()
    {
        proxy.Fault = new ProxyFault { CloseAfterBytes = 50_000 };

        (await ReadRawAsync()).ShouldBe((50_000, null));
        await Should.ThrowAsync<HttpRequestException>(() => Http.GetByteArrayAsync(page));
    }

    [Fact]
    public async Task Open_connections_can_be_reset_at_once()
    {
        using var caller = await ConnectAsync();
        proxy.ResetConnections();

        var error = await Should.ThrowAsync<SocketException>(async () => await caller.ReceiveAsync(new byte[1]));

        error.SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task New_connections_can_be_refused()
    {
        proxy.Fault = ProxyFault.Refused;

        await Should.ThrowAsync<HttpRequestException>(() => Http.GetByteArrayAsync(page));
    }

    [Fact]
    public async Task What_falls_into_a_black_hole_comes_when_it_ends()
    {
        proxy.Fault = ProxyFault.BlackHole;
        var answer = Http.GetByteArrayAsync(page);
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(() => answer.WaitAsync(impatient.Token));

        proxy.Fault = ProxyFault.None;

        (await answer).Length.ShouldBe(PageBytes);
    }

    [Fact]
    public async Task A_half_open_connection_takes_what_is_sent_and_never_answers_again()
    {
        using var caller = await ConnectAsync();
        proxy.Fault = ProxyFault.HalfOpen;
        await caller.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await caller.ReceiveAsync(new byte[1], impatient.Token)
        );

        proxy.Fault = ProxyFault.None;

        // The server has lost it for good; a new connection works.
        await caller.SendAsync("more"u8.ToArray());
        (await Http.GetByteArrayAsync(page)).Length.ShouldBe(PageBytes);
    }

    [Fact]
    public async Task Corruption_turns_one_bit_of_every_so_many_bytes()
    {
        using var caller = await ConnectAsync();
        proxy.Fault = new ProxyFault { CorruptEvery = 100_000 };

        var bytes = await AskAsync(caller);

        var corrupt = Enumerable.Range(0, bytes.Count).Where(i => bytes[i] == ('a' ^ 1)).ToList();
        corrupt.ShouldBe([99_999, 199_999]);
    }

    [Fact]
    public async Task It_forgets_a_connection_that_has_ended_and_stands_only_in_front_of_this_machine()
    {
        using (var caller = await ConnectAsync())
            proxy.ConnectionsOpen.ShouldBe(1);
        while (proxy.ConnectionsOpen > 0)
            await Task.Yield();

        Should.Throw<ArgumentException>(() => FaultProxy.Start(new Uri("http://192.0.2.1:80")));
    }

    private async Task<Socket> ConnectAsync()
    {
        var caller = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await caller.ConnectAsync(IPAddress.Loopback, proxy.Port);
        while (proxy.ConnectionsOpen == 0)
            await Task.Yield();
        return caller;
    }

    private async Task<(int Bytes, SocketError? Error)> ReadRawAsync()
    {
        using var caller = await ConnectAsync();
        await caller.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        var (total, buffer) = (0, new byte[4_096]);
        try
        {
            while (await caller.ReceiveAsync(buffer) is > 0 and var read)
                total += read;
            return (total, null);
        }
        catch (SocketException e)
        {
            return (total, e.SocketErrorCode);
        }
    }

    private static async Task<List<byte>> AskAsync(Socket caller)
    {
        await caller.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.0\r\nHost: x\r\n\r\n"));
        var (all, buffer) = (new List<byte>(), new byte[4_096]);
        while (await caller.ReceiveAsync(buffer) is > 0 and var read)
            all.AddRange(buffer.AsSpan(0, read));
        return all;
    }

    /// <summary>The time of the machine, with a note of each wait.</summary>
    private sealed class CountedDelays : TimeProvider
    {
        private readonly Lock gate = new();
        private readonly List<TimeSpan> delays = [];

        public IReadOnlyList<TimeSpan> Delays
        {
            get
            {
                lock (gate)
                    return [.. delays];
            }
        }

        public TimeSpan Total => TimeSpan.FromTicks(Delays.Where(d => d > TimeSpan.Zero).Sum(d => d.Ticks));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (gate)
                delays.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
