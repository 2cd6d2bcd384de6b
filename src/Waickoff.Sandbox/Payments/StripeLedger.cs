using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Payments;

/// <summary>Payments, refunds and disputes, and the events that tell of them. The caller holds the store's gate.</summary>
internal sealed class StripeLedger(StripeStore store, StripeOutbox outbox)
{
    /// <summary>2.9 % and 30 cents, rounded half up.</summary>
    public static long FeeOf(long amount) => ((amount * 29) + 500) / 1000 + 30;

    private const long DisputeFee = 1500;

    public JsonObject NewIntent(JsonObject session, JsonObject metadata) =>
        store.Put(
            new JsonObject
            {
                ["id"] = store.NewId("pi_"),
                ["object"] = "payment_intent",
                ["amount"] = session.Number("amount_total"),
                ["amount_received"] = 0,
                ["currency"] = session.Text("currency"),
                ["status"] = "requires_payment_method",
                ["latest_charge"] = null,
                ["metadata"] = metadata,
                ["created"] = store.Now,
                ["livemode"] = false,
            }
        );

    public JsonObject Charge(JsonObject intent, string last4, string origin)
    {
        var amount = intent.Number("amount");
        var id = store.NewId("ch_");
        var charge = store.Put(
            new JsonObject
            {
                ["id"] = id,
                ["object"] = "charge",
                ["amount"] = amount,
                ["amount_captured"] = amount,
                ["amount_refunded"] = 0,
                ["currency"] = intent.Text("currency"),
                ["status"] = "succeeded",
                ["paid"] = true,
                ["captured"] = true,
                ["refunded"] = false,
                ["disputed"] = false,
                ["payment_intent"] = intent.Id(),
                ["receipt_url"] = $"{origin}/receipts/{id}",
                ["payment_method_details"] = new JsonObject
                {
                    ["type"] = "card",
                    ["card"] = new JsonObject { ["last4"] = last4 },
                },
                ["metadata"] = intent["metadata"]!.DeepClone(),
                ["created"] = store.Now,
                ["livemode"] = false,
            }
        );
        charge["balance_transaction"] = Move(charge, amount, FeeOf(amount), "charge").Id();
        intent["latest_charge"] = id;
        intent["amount_received"] = amount;
        intent["status"] = "succeeded";
        outbox.Tell("payment_intent.succeeded", intent);
        outbox.Tell("charge.succeeded", charge);
        return charge;
    }

    public JsonObject Refund(JsonObject charge, long? wanted, string? reason, JsonObject metadata)
    {
        var left = charge.Number("amount") - charge.Number("amount_refunded");
        if (left == 0)
            throw StripeRefusal.Invalid(
                $"Charge {charge.Id()} has already been refunded.",
                code: "charge_already_refunded"
            );
        if (charge.Flag("disputed"))
            throw StripeRefusal.Invalid(
                $"Charge {charge.Id()} has been charged back; cannot issue a refund.",
                code: "charge_disputed"
            );
        var amount = wanted ?? left;
        if (amount < 1)
            throw StripeRefusal.Invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
        if (amount > left)
            throw StripeRefusal.Invalid(
                $"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})",
                "amount",
                "amount_too_large"
            );
        var refund = store.Put(
            new JsonObject
            {
                ["id"] = store.NewId("re_"),
                ["object"] = "refund",
                ["amount"] = amount,
                ["currency"] = charge.Text("currency"),
                ["charge"] = charge.Id(),
                ["payment_intent"] = charge.Text("payment_intent"),
                ["reason"] = reason,
                ["status"] = "succeeded",
                ["metadata"] = metadata,
                ["created"] = store.Now,
            }
        );
        // Stripe keeps the fee of the charge.
        refund["balance_transaction"] = Move(refund, -amount, 0, "refund").Id();
        Refunded(charge, amount);
        outbox.Tell("refund.created", refund);
        outbox.Tell("charge.refunded", charge);
        outbox.Tell("refund.updated", refund);
        return refund;
    }

    /// <summary>The bank does not take a refund: the money is back with us.</summary>
    public void FailRefund(JsonObject refund)
    {
        if (refund.Text("status") == "failed")
            return;
        refund["status"] = "failed";
        refund["failure_reason"] = "expired_or_canceled_card";
        var charge = store.Get("charge", refund.Text("charge")!);
        Move(refund, refund.Number("amount"), 0, "refund_failure");
        Refunded(charge, -refund.Number("amount"));
        outbox.Tell("refund.failed", refund);
        outbox.Tell("refund.updated", refund);
    }

    public JsonObject OpenDispute(JsonObject charge, string reason)
    {
        if (charge.Flag("disputed"))
            throw StripeRefusal.Invalid($"Charge {charge.Id()} is disputed already.");
        var amount = charge.Number("amount") - charge.Number("amount_refunded");
        var dispute = store.Put(
            new JsonObject
            {
                ["id"] = store.NewId("dp_"),
                ["object"] = "dispute",
                ["amount"] = amount,
                ["currency"] = charge.Text("currency"),
                ["charge"] = charge.Id(),
                ["payment_intent"] = charge.Text("payment_intent"),
                ["reason"] = reason,
                ["status"] = "needs_response",
                ["balance_transactions"] = new JsonArray(),
                ["metadata"] = new JsonObject(),
                ["created"] = store.Now,
                ["livemode"] = false,
            }
        );
        charge["disputed"] = true;
        outbox.Tell("charge.dispute.created", dispute);
        dispute["balance_transactions"]!.AsArray().Add(Move(dispute, -amount, DisputeFee, "adjustment").DeepClone());
        outbox.Tell("charge.dispute.funds_withdrawn", dispute);
        return dispute;
    }

    public void AnswerDispute(JsonObject dispute)
    {
        dispute["status"] = "under_review";
        outbox.Tell("charge.dispute.updated", dispute);
    }

    public void CloseDispute(JsonObject dispute, bool isWon)
    {
        if (dispute.Text("status") is "won" or "lost")
            throw StripeRefusal.Invalid("This dispute is already closed.");
        dispute["status"] = isWon ? "won" : "lost";
        if (isWon)
        {
            var back = Move(dispute, dispute.Number("amount"), 0, "adjustment");
            dispute["balance_transactions"]!.AsArray().Add(back.DeepClone());
            outbox.Tell("charge.dispute.funds_reinstated", dispute);
        }
        outbox.Tell("charge.dispute.closed", dispute);
    }

    private static void Refunded(JsonObject charge, long amount)
    {
        charge["amount_refunded"] = charge.Number("amount_refunded") + amount;
        charge["refunded"] = charge.Number("amount_refunded") == charge.Number("amount");
    }

    private JsonObject Move(JsonObject source, long amount, long fee, string type) =>
        store.Put(
            new JsonObject
            {
                ["id"] = store.NewId("txn_"),
                ["object"] = "balance_transaction",
                ["amount"] = amount,
                ["fee"] = fee,
                ["net"] = amount - fee,
                ["currency"] = source.Text("currency"),
                ["type"] = type,
                ["source"] = source.Id(),
                ["status"] = "available",
                ["created"] = store.Now,
            }
        );
}
