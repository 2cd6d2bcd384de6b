using System.Text.Json.Nodes;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>What happens at Stripe without the server: refunds in its own pages, refunds that banks send back, disputes and their ends.</summary>
internal sealed class Bank(World world)
{
    public async Task LiveAsync()
    {
        while (!world.IsOver)
        {
            await world.WaitAsync(world.Within(600, 7_200));
            var act = world.Random.Next(10);
            if (act < 4)
                Refund();
            else if (act < 6)
                FailRefund();
            else if (act < 8)
                Dispute();
            foreach (var dispute in world.Stripe.All("dispute").Where(d => !IsClosed(d)).ToList())
                if (world.Random.Next(5) == 0)
                    Close(dispute);
            world.StripeChanged();
        }
        foreach (var dispute in world.Stripe.All("dispute").Where(d => !IsClosed(d)).ToList())
            if (world.Random.Next(3) > 0)
                Close(dispute);
        world.StripeChanged();
    }

    private void Refund()
    {
        if (Drawn("charge", c => !IsDisputed(c) && Left(c) > 0) is not { } charge)
            return;
        var amount = world.Random.Next(2) == 0 ? Left(charge) : world.Random.NextInt64(1, Left(charge) + 1);
        world.Stripe.Refund(charge.Id(), amount);
        world.Note($"somebody gives {amount} of {charge.Id()} back in Stripe's pages");
    }

    private void FailRefund()
    {
        var disputed = world.Stripe.All("charge").Where(IsDisputed).Select(c => c.Id()).ToHashSet();
        if (
            Drawn("refund", r => (string?)r["status"] == "succeeded" && !disputed.Contains((string)r["charge"]!))
            is not { } refund
        )
            return;
        world.Stripe.FailRefund(refund.Id());
        world.Note($"a bank sends {refund.Id()} back");
    }

    private void Dispute()
    {
        if (Drawn("charge", c => !IsDisputed(c) && Left(c) > 0) is not { } charge)
            return;
        world.Stripe.Dispute(charge.Id());
        world.Note($"a bank asks {charge.Id()} back");
    }

    private void Close(JsonObject dispute)
    {
        var isWon = world.Random.Next(2) == 0;
        world.Stripe.CloseDispute(dispute.Id(), isWon);
        world.Note($"{dispute.Id()} is won: {isWon}");
    }

    private JsonObject? Drawn(string kind, Func<JsonObject, bool> isRight)
    {
        var all = world.Stripe.All(kind).Where(isRight).ToList();
        return all.Count == 0 ? null : all[world.Random.Next(all.Count)];
    }

    private static bool IsClosed(JsonObject dispute) => (string?)dispute["status"] is "won" or "lost";

    private static bool IsDisputed(JsonObject charge) => charge["disputed"]!.GetValue<bool>();

    private static long Left(JsonObject charge) => charge.Number("amount") - charge.Number("amount_refunded");
}
