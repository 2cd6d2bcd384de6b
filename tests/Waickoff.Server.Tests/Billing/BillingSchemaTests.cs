using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Billing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing;

/// <summary>T08: every rule that the tables of purchases have refuses what breaks it, whoever asks.</summary>
public sealed class BillingSchemaTests
{
    public static TheoryData<string> Databases => PurchaseTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Each_rule_of_the_tables_is_hit(string database)
    {
        await using var server = await RunningServer.StartAsync(await PurchaseTests.Database(database));
        string[] tables = ["purchase", "purchase_refund", "stripe_event"];
        await using var connection = await server.Get<Database>().OpenAsync(default);
        var rules = await SchemaRules.ReadAsync(connection, t => tables.Contains(t));
        await AddAsync(server, Purchase("pur_1", "key-1", "cs_1"), Refund("rfn_1", "re_1"), Event("evt_1"));
        object[] impossible =
        [
            Purchase("pur_1", "key-2", "cs_2"),
            Purchase("pur_2", "key-1", "cs_3"),
            Purchase("pur_3", "key-3", "cs_1"),
            Refund("rfn_1", "re_2"),
            Refund("rfn_2", "re_1"),
            Event("evt_1"),
        ];

        var hit = new HashSet<string?>();
        foreach (var row in impossible)
        {
            var refused = await Should.ThrowAsync<DbUpdateException>(() => AddAsync(server, row));
            hit.Add(SchemaRules.Of(refused.InnerException.ShouldBeAssignableTo<DbException>()!));
        }

        rules.Count.ShouldBe(6);
        hit.ShouldBe(rules, ignoreOrder: true);
    }

    private static Task<int> AddAsync(RunningServer server, params object[] rows) =>
        server.WithDbAsync(db =>
        {
            db.AddRange(rows);
            return db.SaveChangesAsync();
        });

    private static Purchase Purchase(string id, string key, string page) =>
        new()
        {
            Id = id,
            UserId = "usr_1",
            Key = key,
            Pack = "starter",
            Sessions = 5,
            Price = 500,
            Currency = "usd",
            Language = "en",
            ConsentMs = 1,
            ConsentVersion = "1",
            CreatedMs = 1,
            CheckoutSession = page,
        };

    private static PurchaseRefund Refund(string id, string stripeRefund) =>
        new()
        {
            Id = id,
            PurchaseId = "pur_1",
            Sessions = 1,
            Amount = 1,
            Tax = 0,
            By = "buyer",
            CreatedMs = 1,
            StripeRefund = stripeRefund,
        };

    private static StripeEventRow Event(string id) =>
        new()
        {
            Id = id,
            Type = "charge.refunded",
            About = "ch_1",
            ReceivedMs = 1,
        };
}
