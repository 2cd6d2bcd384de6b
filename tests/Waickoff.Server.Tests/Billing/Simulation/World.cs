using System.Globalization;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Chat;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>What is planted to see that it is found.</summary>
internal enum Plant
{
    None,

    /// <summary>Stripe is asked for refunds without the key that makes them one.</summary>
    RefundsWithoutKey,

    /// <summary>A purchase is granted by somebody who does not use its business key.</summary>
    GrantWithoutKey,

    /// <summary>A refund is paid by somebody who does not look whether it was.</summary>
    RefundPaidTwice,

    /// <summary>Money of a sale is forgotten between two accounts.</summary>
    MoneyLeftInBetween,
}

/// <summary>
/// Two days of people, a server and a Stripe, all drawn from one seed and all on one thread. Whatever is drawn twice from a seed goes the same way.
/// </summary>
internal sealed partial class World : IAsyncDisposable
{
    private const int Kept = 60;
    private static readonly TimeSpan Days = TimeSpan.FromDays(2);

    private readonly List<SimulatedServer> lives = [];
    private readonly Queue<string> last = new();
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly List<Task> running = [];
    private readonly DirectoryInfo folder;
    private readonly bool isTaxed;
    private readonly Plant plant;
    private readonly Post post;
    private readonly OneThread thread;
    private ulong traceHash = 14695981039346656037;

    public World(int seed, DirectoryInfo folder, Plant plant)
    {
        (this.folder, this.plant, isTaxed) = (folder, plant, seed % 3 == 0);
        (Random, Time) = (new Random(seed), new SimulatedTime(SimulatedServer.Start));
        thread = new OneThread(Time);
        Fate = new Fate(new Random(seed + 1_000_000));
        Stripe = SandboxStripe.InMemory(
            new SandboxStripeOptions
            {
                Time = Time,
                DeliversAtOnce = false,
                TaxPercent = isTaxed ? 21 : 0,
                PromotionCodes = new Dictionary<string, int> { ["HALF"] = 50, ["GIFT"] = 100 },
            }
        );
        post = new Post(this);
    }

    public Random Random { get; }

    public SimulatedTime Time { get; }

    public Fate Fate { get; }

    public SandboxStripe Stripe { get; }

    /// <summary>The server that answers; null while none does.</summary>
    public SimulatedServer? Server { get; private set; }

    /// <summary>Whether the two days are over.</summary>
    public bool IsOver => Time.Now - SimulatedServer.Start >= Days;

    /// <summary>How many steps there were.</summary>
    public int Steps { get; private set; }

    /// <summary>All steps, as one number.</summary>
    public ulong Trace => traceHash;

    /// <summary>The last steps in words.</summary>
    public string LastSteps => string.Join('\n', last);

    /// <summary>Lives the two days, and then the time that it takes until nothing is open any more.</summary>
    public void Run() => thread.Run(LiveAsync);

    /// <summary>Writes a step down.</summary>
    public void Note(string step)
    {
        Steps++;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Time.Now - SimulatedServer.Start:d\\.hh\\:mm\\:ss\\.fff} {Named(step)}"
        );
        foreach (var letter in text)
            traceHash = (traceHash ^ letter) * 1099511628211;
        last.Enqueue(text);
        if (last.Count > Kept)
            last.Dequeue();
    }

    /// <summary>A text with the ids that are drawn by chance numbered as they come.</summary>
    public string Named(string text) =>
        DrawnIds()
            .Replace(
                text,
                id =>
                {
                    if (!names.TryGetValue(id.Value, out var name))
                        names[id.Value] = name = string.Create(CultureInfo.InvariantCulture, $"_{names.Count}");
                    return name;
                }
            );

    /// <summary>A draw between two moments.</summary>
    public TimeSpan Within(double leastSeconds, double mostSeconds) =>
        TimeSpan.FromSeconds(leastSeconds + (Random.NextDouble() * (mostSeconds - leastSeconds)));

    public Task WaitAsync(TimeSpan wait) => Task.Delay(wait, Time);

    /// <summary>Begins something that goes on beside the rest.</summary>
    public void Begin(Func<Task> work)
    {
        running.RemoveAll(t => t.IsCompletedSuccessfully);
        running.Add(thread.Begin(work));
    }

    /// <summary>Asks the server for something as a client does.</summary>
    /// <returns>The status, and what was answered; 0 where no answer came.</returns>
    public async Task<(int Status, object? Value)> AskAsync(
        string what,
        int? person,
        string? key,
        Func<IServiceProvider, HttpContext, Task<IResult>> handle
    )
    {
        (int Status, object? Value) answer = (0, null);
        await DoAsync(async services =>
        {
            var http = new DefaultHttpContext { RequestServices = services };
            (http.Request.Scheme, http.Request.Host) = ("https", new HostString("waickoff.example"));
            if (key is not null)
                http.Request.Headers["Idempotency-Key"] = key;
            if (person is { } number)
                http.User = new ClaimsPrincipal(
                    new ClaimsIdentity(
                        [new Claim(ClaimTypes.NameIdentifier, SimulatedServer.Person(number))],
                        "simulated"
                    )
                );
            var result = await handle(services, http);
            if (result is INestedHttpResult nested)
                result = nested.Result;
            answer = (((IStatusCodeHttpResult)result).StatusCode ?? 200, (result as IValueHttpResult)?.Value);
        });
        Note($"{what}: {answer.Status}");
        return answer;
    }

    /// <summary>Has the server do something.</summary>
    /// <returns>False where it did not come to its end, by something that was simulated.</returns>
    public async Task<bool> DoAsync(Func<IServiceProvider, Task> work)
    {
        if (Server is not { } server)
            return false;
        try
        {
            await using var scope = server.Services.CreateAsyncScope();
            await work(scope.ServiceProvider);
            return !server.Life.IsOver;
        }
        catch (Exception e) when (server.Life.IsOver || DatabaseFaults.Caused(e))
        {
            return false;
        }
    }

    /// <summary>Has a job of the server run.</summary>
    public Task<bool> JobAsync<T>(Func<T, Task> job)
        where T : notnull => DoAsync(services => job(services.GetRequiredService<T>()));

    /// <summary>Something may have changed at Stripe.</summary>
    public void StripeChanged() => post.Collect();

    /// <summary>A line of its own to Stripe, without a fault.</summary>
    public async Task<HttpResponseMessage> ToStripeAsync(HttpRequestMessage request)
    {
        using var line = new HttpClient(Stripe.Line()) { BaseAddress = Stripe.BaseUrl };
        var answer = await line.SendAsync(request);
        StripeChanged();
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in lives)
            await life.DisposeAsync();
        await Stripe.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task LiveAsync()
    {
        await StartAsync();
        for (var i = 0; i < SimulatedServer.People; i++)
        {
            var number = i;
            Begin(() => new Customer(this, number).LiveAsync());
        }
        var jobs = new Jobs(this, post);
        jobs.Begin();
        Begin(() => new Bank(this).LiveAsync());
        if (plant is not (Plant.None or Plant.RefundsWithoutKey))
            Begin(() => new Planted(this, plant).LiveAsync());
        while (!IsOver)
        {
            await WaitAsync(TimeSpan.FromHours(1));
            await Task.WhenAll(running.Where(t => t.IsFaulted));
        }
        Fate.IsCalm = true;
        Note("it is calm");
        // What the end of one thing begins comes to its end too.
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(running.ToArray());
            await jobs.DrainAsync();
        }
    }

    /// <summary>A new life of the server: what the one before had in memory is gone.</summary>
    private async Task StartAsync()
    {
        while (true)
        {
            var life = new Life { Ended = End };
            Server = SimulatedServer.Begin(
                folder,
                Time,
                life,
                new DatabaseFaults(Fate, life),
                new StripeWire(Stripe, Fate, life, Time, StripeChanged)
                {
                    ForgetsKeys = plant == Plant.RefundsWithoutKey,
                },
                isTaxed
            );
            lives.Add(Server);
            Note("the server begins");
            if (await JobAsync<TurnReaper>(r => r.ReapAsync(isAlone: true, default)) || life.IsOver)
                return;
        }
    }

    private void End()
    {
        Server = null;
        Note("the server is killed");
        Begin(RestartAsync);
    }

    private async Task RestartAsync()
    {
        await WaitAsync(Within(1, 300));
        await StartAsync();
    }

    [GeneratedRegex("_[0-9a-f]{32}")]
    private static partial Regex DrawnIds();
}
