using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Billing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>
/// Brings the events of Stripe to the server: late, many times, in any order, not at all, and some that are forged. What was not taken is brought
/// again for three days; of pay pages some are never brought, since those are looked at without being told.
/// </summary>
internal sealed class Post(World world)
{
    private string? known;
    private bool isWorking;
    private bool isWoken;

    /// <summary>Takes what was told since.</summary>
    public void Collect()
    {
        foreach (var told in world.Stripe.ToldSince(known))
        {
            known = told.Id;
            if (told.Type.StartsWith("checkout.", StringComparison.Ordinal) && world.Fate.Strikes(0.15))
                continue;
            var copies = world.Fate.Strikes(0.2) ? world.Random.Next(2, 5) : 1;
            for (var i = 0; i < copies; i++)
                world.Begin(() => BringAsync(told));
            if (world.Fate.Strikes(0.04))
                world.Begin(() => ForgeAsync(told));
        }
    }

    /// <summary>Works off what was brought; whoever comes meanwhile has it go on.</summary>
    public async Task WorkAsync()
    {
        isWoken = true;
        if (isWorking)
            return;
        isWorking = true;
        while (isWoken)
        {
            isWoken = false;
            await world.JobAsync<HandleStripeEvents>(async events =>
            {
                while (await events.WorkAsync(default)) { }
            });
        }
        isWorking = false;
    }

    private async Task BringAsync(StripeTold told)
    {
        await world.WaitAsync(
            world.Random.Next(10) switch
            {
                < 6 => world.Within(0.05, 5),
                < 9 => world.Within(5, 600),
                _ => world.Within(600, 20_000),
            }
        );
        for (var tries = 0; ; tries++)
        {
            if (!world.Fate.Strikes(0.1) && await SendAsync(told.Type, told.Body, SimulatedServer.Secret) == 200)
                break;
            await world.WaitAsync(world.Within(5, 60 << Math.Min(tries, 7)));
        }
        await WorkAsync();
    }

    private async Task ForgeAsync(StripeTold told)
    {
        await world.WaitAsync(world.Within(1, 3_600));
        var status = await SendAsync($"forged {told.Type}", told.Body, "whsec_of_somebody_else");
        if (status == 200)
            throw new InvalidOperationException($"A forged {told.Type} was taken.");
    }

    private async Task<int> SendAsync(string type, byte[] body, string secret)
    {
        var (status, _) = await world.AskAsync(
            type,
            null,
            null,
            async (services, http) =>
            {
                http.Request.Body = new MemoryStream(body);
                http.Request.Headers["Stripe-Signature"] = SandboxStripe.Sign(body, secret, world.Time.GetUtcNow());
                return await ReceiveStripeEvent.HandleAsync(
                    services.GetRequiredService<WaickoffDb>(),
                    services.GetRequiredService<StripeGateway>(),
                    services.GetRequiredService<BillingOptions>(),
                    services.GetRequiredService<StripeEventQueue>(),
                    services.GetRequiredService<TimeProvider>(),
                    services.GetRequiredService<ILogger<StripeEventRow>>(),
                    http,
                    default
                );
            }
        );
        return status;
    }
}
