using System.Text.Json.Nodes;
using Waickoff.Sandbox.Payments;

namespace Waickoff.Payments.Tests;

/// <summary>Stripe's own client buys, gives back and disputes at the sandbox: what the sandbox says is what that client understands.</summary>
public class OfficialPurchaseTests
{
    [Fact]
    public async Task The_official_client_drives_the_sandbox_through_checkout_refund_and_dispute()
    {
        await using var recorder = await RequestRecorder.StartAsync();
        await using var stripe = await SandboxStripe.StartAsync(
            new SandboxStripeOptions { Endpoints = [new StripeEndpoint(recorder.Address, "whsec_official")] }
        );
        const string create = """
            [{"mode": "payment", "success_url": "http://127.0.0.1:9/", "metadata": {"package": "trader"},
              "line_items": [{"quantity": 1, "price_data":
                {"currency": "usd", "unit_amount": 1000, "product_data": {"name": "Trader"}}}],
              "payment_intent_data": {"metadata": {"package": "trader"}}}, {"idempotencyKey": "KEY"}]
            """;
        var made = await OfficialClient.RunAsync(
            stripe.BaseUrl,
            [
                OfficialClient.Call("checkout.sessions.create", create),
                OfficialClient.Call("checkout.sessions.create", create),
                OfficialClient.Call(
                    "checkout.sessions.create",
                    create.Replace("1000", "999", StringComparison.Ordinal)
                ),
                OfficialClient.Call(
                    "checkout.sessions.create",
                    create.Replace("KEY", "second", StringComparison.Ordinal)
                ),
                OfficialClient.Call("checkout.sessions.expire", """["$3.id"]"""),
            ]
        );
        made["version"]!.GetValue<string>().ShouldBe(StripeVersion.Pinned);
        var id = Text(made.Value(0), "id");
        Text(made.Value(1), "id").ShouldBe(id);
        made["results"]![2]!["error"]!.GetValue<string>().ShouldBe("StripeIdempotencyError");
        Text(made.Value(4), "status").ShouldBe("expired");

        stripe.Pay(id).ShouldBeTrue();
        var run = await OfficialClient.RunAsync(
            stripe.BaseUrl,
            [
                OfficialClient.Call(
                    "checkout.sessions.retrieve",
                    $$"""["{{id}}", {"expand": ["line_items", "payment_intent.latest_charge.balance_transaction"]}]"""
                ),
                OfficialClient.Call(
                    "refunds.create",
                    """[{"payment_intent": "$0.payment_intent.id", "amount": 400, "reason": "requested_by_customer"}]"""
                ),
                OfficialClient.Call(
                    "refunds.create",
                    """[{"payment_intent": "$0.payment_intent.id", "amount": 601}]"""
                ),
                OfficialClient.Call("refunds.list", """[{"payment_intent": "$0.payment_intent.id"}]"""),
                OfficialClient.Call("charges.retrieve", """["$0.payment_intent.latest_charge.id"]"""),
                OfficialClient.Call(
                    "events.list",
                    """[{"types": ["checkout.session.completed", "charge.refunded"]}]"""
                ),
                OfficialClient.Call("customers.retrieve", """["cus_none"]"""),
            ]
        );
        Text(run.Value(0), "payment_status").ShouldBe("paid");
        run.Value(0)["line_items"]!["data"]!.AsArray().Count.ShouldBe(1);
        run.Value(0)["payment_intent"]!["latest_charge"]!["balance_transaction"]!["fee"]!.GetValue<int>().ShouldBe(59);
        run["results"]![2]!["error"]!.GetValue<string>().ShouldBe("StripeInvalidRequestError");
        run.Value(3)["data"]!.AsArray().Count.ShouldBe(1);
        run.Value(4)["amount_refunded"]!.GetValue<int>().ShouldBe(400);
        run.Value(5)["data"]!.AsArray().Count.ShouldBe(2);
        run["results"]![6]!["code"]!.GetValue<string>().ShouldBe("resource_missing");

        var payment = Text(run.Value(0)["payment_intent"]!, "id");
        stripe.Dispute(Text(run.Value(4), "id"));
        var disputes = await OfficialClient.RunAsync(
            stripe.BaseUrl,
            [
                OfficialClient.Call("disputes.list", $$"""[{"payment_intent": "{{payment}}"}]"""),
                OfficialClient.Call("disputes.retrieve", """["$0.data.0.id"]"""),
                OfficialClient.Call(
                    "disputes.update",
                    """["$0.data.0.id", {"evidence": {"uncategorized_text": "winning_evidence"}}]"""
                ),
                OfficialClient.Call("disputes.close", """["$0.data.0.id"]"""),
            ]
        );
        disputes.Value(1)["amount"]!.GetValue<int>().ShouldBe(600);
        Text(disputes.Value(2), "status").ShouldBe("won");
        disputes["results"]![3]!["error"]!.GetValue<string>().ShouldBe("StripeInvalidRequestError");

        await stripe.QuietAsync();
        var sent = recorder.Requests;
        var read = await OfficialClient.RunAsync(
            stripe.BaseUrl,
            sent.Select(r => new JsonObject
            {
                ["verify"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(r.Body)),
                ["header"] = r.Header("Stripe-Signature"),
                ["secret"] = "whsec_official",
            })
        );
        sent.Count.ShouldBe(stripe.All("event").Count);
        Enumerable
            .Range(0, sent.Count)
            .Select(i => read.Value(i).GetValue<string>())
            .ShouldBe(stripe.All("event").Select(e => Text(e, "id")), ignoreOrder: true);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
