using System.Globalization;
using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Payments;

/// <summary>Pay pages: made, paid, refused, settled late, expired. The caller holds the store's gate.</summary>
internal sealed class StripeCheckout(
    SandboxStripeOptions options,
    StripeStore store,
    StripeLedger ledger,
    StripeOutbox outbox
)
{
    private const long Day = 24 * 60 * 60;
    private const long HalfAnHour = 30 * 60;
    private const long Smallest = 50;

    private static readonly string[] Fields =
    [
        "mode",
        "success_url",
        "cancel_url",
        "client_reference_id",
        "customer",
        "customer_email",
        "allow_promotion_codes",
        "discounts[][promotion_code]",
        "automatic_tax[enabled]",
        "tax_id_collection[enabled]",
        "invoice_creation[enabled]",
        "invoice_creation[invoice_data][metadata][]",
        "consent_collection[terms_of_service]",
        "locale",
        "submit_type",
        "custom_text[terms_of_service_acceptance][message]",
        "custom_text[submit][message]",
        "billing_address_collection",
        "expires_at",
        "adaptive_pricing[enabled]",
        "payment_method_types[]",
        "metadata[]",
        "payment_intent_data[metadata][]",
        "payment_intent_data[receipt_email]",
        "payment_intent_data[statement_descriptor_suffix]",
        "ui_mode",
        "line_items[][quantity]",
        "line_items[][price]",
        "line_items[][price_data][currency]",
        "line_items[][price_data][unit_amount]",
        "line_items[][price_data][product_data][name]",
        "line_items[][price_data][product_data][description]",
        "line_items[][price_data][product_data][tax_code]",
        "line_items[][price_data][tax_behavior]",
    ];

    public JsonObject Create(StripeForm form, string origin)
    {
        form.Only(Fields);
        if (form.Required("mode") != "payment")
            throw StripeRefusal.Invalid("The sandbox knows the mode payment only.", "mode");
        foreach (var url in (string[])["success_url", "cancel_url"])
            CheckUrl(url, url == "success_url" ? form.Required(url) : form[url]);
        if (form["customer"] is not null && form["customer_email"] is not null)
            throw StripeRefusal.Invalid("You may only specify one of these parameters: customer, customer_email.");
        if (form["customer"] is { } customer)
            store.Get("customer", customer, "customer");
        if (form.Flag("allow_promotion_codes") && form.Has("discounts"))
            throw StripeRefusal.Invalid(
                "You may only specify one of these parameters: allow_promotion_codes, discounts."
            );
        var expires = form.Integer("expires_at") ?? store.Now + Day;
        if (expires < store.Now + HalfAnHour || expires > store.Now + Day)
            throw StripeRefusal.Invalid(
                "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.",
                "expires_at"
            );
        var lines = Lines(form);
        var id = store.NewId("cs_test_");
        var session = new JsonObject
        {
            ["id"] = id,
            ["object"] = "checkout.session",
            ["mode"] = "payment",
            ["status"] = "open",
            ["payment_status"] = "unpaid",
            ["url"] = $"{origin}/c/pay/{id}",
            ["currency"] = lines[0].Text("currency"),
            ["success_url"] = form["success_url"],
            ["cancel_url"] = form["cancel_url"],
            ["client_reference_id"] = form["client_reference_id"],
            ["customer"] = form["customer"],
            ["customer_email"] = form["customer_email"],
            ["customer_details"] = form["customer_email"] is { } email ? new JsonObject { ["email"] = email } : null,
            ["allow_promotion_codes"] = form.Flag("allow_promotion_codes"),
            ["automatic_tax"] = new JsonObject { ["enabled"] = form.Flag("automatic_tax[enabled]") },
            ["invoice_creation"] = new JsonObject { ["enabled"] = form.Flag("invoice_creation[enabled]") },
            ["consent_collection"] = new JsonObject
            {
                ["terms_of_service"] = form["consent_collection[terms_of_service]"],
            },
            ["consent"] = null,
            ["custom_text"] = new JsonObject
            {
                ["submit"] = form["custom_text[submit][message]"],
                ["terms_of_service_acceptance"] = form["custom_text[terms_of_service_acceptance][message]"],
            },
            ["locale"] = form["locale"],
            ["payment_intent"] = null,
            ["invoice"] = null,
            ["metadata"] = form.Metadata("metadata"),
            ["sandbox_payment_metadata"] = form.Metadata("payment_intent_data[metadata]"),
            ["sandbox_lines"] = new JsonArray([.. lines]),
            ["sandbox_origin"] = origin,
            ["created"] = store.Now,
            ["expires_at"] = expires,
            ["livemode"] = false,
        };
        Total(session, form["discounts[0][promotion_code]"] is { } promotion ? PercentOf(promotion, isId: true) : 0);
        return store.Put(session);
    }

    public void Expire(JsonObject session)
    {
        if (session.Text("status") != "open")
            throw StripeRefusal.Invalid(
                "Only Checkout Sessions with a status in [\"open\"] can be expired. "
                    + $"This Checkout Session has a status of {session.Text("status")}."
            );
        Close(session, "expired");
        outbox.Tell("checkout.session.expired", session);
    }

    /// <summary>Expires pages whose time is over and settles payments by bank that are due.</summary>
    public void RunDue()
    {
        foreach (var session in store.All("checkout.session").ToList())
        {
            if (IsOver(session))
                Expire(session);
            else if (IsSettled(session))
                Settle(session, session.Flag("sandbox_settles_well"));
        }
    }

    /// <summary>Whether there is anything of that.</summary>
    public bool HasDue => store.All("checkout.session").Any(s => IsOver(s) || IsSettled(s));

    private bool IsOver(JsonObject session) =>
        session.Text("status") == "open" && session.Number("expires_at") <= store.Now;

    private bool IsSettled(JsonObject session) =>
        session["sandbox_settles_at"] is not null && session.Number("sandbox_settles_at") <= store.Now;

    /// <summary>A promotion code as the customer writes it.</summary>
    public void Promote(JsonObject session, string code)
    {
        if (session.Flag("allow_promotion_codes"))
            Total(session, PercentOf(code, isId: false));
    }

    /// <summary>What the customer's click on the button does.</summary>
    /// <returns>Null when it is paid or on its way, else why the card was refused.</returns>
    public StripeTestCard? Pay(JsonObject session, StripeTestCard card, string? email, string origin)
    {
        if (session.Text("status") != "open")
            return null;
        session["customer_details"] = new JsonObject
        {
            ["email"] = email ?? session.Text("customer_email"),
            ["name"] = null,
        };
        if (session["consent_collection"]!["terms_of_service"] is not null)
            session["consent"] = new JsonObject { ["terms_of_service"] = "accepted" };
        if (session.Number("amount_total") == 0)
        {
            session["payment_status"] = "no_payment_required";
            Close(session, "complete");
            outbox.Tell("checkout.session.completed", session);
            return null;
        }
        var intent =
            store.Find("payment_intent", session.Text("payment_intent"))
            ?? ledger.NewIntent(session, session["sandbox_payment_metadata"]!.AsObject().Copy());
        intent["amount"] = session.Number("amount_total");
        session["payment_intent"] = intent.Id();
        if (card.DeclineCode is not null)
        {
            outbox.Tell("payment_intent.payment_failed", intent);
            return card;
        }
        Close(session, "complete");
        if (card.IsBank)
        {
            intent["status"] = "processing";
            session["sandbox_settles_well"] = !card.Fails;
            if (options.BankTime is { } wait)
                session["sandbox_settles_at"] = store.Now + (long)wait.TotalSeconds;
            outbox.Tell("checkout.session.completed", session);
            return null;
        }
        Paid(session, intent, card, origin);
        outbox.Tell("checkout.session.completed", session);
        return null;
    }

    public void Settle(JsonObject session, bool isWell)
    {
        session.Remove("sandbox_settles_at");
        var intent = store.Get("payment_intent", session.Text("payment_intent") ?? "");
        if (intent.Text("status") != "processing")
            throw StripeRefusal.Invalid("Nothing is on its way for this page.");
        if (isWell)
        {
            Paid(session, intent, StripeTestCard.BankWell, session.Text("sandbox_origin") ?? "");
            outbox.Tell("checkout.session.async_payment_succeeded", session);
            return;
        }
        intent["status"] = "requires_payment_method";
        outbox.Tell("payment_intent.payment_failed", intent);
        outbox.Tell("checkout.session.async_payment_failed", session);
    }

    private void Paid(JsonObject session, JsonObject intent, StripeTestCard card, string origin)
    {
        var charge = ledger.Charge(intent, card.Number[^4..], origin);
        session["payment_status"] = "paid";
        if (session["invoice_creation"]!.AsObject().Flag("enabled"))
        {
            var id = store.NewId("in_");
            var invoice = store.Put(
                new JsonObject
                {
                    ["id"] = id,
                    ["object"] = "invoice",
                    ["number"] = $"SANDBOX-{id[^6..]}",
                    ["status"] = "paid",
                    ["total"] = session.Number("amount_total"),
                    ["currency"] = session.Text("currency"),
                    ["customer"] = session.Text("customer"),
                    ["hosted_invoice_url"] = $"{origin}/receipts/{charge.Id()}",
                    ["invoice_pdf"] = null,
                    ["created"] = store.Now,
                }
            );
            session["invoice"] = id;
            outbox.Tell("invoice.paid", invoice);
        }
        if (card.IsDisputed)
            ledger.OpenDispute(charge, "fraudulent");
    }

    private static void Close(JsonObject session, string status)
    {
        session["status"] = status;
        session["url"] = null;
    }

    private void Total(JsonObject session, int percentOff)
    {
        var lines = session["sandbox_lines"]!.AsArray();
        var (subtotal, discount, added) = (0L, 0L, 0L);
        var tax = 0L;
        var percent = session["automatic_tax"]!.AsObject().Flag("enabled") ? options.TaxPercent : 0;
        foreach (var line in lines.Select(l => l!.AsObject()))
        {
            var gross = line.Number("amount_subtotal");
            var off = gross * percentOff / 100;
            var net = gross - off;
            var isInclusive = line.Text("tax_behavior") == "inclusive";
            var lineTax = isInclusive
                ? net - (((net * 100) + ((100 + percent) / 2)) / (100 + percent))
                : ((net * percent) + 50) / 100;
            line["amount_discount"] = off;
            line["amount_tax"] = lineTax;
            line["amount_total"] = net + (isInclusive ? 0 : lineTax);
            subtotal += gross;
            discount += off;
            tax += lineTax;
            added += isInclusive ? 0 : lineTax;
        }
        session["amount_subtotal"] = subtotal;
        session["amount_total"] = subtotal - discount + added;
        session["total_details"] = new JsonObject
        {
            ["amount_discount"] = discount,
            ["amount_shipping"] = 0,
            ["amount_tax"] = tax,
        };
    }

    private int PercentOf(string code, bool isId)
    {
        var name = isId && code.StartsWith("promo_", StringComparison.Ordinal) ? code["promo_".Length..] : code;
        return options.PromotionCodes.TryGetValue(name, out var percent)
            ? percent
            : throw StripeRefusal.Invalid($"No such promotion code: '{code}'", "discounts", "resource_missing");
    }

    private List<JsonObject> Lines(StripeForm form)
    {
        var lines = new List<JsonObject>();
        for (var i = 0; form.Has($"line_items[{i.ToString(CultureInfo.InvariantCulture)}]"); i++)
            lines.Add(Line(form, $"line_items[{i.ToString(CultureInfo.InvariantCulture)}]"));
        if (lines.Count == 0)
            throw StripeRefusal.Invalid("Missing required param: line_items.", "line_items", "parameter_missing");
        if (lines.Select(l => l.Text("currency")).Distinct().Count() > 1)
            throw StripeRefusal.Invalid("All prices must have the same currency.", "line_items");
        var total = lines.Sum(l => l.Number("amount_subtotal"));
        if (total is > 0 and < Smallest)
            throw StripeRefusal.Invalid(
                "The Checkout Session's total amount must convert to at least 50 cents.",
                code: "amount_too_small"
            );
        return lines;
    }

    private JsonObject Line(StripeForm form, string key)
    {
        var quantity = form.Integer($"{key}[quantity]") ?? 1;
        if (quantity is < 1 or > 999_999)
            throw StripeRefusal.Invalid("Invalid quantity", $"{key}[quantity]", "parameter_invalid_integer");
        var (price, id) = form[$"{key}[price]"] is { } known
            ? (
                options.Prices.GetValueOrDefault(known) ?? throw StripeRefusal.Missing("price", known, $"{key}[price]"),
                known
            )
            : (OwnPrice(form, $"{key}[price_data]"), store.NewId("price_"));
        return new JsonObject
        {
            ["id"] = store.NewId("li_"),
            ["object"] = "item",
            ["description"] = price.Name,
            ["quantity"] = quantity,
            ["currency"] = price.Currency,
            ["amount_subtotal"] = price.UnitAmount * quantity,
            ["tax_behavior"] = form[$"{key}[price_data][tax_behavior]"] ?? "exclusive",
            ["price"] = new JsonObject
            {
                ["id"] = id,
                ["object"] = "price",
                ["currency"] = price.Currency,
                ["unit_amount"] = price.UnitAmount,
            },
        };
    }

    private static StripePrice OwnPrice(StripeForm form, string key)
    {
        var amount =
            form.Integer($"{key}[unit_amount]")
            ?? throw StripeRefusal.Invalid(
                $"Missing required param: {key}[unit_amount].",
                $"{key}[unit_amount]",
                "parameter_missing"
            );
        if (amount is < 0 or > 99_999_999)
            throw StripeRefusal.Invalid("Invalid amount", $"{key}[unit_amount]", "parameter_invalid_integer");
        var currency = form.Required($"{key}[currency]");
        if (currency is not ("usd" or "eur" or "gbp" or "mxn"))
            throw StripeRefusal.Invalid($"Invalid currency: {currency}", $"{key}[currency]");
        return new StripePrice(currency, amount, form.Required($"{key}[product_data][name]"));
    }

    private static void CheckUrl(string name, string? url)
    {
        if (
            url is not null
            && !(Uri.TryCreate(url, UriKind.Absolute, out var read) && read.Scheme is ("http" or "https"))
        )
            throw StripeRefusal.Invalid("Not a valid URL", name, "url_invalid");
    }
}
