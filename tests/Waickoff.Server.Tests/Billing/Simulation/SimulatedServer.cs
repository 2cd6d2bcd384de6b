using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Accounts;
using Waickoff.Server.Billing;
using Waickoff.Server.Chat;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;
using Database = Waickoff.Server.Hosting.Database;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>The server's own services over a database in a folder, without a socket, a job or a thread of its own.</summary>
internal sealed class SimulatedServer : IAsyncDisposable
{
    public const string Secret = "whsec_of_the_simulation";
    public const int People = 20;
    private const string File = "waickoff.db";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly WebApplication app;

    private SimulatedServer(WebApplication app, Life life) => (this.app, Life) = (app, life);

    public Life Life { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>The id of somebody with an account and one free session.</summary>
    public static string Person(int number) => string.Create(CultureInfo.InvariantCulture, $"usr_{number:x32}");

    public static string EmailOf(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}@example.com");

    /// <summary>A new folder with a database in which there are people and nothing else.</summary>
    public static async Task<DirectoryInfo> NewFolderAsync()
    {
        var folder = Folder();
        System.IO.File.Copy(Path.Combine(await Template.Value, File), Path.Combine(folder.FullName, File));
        return folder;
    }

    public static SimulatedServer Begin(
        DirectoryInfo folder,
        TimeProvider time,
        Life life,
        DatabaseFaults faults,
        HttpMessageHandler line,
        bool isTaxed
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Server:Data"] = folder.FullName,
                ["Server:PublicUrl"] = "https://waickoff.example",
                ["Server:SignInsPerHour"] = "1000000",
                ["Billing:StripeKey"] = "sk_test_sandbox",
                ["Billing:StripeUrl"] = "http://localhost",
                ["Billing:WebhookSecret"] = Secret,
                ["Billing:AutomaticTax"] = isTaxed ? "true" : "false",
            }
        );
        builder.Services.AddSingleton(new SharedClock(time));
        builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<SharedClock>());
        builder.AddHosting();
        builder.AddDelivery();
        builder.AddAccounts();
        builder.AddBilling();
        builder.AddChat();
        // One for all: what the mapper has learnt of the tables it learns once.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddSingleton(line);
        builder.Services.ConfigureDbContext<SqliteDb>(db => db.AddInterceptors(faults));
        return new SimulatedServer(builder.Build(), life);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await using (var connection = await Get<Database>().OpenAsync(default))
            SqliteConnection.ClearPool((SqliteConnection)connection);
        await app.DisposeAsync();
    }

    // In memory where there is such a place: what is on trial is the order of things, not the disk.
    private static DirectoryInfo Folder()
    {
        const string memory = "/dev/shm";
        var parent = Directory.Exists(memory) ? memory : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(parent, $"waickoff-{Guid.NewGuid():N}"));
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var folder = Folder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var (time, life, calm) = (new SimulatedTime(Start), new Life(), new Fate(new Random(0)) { IsCalm = true });
        await using var stripe = SandboxStripe.InMemory(new SandboxStripeOptions());
        await using var server = Begin(folder, time, life, new DatabaseFaults(calm, life), stripe.Line(), false);
        await ActivatorUtilities.CreateInstance<Startup>(server.Services).StartAsync(default);
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            for (var i = 0; i < People; i++)
            {
                db.Add(PersonOf(i));
                await server
                    .Get<CreditLedger>()
                    .GrantAsync(
                        transaction.GetDbTransaction(),
                        Person(i),
                        credits: 1,
                        GrantSource.Promo,
                        $"free:{EmailOf(i)}",
                        Start.ToUnixTimeMilliseconds()
                    );
            }
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        await server.Get<Database>().EmptyLogAsync();
        return folder.FullName;
    }

    private static Person PersonOf(int number) =>
        new()
        {
            Id = Person(number),
            UserName = EmailOf(number),
            NormalizedUserName = EmailOf(number).ToUpperInvariant(),
            Email = EmailOf(number),
            NormalizedEmail = EmailOf(number).ToUpperInvariant(),
            EmailConfirmed = true,
            Language = number % 2 == 0 ? "en" : "es",
            SecurityStamp = "simulated",
            ConcurrencyStamp = "simulated",
        };
}
