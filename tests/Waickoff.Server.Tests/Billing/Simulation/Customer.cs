using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Accounts;
using Waickoff.Server.Billing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>Somebody who buys, uses what was bought, and gives back what was not.</summary>
internal sealed class Customer(World world, int number)
{
    private static readonly string[] Packs = ["starter", "trader", "professional", "expert", "institutional"];

    private readonly List<string> orders = [];
    private readonly Chatter chatter = new(world, number);
    private int wishes;

    public async Task LiveAsync()
    {
        await world.WaitAsync(world.Within(0, 14_400));
        while (!world.IsOver)
        {
            var act = world.Random.Next(100);
            if (act < 28)
                await BuyAsync();
            else if (act < 48)
                await chatter.OpenAsync();
            else if (act < 80)
                await chatter.AskAsync();
            else if (act < 84)
                await chatter.CloseAsync();
            else if (act < 94)
                await RefundAsync();
            else
                await WithdrawAsync();
            await world.WaitAsync(world.Within(30, 25_000));
        }
    }

    private async Task BuyAsync()
    {
        var pack = Packs[Math.Min(world.Random.Next(Packs.Length), world.Random.Next(Packs.Length))];
        var key = string.Create(CultureInfo.InvariantCulture, $"wish-{number:D3}-{wishes++:D4}");
        // A double click, or a patient person.
        if (world.Random.Next(8) == 0)
            world.Begin(() => WishAsync(pack, key));
        for (var tries = 0; tries < 3; tries++)
        {
            if (await WishAsync(pack, key) is { } bought)
            {
                orders.Add(bought.Id);
                world.Begin(() => PayAsync(bought.Url!.Split('/')[^1]));
                return;
            }
            await world.WaitAsync(world.Within(1, 600));
        }
    }

    private async Task<PurchaseAnswer?> WishAsync(string pack, string key)
    {
        var (status, value) = await world.AskAsync(
            $"{number} wishes {pack}",
            number,
            key,
            async (s, http) =>
                await BuyPack.HandleAsync(
                    new BuyPack.Request(pack, true),
                    http.User,
                    s.GetRequiredService<WaickoffDb>(),
                    s.GetRequiredService<Catalogue>(),
                    s.GetRequiredService<StripeGateway>(),
                    s.GetRequiredService<PayPages>(),
                    s.GetRequiredService<BillingOptions>(),
                    s.GetRequiredService<TimeProvider>(),
                    s.GetRequiredService<ILogger<Purchase>>(),
                    http,
                    default
                )
        );
        return status == 201 ? (PurchaseAnswer?)value : null;
    }

    /// <summary>What becomes of a pay page: paid, refused and paid, refused, by bank, with a code, or left.</summary>
    private async Task PayAsync(string page)
    {
        await world.WaitAsync(world.Within(5, 1_200));
        var draw = world.Random.Next(100);
        var (card, code) = draw switch
        {
            < 52 => (StripeTestCard.Paid, null),
            < 60 => (StripeTestCard.Declined, null),
            < 70 => (StripeTestCard.BankWell, null),
            < 75 => (StripeTestCard.BankFails, null),
            < 79 => (StripeTestCard.Disputed, null),
            < 84 => (StripeTestCard.Paid, "HALF"),
            < 88 => (StripeTestCard.Paid, "GIFT"),
            _ => ((StripeTestCard?)null, (string?)null),
        };
        if (card is null)
            return;
        await TypeAsync(page, card, code);
        if (card == StripeTestCard.Declined && world.Random.Next(3) > 0)
            await TypeAsync(page, StripeTestCard.Paid, null);
        if (card.IsBank)
            world.Begin(() => SettleAsync(page, isWell: !card.Fails));
        if (world.Random.Next(5) > 0)
            await CheckAsync(page);
    }

    private async Task TypeAsync(string page, StripeTestCard card, string? code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/c/pay/{page}");
        request.Content = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["card"] = card.Number,
                ["terms"] = "on",
                ["promotion"] = code ?? "",
            }
        );
        using var answer = await world.ToStripeAsync(request);
        world.Note($"{number} pays {page} with {card.Number} {code}: {(int)answer.StatusCode}");
    }

    /// <summary>The bank takes its time.</summary>
    private async Task SettleAsync(string page, bool isWell)
    {
        await world.WaitAsync(world.Within(600, 40_000));
        var session = world.Stripe.All("checkout.session").Single(s => (string?)s["id"] == page);
        if ((string?)session["status"] != "complete")
            return;
        world.Stripe.Settle(page, isWell);
        world.Note($"the bank settles {page}: {isWell}");
        world.StripeChanged();
    }

    private Task<(int Status, object? Value)> CheckAsync(string page) =>
        world.AskAsync(
            $"{number} comes back from {page}",
            number,
            null,
            async (s, http) =>
                await CheckPurchase.HandleAsync(
                    page,
                    http.User,
                    s.GetRequiredService<WaickoffDb>(),
                    s.GetRequiredService<Fulfilment>(),
                    s.GetRequiredService<Refunding>(),
                    s.GetRequiredService<BillingOptions>(),
                    s.GetRequiredService<ILogger<Purchase>>(),
                    http,
                    default
                )
        );

    private async Task RefundAsync()
    {
        if (orders.Count == 0)
            return;
        var order = orders[world.Random.Next(orders.Count)];
        if (world.Random.Next(6) == 0)
            world.Begin(() => RefundAsync(order));
        await RefundAsync(order);
    }

    private Task<(int Status, object? Value)> RefundAsync(string order) =>
        world.AskAsync(
            $"{number} gives {order} back",
            number,
            null,
            async (s, http) =>
                await RefundPurchase.HandleAsync(
                    order,
                    http.User,
                    s.GetRequiredService<WaickoffDb>(),
                    s.GetRequiredService<Refunding>(),
                    s.GetRequiredService<BillingOptions>(),
                    http,
                    default
                )
        );

    private async Task WithdrawAsync()
    {
        if (orders.Count == 0)
            return;
        var order = orders[world.Random.Next(orders.Count)];
        await world.AskAsync(
            $"{number} withdraws from {order}",
            null,
            null,
            async (s, http) =>
                await WithdrawPurchase.HandleAsync(
                    new WithdrawPurchase.Request("Somebody", SimulatedServer.EmailOf(number), order),
                    s.GetRequiredService<WaickoffDb>(),
                    s.GetRequiredService<Refunding>(),
                    s.GetRequiredService<SignInAttempts>(),
                    s.GetRequiredService<BillingOptions>(),
                    http,
                    default
                )
        );
    }
}
