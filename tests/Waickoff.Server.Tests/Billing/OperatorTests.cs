using System.Data.Common;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Waickoff.Ledger;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Billing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing;

/// <summary>What operators see and do about money, and that it is written down.</summary>
public class OperatorTests
{
    private const string Chief = "chief@example.com";

    public static TheoryData<string> Databases => PurchaseTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_operator_finds_a_buyer_gives_the_money_back_and_it_is_written_down(string database)
    {
        await using var shop = await OpenAsync(await PurchaseTests.Database(database));
        using var chief = await shop.Server.SignUpAtAsync(Chief);
        using var ana = await shop.Server.SignUpAtAsync("ana.of.the.shop@example.com");
        var id = await shop.SellAsync(ana, "trader");

        var people = (await chief.GetAsync("/api/operators/people?search=OF.THE.Shop")).GetProperty("people");
        people.GetArrayLength().ShouldBe(1);
        people[0].GetProperty("isOperator").GetBoolean().ShouldBeFalse();
        var person = people[0].GetProperty("id").GetString()!;
        (await chief.GetAsync($"/api/operators/people/{person}")).GetRawText().ShouldBe(people[0].GetRawText());
        (await chief.GetAsync($"/api/operators/people/{person}/credits"))
            .GetRawText()
            .ShouldBe((await ana.GetAsync("/api/credits")).GetRawText());
        (await chief.GetAsync($"/api/operators/people/{person}/statement"))
            .GetRawText()
            .ShouldBe((await ana.GetAsync("/api/credits/statement")).GetRawText());
        (await IdsAsync(chief, "purchases?state=paid", "sales", s => s.GetProperty("purchase"))).ShouldBe([id]);
        (await IdsAsync(chief, "purchases?state=refused", "sales", s => s.GetProperty("purchase"))).ShouldBeEmpty();
        (await IdsAsync(chief, $"purchases?person={person}", "sales", s => s.GetProperty("purchase"))).ShouldBe([id]);

        var refunded = await chief.PostAsync(
            $"/api/operators/purchases/{id}/refund",
            new { reason = "bought twice by mistake" }
        );
        refunded.GetProperty("refunds")[0].GetProperty("amount").GetInt64().ShouldBe(1_000);
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((1, 0));
        var refund = (await chief.GetAsync("/api/operators/refunds?state=paid")).GetProperty("refunds")[0];
        var own = (await chief.GetAsync("/api/account")).GetProperty("id").GetString();
        refund.GetProperty("by").GetString().ShouldBe(own);
        refund.GetProperty("purchase").GetString().ShouldBe(id);
        // Nothing is left to give back, and nothing more is written down.
        using var again = await chief.SendAsync(
            HttpMethod.Post,
            $"/api/operators/purchases/{id}/refund",
            new { reason = "again" }
        );
        await PurchaseTests.RefusedAsync(again, HttpStatusCode.Conflict, "nothing_to_refund");
        await chief.PostAsync(
            "/api/credits/grants",
            new
            {
                person,
                credits = 2,
                reason = "an apology",
                key = "anapology1",
            }
        );
        using (var role = await chief.SendAsync(HttpMethod.Put, "/api/operators", new { person, isOperator = true }))
            role.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var actions = (await chief.GetAsync("/api/operators/actions")).GetProperty("actions").EnumerateArray();
        actions
            .Select(a =>
                (
                    a.GetProperty("operator").GetString(),
                    a.GetProperty("kind").GetString(),
                    a.GetProperty("target").GetString(),
                    a.GetProperty("detail").GetString()
                )
            )
            .ShouldBe([
                (Chief, "roleGiven", person, ""),
                (Chief, "creditsGiven", person, "2: an apology"),
                (Chief, "refunded", id, "bought twice by mistake"),
            ]);
        await shop.AuditAsync();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_an_operator_did_stays_as_it_was_written(string database)
    {
        await using var shop = await OpenAsync(await PurchaseTests.Database(database));
        using var chief = await shop.Server.SignUpAtAsync(Chief);
        using var ana = await shop.Server.SignUpAtAsync("ana.of.the.shop@example.com");
        var person = (await ana.GetAsync("/api/account")).GetProperty("id").GetString()!;
        using (await chief.SendAsync(HttpMethod.Put, "/api/operators", new { person, isOperator = true })) { }
        var before = (await chief.GetAsync("/api/operators/actions")).GetRawText();

        foreach (
            var change in new[]
            {
                "UPDATE operator_action SET \"Detail\" = 'nothing'",
                "DELETE FROM operator_action",
                database == "SQLite"
                    ? "INSERT OR REPLACE INTO operator_action SELECT * FROM operator_action"
                    : "TRUNCATE operator_action",
            }
        )
            await Should.ThrowAsync<DbException>(async () =>
            {
                await using var connection = await shop.Server.Get<Database>().OpenAsync(default);
                await using var command = connection.CreateCommand();
                command.CommandText = change;
                await command.ExecuteNonQueryAsync();
            });

        (await chief.GetAsync("/api/operators/actions")).GetRawText().ShouldBe(before);
        before.ShouldContain(person);
    }

    [Fact]
    public async Task An_event_that_was_given_up_is_handled_when_an_operator_says_so()
    {
        await using var shop = await OpenAsync(isTold: false);
        using var chief = await shop.Server.SignUpAtAsync(Chief);
        using var ana = await shop.Server.SignUpAsync();
        var begun = await Shop.BuyAsync(ana);
        shop.Stripe.Pay(Shop.PageOf(begun)).ShouldBeTrue();
        // For days nobody could ask Stripe what the events are about; now they are tried for the last time.
        shop.Stripe.Faults.Next(StripeFault.ErrorBefore, 1_000_000);
        await shop.Stripe.ReplayAsync(new StripeReplay { Senders = 1 });
        await shop.Server.WithDbAsync(db =>
            db.Set<StripeEventRow>()
                .ExecuteUpdateAsync(e => e.SetProperty(x => x.Tries, 39).SetProperty(x => x.DueMs, 0))
        );
        while (await shop.Server.Get<HandleStripeEvents>().WorkAsync(default)) { }
        shop.Stripe.Faults.Clear();
        var lost = (await InboxAsync(chief, "givenUp")).Where(e => IsAbout(e, begun)).ToList();
        lost.Count.ShouldBe(1);
        lost[0].GetProperty("tries").GetInt32().ShouldBe(40);
        (await Shop.CreditsAsync(ana)).ShouldBe((1, 0));

        var id = lost[0].GetProperty("id").GetString();
        using (var sent = await chief.SendAsync(HttpMethod.Post, $"/api/operators/events/{id}/redeliver"))
            sent.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await shop.QuietAsync();

        (await Shop.CreditsAsync(ana)).ShouldBe((6, 0));
        (await InboxAsync(chief, "givenUp")).Where(e => IsAbout(e, begun)).ShouldBeEmpty();
        (await InboxAsync(chief, "done")).Where(e => IsAbout(e, begun)).Count().ShouldBe(1);
        using var unknown = await chief.SendAsync(HttpMethod.Get, "/api/operators/events?state=lost");
        await PurchaseTests.RefusedAsync(unknown, HttpStatusCode.BadRequest, "invalid_field");
        var action = (await chief.GetAsync("/api/operators/actions")).GetProperty("actions")[0];
        action.GetProperty("kind").GetString().ShouldBe("eventRedelivered");
        action.GetProperty("target").GetString().ShouldBe(id);
        await shop.AuditAsync();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_a_pack_earns_and_costs_is_what_the_journal_has(string database)
    {
        await using var shop = await OpenAsync(await PurchaseTests.Database(database));
        using var chief = await shop.Server.SignUpAtAsync(Chief);
        using var ana = await shop.Server.SignUpAsync();
        await shop.SellAsync(ana, "starter");
        await shop.SellAsync(ana, "starter");
        var back = await shop.SellAsync(ana, "trader");
        var session = await UseAsync(ana, 2, shop);
        await ana.PostAsync($"/api/purchases/{back}/refund");
        await shop.QuietAsync();

        var told = await chief.GetAsync("/api/operators/economics");

        told.GetProperty("floorPercent").GetInt32().ShouldBe(55);
        var packs = told.GetProperty("packs").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!);
        packs.Keys.ShouldBe(["starter", "trader", "professional", "expert", "institutional"]);
        var starter = packs["starter"];
        (Read(starter, "sold"), Read(starter, "gross"), Read(starter, "fees"), Read(starter, "ended")).ShouldBe(
            (2, 1_000, 90, 1)
        );
        (Read(packs["trader"], "gross"), Read(packs["trader"], "refunded")).ShouldBe((1_000, 1_000));
        (Read(packs["expert"], "sold"), Read(packs["expert"], "gross")).ShouldBe((0, 0));
        await using var connection = await shop.Server.Get<Database>().OpenAsync(default);
        var balance = await shop.Server.Get<CreditLedger>().SessionBalanceAsync(connection, session);
        Read(starter, "modelCostMicroUsd").ShouldBe(balance!.SpentMicroUsd + balance.CarriedMicroUsd);
        // A session that was hardly used says nothing about one that was.
        Read(starter, "used").ShouldBe(0);
        starter.TryGetProperty("perSession", out _).ShouldBeFalse();
        var money = (await chief.GetAsync("/api/operators/money"))
            .GetProperty("accounts")
            .EnumerateArray()
            .ToDictionary(a => a.GetProperty("account").GetString()!, a => Read(a, "amount"));
        money["revenue"].ShouldBe(1_000);
        money["cardFees"].ShouldBe(90 + 59);
        money["processor"].ShouldBe(1_000 - 90 - 59);
        money["salesClearing"].ShouldBe(0);
        // Who reads it without the server, beside it, reads the same.
        var report = await EconomicsReport.ReadAsync(
            shop.Server.App.Configuration,
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.MaxValue,
            default
        );
        report.FloorPercent.ShouldBe(55);
        await shop.Server.WithServiceAsync<UnitEconomics>(async e =>
            report.Packs.ShouldBe(await e.OfAsync(0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds(), default))
        );
    }

    [Fact]
    public async Task What_was_sold_otherwise_than_today_is_reckoned_as_it_was_sold()
    {
        await using var shop = await OpenAsync(
            settings:
            [
                "Billing:Packs:seven:Sessions=7",
                "Billing:Packs:seven:Price=900",
                "Billing:Packs:seven:Currency=eur",
                $"Billing:Packs:seven:StripePrice={Shop.EuroPrice}",
            ]
        );
        using var chief = await shop.Server.SignUpAtAsync(Chief);
        using var ana = await shop.Server.SignUpAsync();
        await shop.SellAsync(ana, "seven");
        await SoldOtherwiseAsync(shop, await shop.SellAsync(ana, "trader"), pack: "gone", currency: "usd");
        await SoldOtherwiseAsync(shop, await shop.SellAsync(ana, "starter"), pack: "starter", currency: "eur");

        var packs = (await chief.GetAsync("/api/operators/economics"))
            .GetProperty("packs")
            .EnumerateArray()
            .ToDictionary(p => (p.GetProperty("name").GetString(), p.GetProperty("currency").GetString()));

        shop.Stripe.All("checkout.session")[0]["currency"]!.GetValue<string>().ShouldBe("eur");
        packs.Count.ShouldBe(5 + 3);
        foreach (
            var (name, currency, price, sessions) in ((string, string, long, long)[])
                [("seven", "eur", 900, 7), ("gone", "usd", 1_000, 12), ("starter", "eur", 500, 5)]
        )
        {
            var pack = packs[(name, currency)];
            (Read(pack, "sold"), Read(pack, "gross"), Read(pack, "price"), Read(pack, "sessions")).ShouldBe(
                (1, price, price, sessions)
            );
            pack.TryGetProperty("perSession", out _).ShouldBeFalse();
        }
        Read(packs[("starter", "usd")], "sold").ShouldBe(0);
    }

    [Fact]
    public async Task A_pack_that_leaves_too_little_raises_an_alarm_on_the_page_and_in_the_log()
    {
        await using var shop = await OpenAsync(settings: "Billing:LeastMarginPercent=100");
        using var chief = await shop.Server.SignUpAtAsync(Chief);
        using var ana = await shop.Server.SignUpAsync();
        await shop.SellAsync(ana);
        var session = await UseAsync(ana, 2, shop);
        // As if its tokens had been used up.
        await using (var connection = await shop.Server.Get<Database>().OpenAsync(default))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText =
                "UPDATE ledger_session SET released_tokens = 0, used_tokens = limit_tokens,"
                + $" spent_micro_usd = 150000 WHERE id = '{session}'";
            await command.ExecuteNonQueryAsync();
        }

        var pack = (await chief.GetAsync("/api/operators/economics")).GetProperty("packs")[0];

        pack.GetProperty("isBelowFloor").GetBoolean().ShouldBeTrue();
        var one = pack.GetProperty("perSession");
        // 5.00 for 5 sessions; 15 cents by 2.9 % and 30 beside.
        (Read(one, "gross"), Read(one, "fee"), Read(one, "cost")).ShouldBe((1_000_000, 90_000, 150_000));
        one.GetProperty("marginPercent").GetDecimal().ShouldBe(76m);
    }

    /// <summary>As if a purchase had been one of a pack that is not there today.</summary>
    private static Task<int> SoldOtherwiseAsync(Shop shop, string purchase, string pack, string currency) =>
        shop.Server.WithDbAsync(db =>
            db.Set<Purchase>()
                .Where(p => p.Id == purchase)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.Pack, pack).SetProperty(x => x.Currency, currency))
        );

    private static Task<Shop> OpenAsync(string database = "", bool isTold = true, params string[] settings) =>
        Shop.OpenAsync(database, isTold, settings: [$"Accounts:Operator={Chief}", .. settings]);

    /// <summary>Opens sessions and closes the last.</summary>
    private static async Task<string> UseAsync(ApiClient person, int count, Shop shop)
    {
        var last = "";
        for (var i = 0; i < count; i++)
        {
            var opened = await person.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, $"opening-{i:D4}");
            await person.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
            last = opened.GetProperty("id").GetString()!;
        }
        await person.PostAsync($"/api/sessions/{last}/close");
        return last;
    }

    private static long Read(JsonElement of, string name) => of.GetProperty(name).GetInt64();

    private static bool IsAbout(JsonElement told, JsonElement purchase) =>
        told.GetProperty("about").GetString() == Shop.PageOf(purchase);

    private static async Task<List<JsonElement>> InboxAsync(ApiClient chief, string state) =>
        [.. (await chief.GetAsync($"/api/operators/events?state={state}")).GetProperty("events").EnumerateArray()];

    private static async Task<List<string?>> IdsAsync(
        ApiClient chief,
        string path,
        string list,
        Func<JsonElement, JsonElement> which
    ) =>
        [
            .. (await chief.GetAsync($"/api/operators/{path}"))
                .GetProperty(list)
                .EnumerateArray()
                .Select(s => which(s).GetProperty("id").GetString()),
        ];
}
