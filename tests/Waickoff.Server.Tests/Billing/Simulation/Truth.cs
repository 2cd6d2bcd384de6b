using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Ledger;
using Waickoff.Ledger.Audit;
using Waickoff.Ledger.Entries;
using Waickoff.Server.Billing;
using Waickoff.Server.Chat;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>
/// What has to be so when nothing is open any more, worked out from what Stripe has and from the sessions that were opened, without a look at how
/// the server came to its own figures.
/// </summary>
internal sealed class Truth
{
    private static readonly Dictionary<long, long> SessionsByPrice = new()
    {
        [500] = 5,
        [1_000] = 12,
        [2_000] = 30,
        [4_000] = 75,
        [8_000] = 200,
    };

    private readonly List<string> wrong = [];
    private readonly World world;
    private readonly Dictionary<string, List<JsonObject>> atStripe = new(StringComparer.Ordinal);
    private List<Purchase> purchases = [];
    private List<PurchaseRefund> refunds = [];
    private List<TradingSession> sessions = [];
    private readonly Dictionary<string, long> kept = new(StringComparer.Ordinal);

    private Truth(World world) => this.world = world;

    /// <summary>What is wrong, a line each.</summary>
    public static async Task<IReadOnlyList<string>> ComplaintsAsync(World world)
    {
        var truth = new Truth(world);
        await truth.LookAsync();
        return truth.wrong;
    }

    private async Task LookAsync()
    {
        var server = world.Server!;
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        purchases = await db.Set<Purchase>().AsNoTracking().ToListAsync();
        refunds = await db.Set<PurchaseRefund>().AsNoTracking().ToListAsync();
        sessions = await db.Set<TradingSession>().AsNoTracking().ToListAsync();
        await using var connection = await server.Get<Database>().OpenAsync(default);
        var report = await LedgerAuditor.RunAsync(connection, world.Time.Now.ToUnixTimeMilliseconds());
        foreach (var found in report.Violations)
            wrong.Add($"{found.Name} {string.Join(' ', found.Samples)}");
        Same(
            "open holds",
            await NumberAsync(db, "SELECT count(*) AS \"Value\" FROM ledger_hold WHERE state = 'held'"),
            0
        );
        var ledger = server.Get<CreditLedger>();
        var people = new List<UserBalance>();
        for (var i = 0; i < SimulatedServer.People; i++)
            people.Add(await ledger.BalanceAsync(connection, SimulatedServer.Person(i)));
        LookAtGrants(people);
        LookAtRefunds();
        LookAtDisputes();
        for (var i = 0; i < people.Count; i++)
            LookAtPerson(i, people[i]);
        LookAtMoney(await ledger.MoneyBalancesAsync(connection));
    }

    /// <summary>Whatever was paid was granted once, whatever was not was not.</summary>
    private void LookAtGrants(List<UserBalance> people)
    {
        var lots = people.SelectMany(p => p.Lots).Where(l => l.Source == GrantSource.Purchase).ToList();
        var paid = 0;
        foreach (var page in All("checkout.session"))
        {
            var (id, order) = (page.Id(), (string)page["client_reference_id"]!);
            var isPaid = (string?)page["payment_status"] is "paid" or "no_payment_required";
            paid += isPaid ? 1 : 0;
            Same(
                $"pages of {order}",
                All("checkout.session").Count(p => (string?)p["client_reference_id"] == order),
                1
            );
            var purchase = purchases.Find(p => p.Id == order);
            Same($"the page of {order}", purchase?.CheckoutSession ?? (isPaid ? "" : id), id);
            Same($"{order} is paid", purchase?.State == PurchaseState.Paid, isPaid);
            var granted = lots.Where(l => l.Id == $"grant:{id}").Sum(l => l.Credits);
            Same($"sessions of {order}", granted, isPaid ? SessionsByPrice[page.Number("amount_subtotal")] : 0);
            if (isPaid)
                Same($"the price of {order}", purchase!.Total, page.Number("amount_total"));
        }
        var back = refunds.Count(r => lots.Exists(l => l.Id == r.BackLot));
        Same("lots of purchases", lots.Count, paid + back);
    }

    /// <summary>Each refund is paid once, and is known on both sides.</summary>
    private void LookAtRefunds()
    {
        foreach (var refund in All("refund"))
        {
            var id = refund.Id();
            var ours = refunds.Where(r => r.StripeRefund == id).ToList();
            Same($"refunds {id}", ours.Count, 1);
            if (ours.Count != 1)
                continue;
            Same($"the amount of {id}", ours[0].Amount, refund.Number("amount"));
            Same($"{id}", ours[0].State, (string?)refund["status"] == "failed" ? RefundState.Failed : RefundState.Paid);
        }
        foreach (
            var twice in All("refund").GroupBy(r => (string?)r["metadata"]!["refund"]).Where(g => g.Key is not null)
        )
            Same($"payments of {twice.Key}", twice.Count(), 1);
        foreach (var refund in refunds.Where(r => r.StripeRefund is null))
            Same($"{refund.Id}, which Stripe does not have,", refund.State, RefundState.Failed);
        foreach (var charge in All("charge"))
            if (charge.Number("amount_refunded") is var back && (back < 0 || back > charge.Number("amount")))
                wrong.Add($"{charge.Id()} is refunded by {back}");
    }

    private void LookAtDisputes()
    {
        foreach (var purchase in purchases.Where(p => p.State == PurchaseState.Paid))
        {
            var dispute = All("dispute").Find(d => (string?)d["payment_intent"] == purchase.Payment);
            Same(
                $"the dispute of {purchase.Id}",
                purchase.Dispute,
                dispute is null
                    ? DisputeState.None
                    : (string?)dispute["status"] switch
                    {
                        "won" => DisputeState.Won,
                        "lost" => DisputeState.Lost,
                        _ => DisputeState.Open,
                    }
            );
            var mine = refunds.Where(r => r.PurchaseId == purchase.Id).ToList();
            var left = purchase.Sessions - mine.Where(r => r.State != RefundState.Failed).Sum(r => r.Sessions);
            if (left < 0)
                wrong.Add($"{purchase.Id} gave more sessions back than it had");
            LookAtShare(purchase, mine.Count, purchase.Sessions - left);
            // With lost money go all sessions, whether they were there or used.
            kept[purchase.Id] = dispute is not null && (string?)dispute["status"] == "lost" ? 0 : left;
        }
    }

    /// <summary>As large a part of the sessions is gone as of the money, but for what is rounded with each refund.</summary>
    private void LookAtShare(Purchase purchase, int count, long gone)
    {
        if (purchase.Total == 0)
            return;
        var money = All("refund")
            .Where(r => (string?)r["payment_intent"] == purchase.Payment && (string?)r["status"] == "succeeded")
            .Sum(r => r.Number("amount"));
        var expected = (double)purchase.Sessions * money / purchase.Total;
        if (Math.Abs(gone - expected) > 1 + count)
            wrong.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{gone} of {purchase.Sessions} sessions of {purchase.Id} went with {money} of {purchase.Total}"
                )
            );
    }

    /// <summary>What a person has is what was bought and kept, less what was opened; what is missing is owed.</summary>
    private void LookAtPerson(int number, UserBalance balance)
    {
        var person = SimulatedServer.Person(number);
        var bought = purchases.Where(p => p.UserId == person).Sum(p => kept.GetValueOrDefault(p.Id));
        var opened = sessions.Count(s => s.UserId == person && s.Status != SessionStatus.Returned);
        var expected = 1 + bought - opened;
        Same($"the credits of person {number}", balance.Credits, Math.Max(0, expected));
        Same($"what person {number} owes", balance.Owed, Math.Max(0, -expected));
    }

    /// <summary>Our books have what Stripe has, to the cent, and nothing is between two accounts.</summary>
    private void LookAtMoney(IReadOnlyList<MoneyBalance> money)
    {
        long Booked(MoneyAccount account) => money.Where(m => m.Account == account).Sum(m => m.Amount);
        long Sum(string kind, string field, Func<JsonObject, bool>? which = null) =>
            All(kind).Where(which ?? (_ => true)).Sum(o => o.Number(field));
        Same("money in between", Booked(MoneyAccount.SalesClearing), 0);
        Same("money at Stripe", Booked(MoneyAccount.Processor), Sum("balance_transaction", "net"));
        Same("fees", Booked(MoneyAccount.CardFees), Sum("balance_transaction", "fee"));
        Same(
            "money in dispute",
            Booked(MoneyAccount.Disputed),
            Sum("dispute", "amount", d => (string?)d["status"] is not ("won" or "lost"))
        );
        var earned =
            Sum("charge", "amount")
            - Sum("refund", "amount", r => (string?)r["status"] == "succeeded")
            - Sum("dispute", "amount", d => (string?)d["status"] == "lost");
        Same("what was earned, with its tax", -Booked(MoneyAccount.Revenue) - Booked(MoneyAccount.Tax), earned);
    }

    private void Same<T>(string what, T there, T expected)
    {
        if (!Equals(there, expected))
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {there}, should be {expected}"));
    }

    private List<JsonObject> All(string kind)
    {
        if (!atStripe.TryGetValue(kind, out var all))
            atStripe[kind] = all = [.. world.Stripe.All(kind)];
        return all;
    }

    private static Task<long> NumberAsync(WaickoffDb db, string sql) =>
        db.Database.SqlQueryRaw<long>(sql).SingleAsync();
}
