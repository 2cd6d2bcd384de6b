using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Server.Billing;
using Waickoff.Server.Chat;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>The jobs of the server, by the simulated clock and seldomer than in the world, where time costs nothing.</summary>
internal sealed class Jobs(World world, Post post)
{
    private const int MostRounds = 300;

    public void Begin()
    {
        Repeat(1_200, post.WorkAsync);
        Repeat(900, () => world.JobAsync<PayRefunds>(j => j.RunAsync(default)));
        Repeat(5_400, () => world.JobAsync<ReconcilePurchases>(j => j.RunAsync(default)));
        Repeat(700, () => world.JobAsync<TurnReaper>(r => r.ReapAsync(isAlone: false, default)));
        Repeat(900, () => world.JobAsync<SessionEnd>(e => e.ExpireAsync(default)));
    }

    /// <summary>Goes on until nothing waits any more.</summary>
    public async Task DrainAsync()
    {
        for (var round = 0; ; round++)
        {
            await world.WaitAsync(TimeSpan.FromMinutes(10));
            await post.WorkAsync();
            await world.JobAsync<PayRefunds>(j => j.RunAsync(default));
            await world.JobAsync<ReconcilePurchases>(j => j.RunAsync(default));
            await world.JobAsync<TurnReaper>(r => r.ReapAsync(isAlone: false, default));
            var left = 1;
            await world.DoAsync(async services =>
            {
                var db = services.GetRequiredService<WaickoffDb>();
                left =
                    await db.Set<StripeEventRow>().CountAsync(e => e.HandledMs == 0)
                    + await db.Set<PurchaseRefund>().CountAsync(r => r.State == RefundState.Asked)
                    + await db.Set<Turn>().CountAsync(t => t.State == TurnState.Running);
            });
            if (left == 0)
                return;
            if (round == MostRounds)
                throw new InvalidOperationException($"{left} things still wait.");
        }
    }

    private void Repeat(double seconds, Func<Task> job) =>
        world.Begin(async () =>
        {
            while (!world.IsOver)
            {
                await world.WaitAsync(world.Within(seconds / 2, seconds * 1.5));
                await job();
            }
        });
}
