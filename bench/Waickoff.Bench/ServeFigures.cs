using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waickoff.Analysis.Candles;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Sandbox;
using Waickoff.Server;
using Waickoff.Server.Accounts;
using Waickoff.Server.Chat;
using Waickoff.Server.Hosting;

namespace Waickoff.Bench;

/// <summary>
/// What the server adds to an answer, a stream and a read: <c>-- serve</c>. Against a bare endpoint beside it wherever a ratio is asked for;
/// callers are a process of their own.
/// </summary>
internal static class ServeFigures
{
    private const int Rounds = 5;

    /// <summary>Rounds in which the runtime still compiles what is called often.</summary>
    private const int WarmUp = 2;
    private const string Password = "correct horse battery";

    /// <param name="only">One part: <c>streams</c>, <c>reads</c> or <c>first</c>; all where there is none.</param>
    public static async Task PrintAsync(string? only)
    {
        await using var model = await ModelProcess.StartAsync();
        var folder = Directory.CreateTempSubdirectory("waickoff bench ");
        var end = Timeframe.M15.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await using var app = WaickoffServer.Build(
            [
                $"--Server:Data={folder.FullName}",
                "--Server:RequestsPerMinute=1000000",
                "--Server:SignInsPerHour=1000000",
                "--Chat:MostRunning=10000",
                "--Chat:MostUnread=10000",
                "--Market:Venues:binance:RestUrl=http://127.0.0.1:9",
                "--Market:Venues:binance:StreamUrl=ws://127.0.0.1:9",
                "--Market:Venues:bybit:RestUrl=http://127.0.0.1:9",
                "--Market:Venues:bybit:StreamUrl=ws://127.0.0.1:9",
                "--Logging:LogLevel:Default=None",
                $"--Analyst:ApiKey={ModelProcess.ApiKey}",
                $"--Analyst:BaseUrl={model.BaseUrl}",
            ],
            () => new SimulatedFeed(1, end, 4_000),
            port: 0
        );
        await app.StartAsync();
        await using var bare = await BareAsync(app);
        var (cookie, person) = await SignInAsync(app);
        if (only is null or "streams")
        {
            await StreamsAsync(app, bare, cookie, person, streams: 500, events: 200, Rounds);
            await StreamsAsync(app, bare, cookie, person, streams: 2_000, events: 50, rounds: 1);
        }
        if (only is null or "reads")
            await ReadsAsync(app, bare, cookie);
        if (only is null or "first")
            await FirstTokenFigures.PrintAsync(app, model, cookie, person);
        await app.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    /// <summary>An endpoint that only reads the same cookie and does the same statement, and one that only sends events.</summary>
    private static async Task<WebApplication> BareAsync(WebApplication app)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(app.Services.GetRequiredService<IDataProtectionProvider>());
        builder
            .Services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => cookie.Cookie.Name = "waickoff");
        builder.Services.AddAuthorization();
        var bare = builder.Build();
        bare.UseAuthentication();
        bare.UseAuthorization();
        var ledger = app.Services.GetRequiredService<CreditLedger>();
        var database = app.Services.GetRequiredService<Waickoff.Server.Hosting.Database>();
        bare.MapGet(
                "/credits",
                async (ClaimsPrincipal user, CancellationToken cancel) =>
                {
                    await using var connection = await database.OpenAsync(cancel);
                    var id = user.FindFirstValue(ClaimTypes.NameIdentifier)!;
                    var balance = await ledger.BalanceAsync(connection, id, cancel: cancel);
                    return TypedResults.Ok(balance);
                }
            )
            .RequireAuthorization();
        bare.MapGet(
            "/events/{count:int}",
            async (int count, HttpContext http, CancellationToken cancel) =>
            {
                http.Response.ContentType = "text/event-stream";
                await http.Response.Body.FlushAsync(cancel);
                using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
                for (var i = 1; i <= count && await timer.WaitForNextTickAsync(cancel); i++)
                {
                    Encoding.UTF8.GetBytes($"id: {i}\nevent: text\ndata: {Data}\n\n", http.Response.BodyWriter);
                    await http.Response.BodyWriter.FlushAsync(cancel);
                }
            }
        );
        await bare.StartAsync();
        return bare;
    }

    private static readonly string Data = TurnEventData.Write(
        new TurnEventData.Text("The price stands above the middle of the range. ", 1, [], false)
    );

    /// <summary>CPU of the server for each event, ours against bare, and whether all arrived.</summary>
    private static async Task StreamsAsync(
        WebApplication app,
        WebApplication bare,
        string cookie,
        string person,
        int streams,
        int events,
        int rounds
    )
    {
        var ratios = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var plain = await CpuAsync(
                bare,
                cookie,
                [.. Enumerable.Repeat($"/events/{events}", streams)],
                () => Task.CompletedTask
            );
            var turns = await PrepareAsync(app, person, streams);
            var ours = await CpuAsync(
                app,
                cookie,
                [.. turns.Select(t => $"/api/turns/{t}/events")],
                () => WriteAsync(app, turns, events)
            );
            var lost = ((long)streams * events) - ours.Events;
            var ratio = ours.MicrosecondsEach / plain.MicrosecondsEach;
            var isWarm = rounds == 1 || round >= WarmUp;
            if (isWarm)
                ratios.Add(ratio);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"streams {streams} x {events}: ours {ours.MicrosecondsEach:0.0} us/event, bare {plain.MicrosecondsEach:0.0} us/event, ratio {ratio:0.00}, lost {lost}{(isWarm ? "" : " (warming up)")}"
                )
            );
        }
        Console.WriteLine(
            FormattableString.Invariant($"streams {streams}: CPU per event, median ratio {Median(ratios):0.00}")
        );
    }

    private static async Task<(double MicrosecondsEach, long Events)> CpuAsync(
        WebApplication server,
        string cookie,
        string[] paths,
        Func<Task> write
    )
    {
        using var reader = Start("serve-read", server.Urls.First(), cookie);
        foreach (var path in paths)
            await reader.StandardInput.WriteLineAsync(path);
        reader.StandardInput.Close();
        var before = Cpu();
        while (await reader.StandardOutput.ReadLineAsync() is { } line && line != "open") { }
        await write();
        long events = 0;
        while (await reader.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("events ", StringComparison.Ordinal))
                events = long.Parse(line[7..], CultureInfo.InvariantCulture);
        await reader.WaitForExitAsync();
        return ((Cpu() - before).TotalMicroseconds / events, events);
    }

    /// <summary>Turns that this process answers, stored as asked ones are.</summary>
    private static async Task<string[]> PrepareAsync(WebApplication app, string person, int count)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var turns = Enumerable
            .Range(0, count)
            .Select(_ => new Turn
            {
                Id = Id.New("trn", time),
                SessionId = "ses_bench",
                UserId = person,
                Key = Guid.NewGuid().ToString("N"),
                Fingerprint = "",
                Question = "",
                CreatedMs = now,
                LeaseMs = now + 3_600_000,
            })
            .ToArray();
        db.AddRange(turns);
        await db.SaveChangesAsync();
        var log = app.Services.GetRequiredService<TurnLog>();
        foreach (var turn in turns)
            log.Open(turn.Id);
        return [.. turns.Select(t => t.Id)];
    }

    /// <summary>An event for each turn every ten milliseconds; the last one ends it.</summary>
    private static async Task WriteAsync(WebApplication app, string[] turns, int events)
    {
        var log = app.Services.GetRequiredService<TurnLog>();
        var text = new TurnEventData.Text("The price stands above the middle of the range. ", 1, [], false);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var i = 1; i < events; i++)
        {
            await timer.WaitForNextTickAsync();
            foreach (var turn in turns)
                log.Add(turn, TurnEventTypes.Text, text);
        }
        foreach (var turn in turns)
            log.Add(turn, TurnEventTypes.Done, new TurnEventData.Done(0, "complete"));
        foreach (var turn in turns)
        {
            await log.StoredAsync(turn);
            await log.CloseAsync(turn, []);
        }
    }

    /// <summary>A signed-in read against the bare one, in turns: how many a second, and what one costs.</summary>
    private static async Task ReadsAsync(WebApplication app, WebApplication bare, string cookie)
    {
        const int Pairs = 12;
        var (rates, costs) = (new List<double>(), new List<double>());
        for (var pair = -3; pair < Pairs; pair++)
        {
            var plain = await RateAsync(bare, cookie, "/credits");
            var ours = await RateAsync(app, cookie, "/api/credits");
            var isWarm = pair >= 0;
            if (isWarm)
            {
                rates.Add(ours.PerSecond / plain.PerSecond);
                costs.Add(plain.MicrosecondsEach / ours.MicrosecondsEach);
            }
            Console.WriteLine(
                FormattableString.Invariant(
                    $"read: ours {ours.PerSecond:0} /s, {ours.MicrosecondsEach:0} us of CPU; bare {plain.PerSecond:0} /s, {plain.MicrosecondsEach:0} us{(isWarm ? "" : " (warming up)")}"
                )
            );
        }
        Console.WriteLine(
            FormattableString.Invariant(
                $"read: of bare, median of {Pairs}: rate {Median(rates):0.00} ({rates.Min():0.00} to {rates.Max():0.00}), CPU {Median(costs):0.00} ({costs.Min():0.00} to {costs.Max():0.00})"
            )
        );
    }

    private static async Task<(double PerSecond, double MicrosecondsEach)> RateAsync(
        WebApplication server,
        string cookie,
        string path
    )
    {
        using var load = Start("serve-load", server.Urls.First(), cookie, path, "2");
        load.StandardInput.Close();
        var before = Cpu();
        var told = (await load.StandardOutput.ReadToEndAsync()).Split(' ');
        var cpu = Cpu() - before;
        await load.WaitForExitAsync();
        var (count, seconds) = (
            double.Parse(told[1], CultureInfo.InvariantCulture),
            double.Parse(told[2], CultureInfo.InvariantCulture)
        );
        return (count / seconds, cpu.TotalMicroseconds / count);
    }

    /// <summary>A confirmed person and the cookie of a browser that is signed in.</summary>
    internal static async Task<(string Cookie, string Person)> SignInAsync(
        WebApplication app,
        string email = "bench@example.com"
    )
    {
        await using var scope = app.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        var person = new Person
        {
            Id = Id.New("usr", time),
            Email = email,
            UserName = email,
            EmailConfirmed = true,
        };
        var made = await people.CreateAsync(person, Password);
        if (!made.Succeeded)
            throw new InvalidOperationException(string.Join(' ', made.Errors.Select(e => e.Description)));
        var jar = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = jar })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        var token = (await http.GetFromJsonAsync<JsonElement>("/api/antiforgery")).GetProperty("token").GetString();
        http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", token);
        using var answer = await http.PostAsJsonAsync("/api/sign-in", new { email, password = Password });
        answer.EnsureSuccessStatusCode();
        var cookie = jar.GetAllCookies().Single(c => c.Name == "waickoff");
        return ($"waickoff={cookie.Value}", person.Id);
    }

    internal static async Task GrantAsync(WebApplication app, string person, int credits)
    {
        await using var connection = await app
            .Services.GetRequiredService<Waickoff.Server.Hosting.Database>()
            .OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await app
            .Services.GetRequiredService<CreditLedger>()
            .GrantAsync(transaction, person, credits, GrantSource.Operator, "grant:bench", 1, "bench");
        await transaction.CommitAsync();
    }

    internal static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(ServeFigures).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    internal static TimeSpan Cpu()
    {
        using var own = Process.GetCurrentProcess();
        return own.TotalProcessorTime;
    }

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);
}
