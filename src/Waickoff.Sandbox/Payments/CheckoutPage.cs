using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Payments;

/// <summary>The page on which a customer pays: plain HTML, no script, nothing from elsewhere.</summary>
internal sealed class CheckoutPage(StripeStore store, StripeCheckout checkout)
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#767676;--main:#1f4bd8;--on:#fff;--bad:#b00020}
        @media (prefers-color-scheme:dark){:root{--main:#9db7ff;--on:#0b1020;--bad:#ff8a80}}
        body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:32rem;padding:1rem}
        table{width:100%;border-collapse:collapse}td,th{padding:.35rem 0;text-align:left;font-weight:inherit}
        td:last-child{text-align:right;font-variant-numeric:tabular-nums}.sum>*{font-weight:700;border-top:1px solid var(--line)}
        label{display:block;margin-top:1rem}input:not([type=checkbox]){box-sizing:border-box;width:100%;min-height:2.75rem;
        padding:.5rem;font:inherit;border:1px solid var(--line);border-radius:.4rem}input[type=checkbox]{width:1.5rem;height:1.5rem;
        vertical-align:middle;margin-right:.5rem}button{min-height:2.75rem;padding:.5rem 1.25rem;font:inherit;font-weight:700;
        border:1px solid var(--main);border-radius:.4rem;background:var(--main);color:var(--on);margin-top:1rem}
        button.plain{background:none;color:inherit}a{display:inline-block;padding:.5rem 0;color:var(--main)}
        .bad{border-left:.3rem solid var(--bad);padding:.5rem .75rem}.note{border:1px dashed var(--line);padding:.5rem .75rem}
        :focus-visible{outline:3px solid var(--main);outline-offset:2px}code{white-space:nowrap}
        """;

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    public async Task HandleAsync(HttpContext context, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var form = context.Request is { Method: "POST", HasFormContentType: true }
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : null;
        var language = context.Request.Headers.AcceptLanguage.ToString();
        var origin = $"{context.Request.Scheme}://{context.Request.Host}";
        (int Status, string Text, string Target) answer;
        lock (store.Gate)
        {
            checkout.RunDue();
            answer = parts switch
            {
                ["receipts", var id] => Receipt(store.Find("charge", id), language),
                ["c", "pay", var id] => Pay(store.Find("checkout.session", id), form, language, origin),
                _ => (404, Document(CheckoutTexts.Of(null, language), NotThere(language)), ""),
            };
            store.Save();
        }
        if (answer.Status == 303)
        {
            context.Response.StatusCode = 303;
            context.Response.Headers.Location = answer.Target;
            return;
        }
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{StyleHash}'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
            + (answer.Target.Length > 0 ? $" {answer.Target}" : "");
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(answer.Text, context.RequestAborted);
    }

    private (int, string, string) Pay(JsonObject? session, IFormCollection? form, string language, string origin)
    {
        var texts = CheckoutTexts.Of(session?.Text("locale"), language);
        if (session is null)
            return (404, Document(texts, NotThere(language)), "");
        if (form is null || session.Text("status") != "open")
            return (200, Document(texts, Show(session, texts, null, null, form)), OriginOf(session));
        string? problem = null;
        if (form["promotion"].ToString().Trim() is { Length: > 0 } code)
            problem = Promote(session, code) ? null : texts.NoPromotion;
        var isOnlyCode = form["action"] == "apply";
        var needsTerms = session["consent_collection"]!["terms_of_service"] is not null;
        if (problem is null && !isOnlyCode)
        {
            var card = StripeTestCard.Find(form["card"]);
            problem =
                needsTerms && form["terms"] != "on" ? texts.NoTerms
                : session.Number("amount_total") > 0 && card is null ? texts.UnknownCard
                : null;
            if (problem is null)
            {
                var email = form["email"].ToString() is { Length: > 0 } typed ? typed : null;
                var refused = checkout.Pay(session, card ?? StripeTestCard.Paid, email, origin);
                if (refused is null)
                    return (303, "", Success(session));
                problem = texts.Declined(refused.DeclineCode!);
            }
        }
        var field =
            problem == texts.NoTerms ? "terms"
            : problem == texts.NoPromotion ? "promotion"
            : "card";
        return (200, Document(texts, Show(session, texts, problem, field, form)), OriginOf(session));
    }

    private bool Promote(JsonObject session, string code)
    {
        try
        {
            checkout.Promote(session, code);
            return true;
        }
        catch (StripeRefusal)
        {
            return false;
        }
    }

    private static string Success(JsonObject session) =>
        session.Text("success_url")!.Replace("{CHECKOUT_SESSION_ID}", session.Id(), StringComparison.Ordinal);

    /// <summary>Where the form's answer may lead, which browsers check.</summary>
    private static string OriginOf(JsonObject session) =>
        new Uri(session.Text("success_url")!).GetLeftPart(UriPartial.Authority);

    private static string Show(
        JsonObject session,
        CheckoutTexts texts,
        string? problem,
        string? field,
        IFormCollection? form
    )
    {
        if (session.Text("status") == "expired")
            return $"<p>{texts.Expired}</p>{Back(session, texts)}";
        if (session.Text("status") == "complete")
            return $"<p>{texts.Complete}</p><p><a href=\"{E(Success(session))}\">{texts.Receipt}</a></p>";
        var html = new StringBuilder($"<p class=\"note\">{texts.Notice}</p>");
        if (problem is not null)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"bad\" role=\"alert\" id=\"problem\">{E(problem)}</p>"
            );
        html.Append(Sums(session, texts)).Append("<form method=\"post\">");
        var email = form?["email"].ToString() is { Length: > 0 } typed ? typed : session.Text("customer_email");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<label for=\"email\">{texts.Email}</label><input id=\"email\" name=\"email\" type=\"email\" autocomplete=\"email\" value=\"{E(email)}\">"
        );
        if (session.Flag("allow_promotion_codes"))
            html.Append(
                CultureInfo.InvariantCulture,
                $"<label for=\"promotion\">{texts.Promotion}</label><input id=\"promotion\" name=\"promotion\" autocomplete=\"off\"{Wrong(field, "promotion")} value=\"{E(form?["promotion"].ToString())}\"><button class=\"plain\" name=\"action\" value=\"apply\">{texts.Apply}</button>"
            );
        html.Append(
            CultureInfo.InvariantCulture,
            $"<label for=\"card\">{texts.Card}</label><input id=\"card\" name=\"card\" autocomplete=\"off\" list=\"cards\" aria-describedby=\"cards-help{(field == "card" ? " problem" : "")}\"{(field == "card" ? " aria-invalid=\"true\"" : "")} value=\"{E(form?["card"].ToString() ?? StripeTestCard.Paid.Number)}\">"
        );
        html.Append("<datalist id=\"cards\">");
        foreach (var card in StripeTestCard.All)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<option value=\"{card.Number}\">{E(texts.Does(card))}</option>"
            );
        html.Append(CultureInfo.InvariantCulture, $"</datalist><p id=\"cards-help\">{texts.CardHelp}</p><table>");
        foreach (var card in StripeTestCard.All)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\"><code>{card.Number}</code></th><td>{E(texts.Does(card))}</td></tr>"
            );
        html.Append("</table>");
        if (session["consent_collection"]!["terms_of_service"] is not null)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<label><input type=\"checkbox\" id=\"terms\" name=\"terms\"{Wrong(field, "terms")}> {E(session["custom_text"]!.AsObject().Text("terms_of_service_acceptance") ?? texts.Terms)}</label>"
            );
        if (session["custom_text"]!.AsObject().Text("submit") is { } submit)
            html.Append(CultureInfo.InvariantCulture, $"<p>{E(submit)}</p>");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<button name=\"action\" value=\"pay\">{texts.Pay} {Money(session.Number("amount_total"), session)}</button></form>"
        );
        return html.Append(Back(session, texts)).ToString();
    }

    private static string Wrong(string? field, string name) =>
        field == name ? " aria-invalid=\"true\" aria-describedby=\"problem\"" : "";

    private static string Sums(JsonObject session, CheckoutTexts texts)
    {
        var html = new StringBuilder("<table>");
        foreach (var line in session["sandbox_lines"]!.AsArray().Select(l => l!.AsObject()))
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{E(line.Text("description"))} × {line.Number("quantity")}</th><td>{Money(line.Number("amount_subtotal"), session)}</td></tr>"
            );
        var details = session["total_details"]!.AsObject();
        foreach (
            var (name, amount) in ((string, long)[])
                [(texts.Discount, -details.Number("amount_discount")), (texts.Tax, details.Number("amount_tax"))]
        )
        {
            if (amount != 0)
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<tr><th scope=\"row\">{name}</th><td>{Money(amount, session)}</td></tr>"
                );
        }
        html.Append(
            CultureInfo.InvariantCulture,
            $"<tr class=\"sum\"><th scope=\"row\">{texts.Total}</th><td>{Money(session.Number("amount_total"), session)}</td></tr></table>"
        );
        return html.ToString();
    }

    private static (int, string, string) Receipt(JsonObject? charge, string language)
    {
        var texts = CheckoutTexts.Of(null, language);
        return charge is null
            ? (404, Document(texts, NotThere(language)), "")
            : (
                200,
                Document(
                    texts with
                    {
                        Title = texts.Receipt,
                    },
                    $"<p class=\"note\">{texts.Notice}</p><p><code>{charge.Id()}</code></p><p>{texts.Total}: {Money(charge.Number("amount"), charge)}</p>"
                ),
                ""
            );
    }

    private static string NotThere(string language) => $"<p>{CheckoutTexts.Of(null, language).Missing}</p>";

    private static string Back(JsonObject session, CheckoutTexts texts) =>
        session.Text("cancel_url") is { } url ? $"<p><a href=\"{E(url)}\">{texts.Cancel}</a></p>" : "";

    private static string Document(CheckoutTexts texts, string main) =>
        $"<!doctype html><html lang=\"{texts.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{texts.Title}</title><style>{Style}</style></head><body><main><h1>{texts.Title}</h1>{main}</main></body></html>";

    private static string Money(long minor, JsonObject item) =>
        string.Create(CultureInfo.InvariantCulture, $"{minor / 100m:0.00} {item.Text("currency")?.ToUpperInvariant()}");

    private static string E(string? text) => WebUtility.HtmlEncode(text ?? "");
}
