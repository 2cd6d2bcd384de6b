using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Billing;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Billing;

/// <summary>Events as they come in the world: many times, in any order, late, not at all, or while the database is away.</summary>
public sealed class StripeOrderTests(ITestOutputHelper output)
{
    /// <summary>The free session of a new account.</summary>
    private const int Free = 1;

    private static bool IsWhole => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    public static TheoryData<string> Databases => PurchaseTests.Databases;

    /// <summary>T15.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Each_event_many_times_in_random_order_credits_each_purchase_once(string database)
    {
        var (random, seed) = Drawn();
        await using var shop = await Shop.OpenAsync(await PurchaseTests.Database(database), isTold: false);
        using var buyers = new Buyers(await Buyers.SignUpAsync(shop.Server, IsWhole ? 20 : 4));
        var purchases = IsWhole ? 1_000 : 30;
        string[] packs = ["starter", "trader", "professional", "expert", "institutional"];
        var expected = buyers.All.ToDictionary(b => b, _ => (long)Free);
        for (var i = 0; i < purchases; i++)
        {
            var (buyer, pack) = (buyers.All[i % buyers.All.Count], packs[random.Next(packs.Length)]);
            var begun = await Shop.BuyAsync(buyer, pack);
            shop.Stripe.Pay(Shop.PageOf(begun)).ShouldBeTrue();
            expected[buyer] += begun.GetProperty("sessions").GetInt64();
        }

        var sent = await shop.Stripe.ReplayAsync(
            new StripeReplay
            {
                FewestTimes = 1,
                MostTimes = 20,
                IsShuffled = true,
                Senders = 4,
                Seed = seed,
            }
        );
        await shop.QuietAsync();

        sent.ShouldAllBe(d => d.IsTaken);
        foreach (var buyer in buyers.All)
            (await Shop.CreditsAsync(buyer)).ShouldBe((expected[buyer], 0));
        var states = await shop.Server.WithDbAsync(db => db.Set<Purchase>().Select(p => p.State).ToListAsync());
        states.Count.ShouldBe(purchases);
        states.ShouldAllBe(s => s == PurchaseState.Paid);
        await shop.AuditAsync();
        output.WriteLine($"{purchases} purchases, {sent.Count} deliveries");
    }

    /// <summary>T16.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_way_back_and_the_event_at_once_credit_once(string database)
    {
        await using var shop = await Shop.OpenAsync(await PurchaseTests.Database(database), isTold: false);
        using var ana = await shop.Server.SignUpAsync();
        var rounds = IsWhole ? 1_000 : 40;
        for (var round = 1; round <= rounds; round++)
        {
            var begun = await Shop.BuyAsync(ana);
            var known = shop.Stripe.All("event").Count;
            shop.Stripe.Pay(Shop.PageOf(begun)).ShouldBeTrue();
            var told = shop.Stripe.All("event").Skip(known).Select(e => e["id"]!.GetValue<string>()).ToList();

            var checking = ana.PostAsync($"/api/purchases/{Shop.PageOf(begun)}/check");
            await Task.WhenAll(checking, shop.Stripe.ReplayAsync(new StripeReplay { EventIds = told, Senders = 2 }));

            // Whoever was first, who comes back sees it paid and has the sessions.
            (await checking)
                .GetProperty("state")
                .GetString()
                .ShouldBe("paid");
            (await Shop.CreditsAsync(ana)).ShouldBe((Free + (5L * round), 0));
        }
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + (5L * rounds), 0));
        await shop.AuditAsync();
        output.WriteLine($"{rounds} rounds");
    }

    /// <summary>T17.</summary>
    [Fact]
    public async Task A_wish_that_is_pressed_many_times_is_one_page()
    {
        var (random, _) = Drawn();
        await using var shop = await Shop.OpenAsync(await PurchaseTests.Database("PostgreSQL"));
        using var ana = await shop.Server.SignUpAsync();
        var wishes = IsWhole ? 500 : 20;
        for (var wish = 0; wish < wishes; wish++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"a-wish-{wish:D6}");
            var answers = await Task.WhenAll(
                Enumerable.Range(0, random.Next(2, 11)).Select(_ => Shop.BuyAsync(ana, "starter", key))
            );
            answers.Select(a => a.GetRawText()).Distinct().Count().ShouldBe(1);
        }
        shop.Stripe.All("checkout.session").Count.ShouldBe(wishes);
        (await shop.Server.WithDbAsync(db => db.Set<Purchase>().CountAsync())).ShouldBe(wishes);
    }

    /// <summary>T22.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task After_three_days_without_Stripe_the_first_look_finds_all_that_was_paid(string database)
    {
        var time = new ShiftedTime();
        await using var shop = await Shop.OpenAsync(await PurchaseTests.Database(database), isTold: false, time: time);
        var email = $"ana.{Guid.NewGuid():N}@example.com";
        using var ana = await shop.Server.SignUpAtAsync(email);
        var pages = new List<string>();
        for (var i = 0; i < 3; i++)
            pages.Add(Shop.PageOf(await Shop.BuyAsync(ana)));
        // Away before anything is paid: a server that has just started looks too.
        shop.Stripe.Faults.Next(StripeFault.ErrorBefore, 100_000);
        foreach (var page in pages)
            shop.Stripe.Pay(page).ShouldBeTrue();
        await shop.Server.WithServiceAsync<ReconcilePurchases>(r => r.RunAsync(default));
        time.Shift += TimeSpan.FromHours(72);
        await ana.PostAsync("/api/sign-in", new { email, password = ApiClient.Password });
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));

        shop.Stripe.Faults.Clear();
        await shop.Server.WithServiceAsync<ReconcilePurchases>(r => r.RunAsync(default));

        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 15, 0));
        await shop.Stripe.ReplayAsync(new StripeReplay { IsShuffled = true, MostTimes = 3 });
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 15, 0));
        await shop.AuditAsync();
    }

    /// <summary>T23.</summary>
    [Fact]
    public async Task Events_that_come_while_the_database_is_away_are_refused_whole_and_taken_later()
    {
        await using var database = PostgresFaults.Start(await PurchaseTests.Database("PostgreSQL"));
        database.Disarm();
        await using var shop = await Shop.OpenAsync(
            database.ConnectionString,
            isTold: false,
            settings: "Logging:LogLevel:Default=None"
        );
        using var ana = await shop.Server.SignUpAsync();
        for (var i = 0; i < 5; i++)
            shop.Stripe.Pay(Shop.PageOf(await Shop.BuyAsync(ana))).ShouldBeTrue();

        database.TakeAway();
        var refused = await shop.Stripe.ReplayAsync();
        database.GiveBack();

        refused.ShouldAllBe(d => d.Status == 503);
        (await shop.Server.WithDbAsync(db => db.Set<StripeEventRow>().CountAsync())).ShouldBe(0);
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        // Stripe tells again.
        (await shop.Stripe.ReplayAsync()).ShouldAllBe(d => d.IsTaken);
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 25, 0));
        await shop.AuditAsync();
    }

    private (Random Random, int Seed) Drawn()
    {
        var seed = Environment.GetEnvironmentVariable("WAICKOFF_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF);
        output.WriteLine($"WAICKOFF_SEED={seed}");
        return (new Random(seed), seed);
    }

    /// <summary>Some people who buy.</summary>
    private sealed record Buyers(IReadOnlyList<ApiClient> All) : IDisposable
    {
        public static async Task<IReadOnlyList<ApiClient>> SignUpAsync(RunningServer server, int count)
        {
            var all = new List<ApiClient>();
            for (var i = 0; i < count; i++)
                all.Add(await server.SignUpAsync());
            return all;
        }

        public void Dispose()
        {
            foreach (var buyer in All)
                buyer.Dispose();
        }
    }
}
