using System.Globalization;
using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Payments;

/// <summary>What the API does, by method and path. The caller holds the store's gate.</summary>
internal sealed class StripeApi(StripeStore store, StripeCheckout checkout, StripeLedger ledger)
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["payment_intents"] = "payment_intent",
        ["charges"] = "charge",
        ["refunds"] = "refund",
        ["disputes"] = "dispute",
        ["invoices"] = "invoice",
        ["events"] = "event",
        ["customers"] = "customer",
        ["balance_transactions"] = "balance_transaction",
    };

    public JsonObject Answer(string method, string path, StripeForm form, string origin)
    {
        checkout.RunDue();
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["v1", "checkout", "sessions", ..])
            parts = ["v1", "checkout/sessions", .. parts[3..]];
        return (method, parts) switch
        {
            ("POST", ["v1", "checkout/sessions"]) => Show(checkout.Create(form, origin), form),
            ("GET", ["v1", "checkout/sessions", var id]) => Show(
                store.Get("checkout.session", id),
                form.Only(),
                canHaveLines: true
            ),
            ("GET", ["v1", "checkout/sessions", var id, "line_items"]) => Lines(store.Get("checkout.session", id)),
            ("POST", ["v1", "checkout/sessions", var id, "expire"]) => Expire(id, form.Only()),
            ("POST", ["v1", "refunds"]) => Refund(form),
            ("POST", ["v1", "customers"]) => Customer(form),
            ("POST", ["v1", "disputes", var id]) => AnswerDispute(id, form),
            ("POST", ["v1", "disputes", var id, "close"]) => CloseDispute(id),
            ("GET", ["v1", var plural]) when Kinds.TryGetValue(plural, out var kind) => List(kind, path, form),
            ("GET", ["v1", var plural, var id]) when Kinds.TryGetValue(plural, out var kind) => Show(
                store.Get(kind, id),
                form.Only()
            ),
            _ => throw new StripeRefusal(
                404,
                "invalid_request_error",
                $"Unrecognized request URL ({method}: {path}).",
                "url_invalid"
            ),
        };
    }

    private JsonObject Expire(string id, StripeForm form)
    {
        var session = store.Get("checkout.session", id, "session");
        checkout.Expire(session);
        return Show(session, form);
    }

    private JsonObject Refund(StripeForm form)
    {
        form.Only("payment_intent", "charge", "amount", "reason", "metadata[]");
        if (form["reason"] is not (null or "duplicate" or "fraudulent" or "requested_by_customer"))
            throw StripeRefusal.Invalid($"Invalid reason: {form["reason"]}", "reason");
        var charge = (form["payment_intent"], form["charge"]) switch
        {
            (null, { } id) => store.Get("charge", id, "charge"),
            ({ } id, null) => store.Find(
                "charge",
                store.Get("payment_intent", id, "payment_intent").Text("latest_charge")
            )
                ?? throw StripeRefusal.Invalid(
                    $"This PaymentIntent ({id}) does not have a successful charge to refund.",
                    "payment_intent"
                ),
            _ => throw StripeRefusal.Invalid("You must specify either payment_intent or charge.", "payment_intent"),
        };
        return Show(ledger.Refund(charge, form.Integer("amount"), form["reason"], form.Metadata("metadata")), form);
    }

    private JsonObject Customer(StripeForm form)
    {
        form.Only("email", "name", "preferred_locales[]", "metadata[]");
        return Show(
            store.Put(
                new JsonObject
                {
                    ["id"] = store.NewId("cus_"),
                    ["object"] = "customer",
                    ["email"] = form["email"],
                    ["name"] = form["name"],
                    ["preferred_locales"] = new JsonArray([
                        .. form.Values("preferred_locales").Select(v => JsonValue.Create(v)),
                    ]),
                    ["metadata"] = form.Metadata("metadata"),
                    ["created"] = store.Now,
                    ["livemode"] = false,
                }
            ),
            form
        );
    }

    /// <summary>Stripe's own test words decide at once how a dispute ends.</summary>
    private JsonObject AnswerDispute(string id, StripeForm form)
    {
        form.Only("evidence[uncategorized_text]", "submit", "metadata[]");
        var dispute = store.Get("dispute", id, "dispute");
        var text = form["evidence[uncategorized_text]"];
        ledger.AnswerDispute(dispute);
        if (text is "winning_evidence" or "losing_evidence")
            ledger.CloseDispute(dispute, text == "winning_evidence");
        return Show(dispute, form);
    }

    private JsonObject CloseDispute(string id)
    {
        var dispute = store.Get("dispute", id, "dispute");
        ledger.CloseDispute(dispute, isWon: false);
        return StripeOutbox.Shown(dispute);
    }

    private JsonObject List(string kind, string path, StripeForm form)
    {
        form.Only(
            "limit",
            "starting_after",
            "ending_before",
            "payment_intent",
            "charge",
            "customer",
            "type",
            "types[]",
            "created[gte]",
            "created[gt]",
            "created[lte]",
            "created[lt]"
        );
        var limit = form.Integer("limit") ?? 10;
        if (limit is < 1 or > 100)
            throw StripeRefusal.Invalid("Limits are 1 to 100.", "limit", "parameter_invalid_integer");
        var types = form.Values("types").ToList();
        var all = store
            .All(kind)
            .Where(o =>
                Array.TrueForAll(
                    ["payment_intent", "charge", "customer"],
                    name => form[name] is not { } wanted || o.Text(name) == wanted
                )
                && (form["type"] is not { } type || o.Text("type") == type)
                && (types.Count == 0 || types.Contains(o.Text("type")!))
                && o.Number("created") >= (form.Integer("created[gte]") ?? long.MinValue)
                && o.Number("created") > (form.Integer("created[gt]") ?? long.MinValue)
                && o.Number("created") <= (form.Integer("created[lte]") ?? long.MaxValue)
                && o.Number("created") < (form.Integer("created[lt]") ?? long.MaxValue)
            )
            .ToList();
        var isBackwards = form["ending_before"] is not null;
        var mark = form["starting_after"] ?? form["ending_before"];
        if (mark is not null)
        {
            store.Get(kind, mark, isBackwards ? "ending_before" : "starting_after");
            var at = all.FindIndex(o => o.Id() == mark);
            all = isBackwards ? all[..Math.Max(at, 0)] : all[(at + 1)..];
        }
        var page = (isBackwards ? all.TakeLast((int)limit) : all.Take((int)limit)).ToList();
        return new JsonObject
        {
            ["object"] = "list",
            ["url"] = path,
            ["has_more"] = all.Count > page.Count,
            ["data"] = new JsonArray([.. page.Select(StripeOutbox.Shown)]),
        };
    }

    private static JsonObject Lines(JsonObject session) =>
        new()
        {
            ["object"] = "list",
            ["url"] = $"/v1/checkout/sessions/{session.Id()}/line_items",
            ["has_more"] = false,
            ["data"] = session["sandbox_lines"]!.DeepClone(),
        };

    /// <summary>The object, with what the request wants to see of others.</summary>
    private JsonObject Show(JsonObject item, StripeForm form, bool canHaveLines = false)
    {
        var shown = StripeOutbox.Shown(item);
        foreach (var path in form.Values("expand"))
        {
            if (canHaveLines && path == "line_items")
            {
                shown["line_items"] = Lines(item);
                continue;
            }
            Expand(shown, path.Split('.'), path);
        }
        return shown;
    }

    private void Expand(JsonObject item, ReadOnlySpan<string> names, string path)
    {
        if (names.Length > 4)
            throw StripeRefusal.Invalid("You can expand up to four levels.", "expand", "parameter_invalid");
        if (names.IsEmpty)
            return;
        if (!item.TryGetPropertyValue(names[0], out var found))
            throw StripeRefusal.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"This property cannot be expanded ({path})."),
                "expand"
            );
        if (found is JsonValue value && value.TryGetValue<string>(out var id) && store.Any(id) is { } other)
            item[names[0]] = found = StripeOutbox.Shown(other);
        if (found is JsonObject next)
            Expand(next, names[1..], path);
    }
}
