using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Analysis.Candles;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Sandbox;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests;

/// <summary>The real server on a port of its own, with a real database in a folder of its own and the simulated market.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const int Candles = 4_000;

    /// <summary>The master key of all servers that share a database.</summary>
    private static readonly string SharedKey = Convert.ToBase64String(
        System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)
    );

    private readonly bool ownsFolder;

    private RunningServer(WebApplication app, DirectoryInfo folder, bool ownsFolder)
    {
        (App, Folder, this.ownsFolder) = (app, folder, ownsFolder);
    }

    public WebApplication App { get; }

    public DirectoryInfo Folder { get; }

    public Uri Address => new(App.Urls.First());

    /// <summary>Starts it.</summary>
    /// <param name="database">A PostgreSQL connection string; SQLite where there is none.</param>
    /// <param name="folder">A folder with a state; a new one where there is none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="port">Where it listens; 0 for a free one.</param>
    /// <param name="settings">More settings, <c>Name=value</c>.</param>
    public static async Task<RunningServer> StartAsync(
        string database = "",
        DirectoryInfo? folder = null,
        TimeProvider? time = null,
        int port = 0,
        params string[] settings
    )
    {
        var place = folder ?? Directory.CreateTempSubdirectory("waickoff server ");
        string[] arguments =
        [
            $"--Server:Data={place.FullName}",
            $"--Server:Database={database}",
            .. database.Length > 0 ? new[] { $"--Server:MasterKey={SharedKey}" } : [],
            "--Server:RequestsPerMinute=1000000",
            "--Server:SignInsPerHour=1000000",
            // No venue: nothing leaves the machine.
            "--Market:Venues:binance:RestUrl=http://127.0.0.1:9",
            "--Market:Venues:binance:StreamUrl=ws://127.0.0.1:9",
            "--Market:Venues:bybit:RestUrl=http://127.0.0.1:9",
            "--Market:Venues:bybit:StreamUrl=ws://127.0.0.1:9",
            "--Logging:LogLevel:Default=Warning",
            // What a test does with the clock is not to have ten markets analysed.
            "--TrackRecord:Publishes=false",
            .. settings.Select(s => $"--{s}"),
        ];
        var end = Timeframe.M15.Floor((time ?? TimeProvider.System).GetUtcNow().ToUnixTimeMilliseconds());
        var app = WaickoffServer.Build(arguments, () => new SimulatedFeed(1, end, Candles), time, port);
        await app.StartAsync();
        return new RunningServer(app, place, ownsFolder: folder is null);
    }

    /// <summary>Somebody with an account, confirmed and signed in.</summary>
    public Task<ApiClient> SignUpAsync(string name = "ana", string language = "en") =>
        SignUpAtAsync(string.Create(CultureInfo.InvariantCulture, $"{name}.{Guid.NewGuid():N}@example.com"), language);

    /// <summary>Somebody with an account at an address, confirmed and signed in.</summary>
    public async Task<ApiClient> SignUpAtAsync(string email, string language = "en")
    {
        var client = new ApiClient(Address);
        await client.RegisterAsync(email, language);
        var (person, code) = await MailCodeAsync(email);
        await client.PostAsync("/api/account/confirm", new { person, code });
        await client.PostAsync("/api/sign-in", new { email, password = ApiClient.Password });
        return client;
    }

    /// <summary>
    /// The link of the newest mail to an address, as it stands in the database: whichever process sends it, and whenever.
    /// </summary>
    public async Task<(string Person, string Code)> MailCodeAsync(string email, string path = "/confirm")
    {
        string? text = null;
        for (var tries = 0; text is null; tries++)
        {
            text = await WithDbAsync(db =>
                db.Set<MailRow>()
                    .Where(m => m.To == email && m.Text.Contains(path))
                    .OrderByDescending(m => m.CreatedMs)
                    .ThenByDescending(m => m.Id)
                    .Select(m => m.Text)
                    .FirstOrDefaultAsync()
            );
            (tries < 500).ShouldBeTrue($"a mail to {email}");
            if (text is null)
                await Task.Delay(20);
        }
        var link = text.Split('\n').First(l => l.StartsWith("http", StringComparison.Ordinal)).Trim();
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(link).Query);
        return (query["person"]!, query["code"]!);
    }

    /// <summary>Gives somebody credits.</summary>
    public async Task GrantAsync(string person, long credits)
    {
        await using var connection = await Get<Database>().OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        var key = $"grant:{Guid.NewGuid():N}";
        await Get<CreditLedger>().GrantAsync(transaction, person, credits, GrantSource.Operator, key, 1, "test");
        await transaction.CommitAsync();
    }

    /// <summary>Something of the server.</summary>
    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Does something with the database.</summary>
    public async Task<T> WithDbAsync<T>(Func<WaickoffDb, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<WaickoffDb>());
    }

    /// <summary>Does something with a service that lives as long as a request.</summary>
    public async Task WithServiceAsync<T>(Func<T, Task> work)
        where T : notnull
    {
        await using var scope = App.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (ownsFolder)
            Folder.Delete(recursive: true);
    }
}
