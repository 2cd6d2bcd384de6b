using System.Net;
using Waickoff.Server.Billing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing;

/// <summary>What was bought while there was a provider of payments, now that there is none.</summary>
public sealed class ClosedPaymentsTests
{
    private const string Chief = "chief@example.com";
    private const string NoOrder = "pur_01890a5dac96774bbcceb302099a8057";

    [Fact]
    public async Task Without_a_provider_nothing_is_given_back_either()
    {
        await using var server = await RunningServer.StartAsync(settings: [$"Accounts:Operator={Chief}"]);
        using var person = await server.SignUpAtAsync(Chief);
        var bought = BoughtBy((await person.GetAsync("/api/account")).GetProperty("id").GetString()!);
        await server.WithDbAsync(db =>
        {
            db.Add(bought);
            return db.SaveChangesAsync();
        });
        foreach (
            var (path, body) in ((string, object?)[])
                [
                    ($"/api/purchases/{bought.Id}/refund", null),
                    ($"/api/operators/purchases/{NoOrder}/refund", new { reason = "none" }),
                    (
                        "/api/withdrawals",
                        new
                        {
                            name = "Ana",
                            email = Chief,
                            order = NoOrder,
                        }
                    ),
                ]
        )
        {
            using var refused = await person.SendAsync(HttpMethod.Post, path, body);
            await PurchaseTests.RefusedAsync(refused, HttpStatusCode.Conflict, "payments_closed");
        }
        await server.WithServiceAsync<ReconcilePurchases>(r => r.RunAsync(default));
        await server.WithServiceAsync<PayRefunds>(r => r.RunAsync(default));
        var closed = await Should.ThrowAsync<ProblemException>(() =>
            server.WithServiceAsync<Fulfilment>(f => f.RunAsync(bought.Id, default))
        );
        closed.Problem.Code.ShouldBe("payments_closed");
    }

    /// <summary>What was bought while there was a provider.</summary>
    private static Purchase BoughtBy(string person) =>
        new()
        {
            Id = NoOrder,
            UserId = person,
            Key = "a-key-of-mine",
            Pack = "starter",
            Sessions = 5,
            Price = 500,
            Currency = "usd",
            Language = "en",
            ConsentMs = 1,
            ConsentVersion = ReadPacks.ConsentVersion,
            CreatedMs = 1,
            State = PurchaseState.Paid,
            CheckoutSession = "cs_test_1",
            Payment = "pi_1",
            Total = 500,
        };
}
