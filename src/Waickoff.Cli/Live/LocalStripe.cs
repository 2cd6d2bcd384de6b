using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Waickoff.Sandbox.Payments;

namespace Waickoff.Cli.Live;

/// <summary>
/// The Stripe that a server without a key plays itself, so that all can be tried on one machine: no money moves. What it knows is kept in the
/// data folder. Only where the server is alone and nobody else reaches it.
/// </summary>
internal sealed class LocalStripe : IAsyncDisposable
{
    public const string FileName = "sandbox-stripe.json";

    private readonly SandboxStripe stripe;
    private readonly List<StripeEndpoint> endpoints;
    private readonly string secret;
    private readonly CancellationTokenSource stop = new();
    private Task due = Task.CompletedTask;

    private LocalStripe(SandboxStripe stripe, List<StripeEndpoint> endpoints, string secret) =>
        (this.stripe, this.endpoints, this.secret) = (stripe, endpoints, secret);

    /// <summary>Where its API and its pay pages are.</summary>
    public Uri Address => stripe.BaseUrl;

    /// <summary>What the server has to be told of it.</summary>
    public IEnumerable<string> Settings =>
        [
            $"--Billing:StripeKey={stripe.ApiKey}",
            $"--Billing:StripeUrl={stripe.BaseUrl}",
            $"--Billing:WebhookSecret={secret}",
        ];

    /// <summary>Starts it where a server is not set up for the true one.</summary>
    /// <param name="arguments">The server's settings by command line.</param>
    /// <param name="port">The one it listens on where that is free, else any; 0 for any.</param>
    /// <param name="cancel">Ends the start.</param>
    /// <returns>Null where the server has a key, is not alone, or can be reached from elsewhere.</returns>
    public static async Task<LocalStripe?> StartAsync(string[] arguments, int port, CancellationToken cancel)
    {
        var settings = Server.Configuration.Settings.Read(arguments);
        if (!IsWanted(settings))
            return null;
        var endpoints = new List<StripeEndpoint>();
        var options = new SandboxStripeOptions
        {
            Port = port,
            Endpoints = endpoints,
            StateFile = Path.Combine(settings["Server:Data"]!, FileName),
            BankTime = TimeSpan.FromSeconds(10),
        };
        var secret = $"whsec_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
        return new LocalStripe(await StartAsync(options, cancel), endpoints, secret);
    }

    /// <summary>From now on it tells a server what happens.</summary>
    public void Tell(string server)
    {
        endpoints.Add(new StripeEndpoint(new Uri(new Uri(server), "/api/stripe/events"), secret));
        due = RunDueAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await due;
        await stripe.DisposeAsync();
        stop.Dispose();
    }

    private static bool IsWanted(IConfiguration settings) =>
        string.IsNullOrEmpty(settings["Billing:StripeKey"])
        && string.IsNullOrEmpty(settings["Server:Database"])
        && string.IsNullOrEmpty(settings["Server:PublicUrl"])
        && (settings["Server:Address"] is not { } address || IPAddress.IsLoopback(IPAddress.Parse(address)));

    private static async Task<SandboxStripe> StartAsync(SandboxStripeOptions options, CancellationToken cancel)
    {
        try
        {
            return await SandboxStripe.StartAsync(options, cancel);
        }
        catch (IOException) when (options.Port != 0)
        {
            return await SandboxStripe.StartAsync(options with { Port = 0 }, cancel);
        }
    }

    private async Task RunDueAsync()
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await second.WaitForNextTickAsync(stop.Token))
                stripe.RunDue();
        }
        catch (OperationCanceledException)
        {
            // It ends.
        }
    }
}
