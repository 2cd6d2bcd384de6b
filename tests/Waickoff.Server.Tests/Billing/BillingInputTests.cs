using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Payments.Webhooks;
using Waickoff.Server.Billing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing;

/// <summary>What buyers and operators may ask for, what they are told else, and page by page what there is.</summary>
public sealed class BillingInputTests : IAsyncLifetime
{
    private const string Chief = "chief@example.com";
    private const string Nobody = "usr_01890a5dac96774bbcceb302099a8057";
    private const string NoOrder = "pur_01890a5dac96774bbcceb302099a8057";
    private static readonly string TooLong = new('x', 301);
    private Shop shop = null!;
    private ApiClient chief = null!;

    public async Task InitializeAsync()
    {
        shop = await Shop.OpenAsync(settings: [$"Accounts:Operator={Chief}"]);
        chief = await shop.Server.SignUpAtAsync(Chief);
    }

    public async Task DisposeAsync()
    {
        chief.Dispose();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task A_page_a_state_or_an_id_that_cannot_be_is_named()
    {
        foreach (
            var path in (string[])
                [
                    "/api/purchases?take=0",
                    "/api/purchases?before=ses_1",
                    "/api/credits/statement?take=101",
                    "/api/operators/purchases?take=0",
                    "/api/operators/purchases?state=lost",
                    "/api/operators/purchases?before=1",
                    "/api/operators/purchases?person=1",
                    "/api/operators/refunds?take=0",
                    "/api/operators/refunds?state=lost",
                    "/api/operators/refunds?before=1",
                    "/api/operators/events?take=0",
                    "/api/operators/events?before=1",
                    "/api/operators/events?before=evt_unknown",
                    $"/api/operators/events?before=evt_{new string('a', 300)}",
                    "/api/operators/events?before=evt_with-sign",
                    "/api/operators/economics?days=0",
                    "/api/operators/economics?days=3661",
                ]
        )
            await RefusedAsync(HttpMethod.Get, path, null, HttpStatusCode.BadRequest, "invalid_field");
        // A wish without a key of its own.
        var wish = new { pack = "starter", startsNow = true };
        await RefusedAsync(HttpMethod.Post, "/api/purchases", wish, HttpStatusCode.BadRequest, "invalid_field");
    }

    [Fact]
    public async Task What_nobody_has_is_not_found()
    {
        foreach (
            var path in (string[])
                [$"/api/purchases/{NoOrder}", "/api/operators/people/1/credits", "/api/operators/people/1/statement"]
        )
            await RefusedAsync(HttpMethod.Get, path, null, HttpStatusCode.NotFound, "not_found");
        foreach (
            var (path, body) in ((string, object?)[])
                [
                    ($"/api/purchases/{NoOrder}/check", null),
                    ($"/api/purchases/{NoOrder}/refund", null),
                    ($"/api/operators/purchases/{NoOrder}/refund", new { reason = "none" }),
                    ("/api/operators/events/evt_unknown/redeliver", null),
                    ("/api/operators/events/1/redeliver", null),
                    ("/api/credits/grants", Grant(Nobody)),
                    ("/api/credits/grants", Grant("somebody")),
                ]
        )
            await RefusedAsync(HttpMethod.Post, path, body, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_gift_a_reason_or_a_withdrawal_that_cannot_be_is_named()
    {
        foreach (
            var body in (object[])
                [
                    Grant(Nobody, credits: 0),
                    Grant(Nobody, credits: 101),
                    Grant(Nobody, key: "short"),
                    Grant(Nobody, key: new string('a', 61)),
                    Grant(Nobody, key: "with a blank"),
                    Grant(Nobody, reason: " "),
                    Grant(Nobody, reason: TooLong),
                ]
        )
            await RefusedAsync(
                HttpMethod.Post,
                "/api/credits/grants",
                body,
                HttpStatusCode.BadRequest,
                "invalid_field"
            );
        foreach (var reason in (string[])[" ", TooLong])
            await RefusedAsync(
                HttpMethod.Post,
                $"/api/operators/purchases/{NoOrder}/refund",
                new { reason },
                HttpStatusCode.BadRequest,
                "invalid_field"
            );
        foreach (
            var (name, email) in ((string, string)[])[(" ", Chief), (TooLong, Chief), ("Ana", ""), ("Ana", TooLong)]
        )
            await RefusedAsync(
                HttpMethod.Post,
                "/api/withdrawals",
                new
                {
                    name,
                    email,
                    order = NoOrder,
                },
                HttpStatusCode.BadRequest,
                "invalid_field"
            );
    }

    [Fact]
    public async Task The_same_gift_twice_is_one()
    {
        using var ana = await shop.Server.SignUpAtAsync("ana@example.com");
        var people = await chief.GetAsync("/api/operators/people?search=ana@");
        var grant = Grant(people.GetProperty("people")[0].GetProperty("id").GetString()!);
        foreach (var isNew in (bool[])[true, false])
            (await chief.PostAsync("/api/credits/grants", grant)).GetProperty("granted").GetBoolean().ShouldBe(isNew);
        (await Shop.CreditsAsync(ana)).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Everything_is_read_page_by_page_and_each_once()
    {
        using var ana = await shop.Server.SignUpAtAsync("ana@example.com");
        for (var i = 0; i < 3; i++)
            await ana.PostAsync($"/api/purchases/{await shop.SellAsync(ana)}/refund");
        await shop.QuietAsync();

        (await PagesAsync(ana, "/api/purchases?", "purchases", e => e, "before")).ShouldBe(3);
        (
            await PagesAsync(chief, "/api/operators/purchases?", "sales", e => e.GetProperty("purchase"), "before")
        ).ShouldBe(3);
        (
            await PagesAsync(chief, "/api/operators/refunds?", "refunds", e => e.GetProperty("refund"), "before")
        ).ShouldBe(3);
        (
            await PagesAsync(
                chief,
                "/api/operators/refunds?state=paid&",
                "refunds",
                e => e.GetProperty("refund"),
                "before"
            )
        ).ShouldBe(3);
        (await PagesAsync(chief, "/api/operators/events?", "events", e => e, "before")).ShouldBeGreaterThan(9);
        foreach (
            var (state, type, outcome) in ((string, string, string?)[])
                [("waiting", "charge.succeeded", null), ("retrying", "invoice.paid", "no answer")]
        )
        {
            var path = $"/api/operators/events?state={state}&";
            (await PagesAsync(chief, path, "events", e => e, "before")).ShouldBe(0);
            await PutOffAsync(type, outcome);
            (await PagesAsync(chief, path, "events", e => e, "before")).ShouldBe(3);
            var told = (await chief.GetAsync(path)).GetProperty("events")[0];
            told.GetProperty("state").GetString().ShouldBe(state);
            told.GetProperty("due").GetDateTimeOffset().Year.ShouldBe(2096);
        }
        var lines = 0;
        for (long? after = null; ; lines++)
        {
            var page = await ana.GetAsync($"/api/credits/statement?take=1{(after is null ? "" : $"&after={after}")}");
            if (!page.TryGetProperty("next", out var next))
                break;
            after = next.GetInt64();
        }
        // The gift, three packs, three ways back; the last page has the seventh.
        lines.ShouldBe(6);
    }

    [Fact]
    public async Task What_is_signed_and_no_event_of_ours_is_refused_or_left_alone()
    {
        foreach (
            var body in (string[])
                [
                    "[]",
                    "{",
                    Event($"evt_{new string('a', 300)}", "charge.refunded"),
                    Event("evt_1", new string('a', 300)),
                ]
        )
            (await SendAsync(body)).ShouldBe(HttpStatusCode.BadRequest, body);
        foreach (
            var (id, type, about) in ((string, string, string)[])
                [
                    ("evt_2", "customer.created", """{"id":"cus_1"}"""),
                    ("evt_3", "charge.refunded", """{"id":"ch_1","payment_intent":null}"""),
                    ("evt_4", "charge.dispute.created", """{"id":"dp_1"}"""),
                ]
        )
            (await SendAsync(Event(id, type, about))).ShouldBe(HttpStatusCode.OK);
        await shop.QuietAsync();
        var told = (await chief.GetAsync("/api/operators/events"))
            .GetProperty("events")
            .EnumerateArray()
            .ToDictionary(e => e.GetProperty("id").GetString()!, e => e.GetProperty("outcome").GetString());
        told.ShouldBe(
            new Dictionary<string, string?>
            {
                ["evt_2"] = "ignored",
                ["evt_3"] = "not_ours",
                ["evt_4"] = "not_ours",
            },
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task What_cannot_be_kept_is_not_said_to_be_taken()
    {
        var wish = new { pack = "starter", startsNow = true };
        foreach (var table in (string[])["stripe_event", "purchase"])
            await ExecuteAsync(
                $"CREATE TRIGGER full_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no room'); END"
            );
        (await SendAsync(Event("evt_5", "customer.created"))).ShouldBe(HttpStatusCode.InternalServerError);
        using (var failed = await chief.SendAsync(HttpMethod.Post, "/api/purchases", wish, "a-key-of-mine"))
            failed.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        shop.Stripe.All("checkout.session").ShouldBeEmpty();

        foreach (var table in (string[])["stripe_event", "purchase"])
            await ExecuteAsync($"DROP TRIGGER full_{table}");
        (await SendAsync(Event("evt_5", "customer.created"))).ShouldBe(HttpStatusCode.OK);
        await Shop.BuyAsync(chief, key: "a-key-of-mine");
        shop.Stripe.All("checkout.session").Count.ShouldBe(1);
    }

    [Fact]
    public async Task All_that_the_ledger_has_of_a_person_is_exported_and_each_line_once()
    {
        const int grants = 1_001;
        using var ana = await shop.Server.SignUpAtAsync("ana@example.com");
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        await GrantAsync((await ana.GetAsync("/api/account")).GetProperty("id").GetString()!, grants);

        var credits = await ExportedAsync(ana, "credits");
        var lines = await ExportedAsync(ana, "statement");

        credits.Count.ShouldBe(1 + grants);
        credits.Sum(l => l.GetProperty("credits").GetInt64()).ShouldBe(1 + grants);
        lines.Count(l => l.GetProperty("kind").GetString() == "Grant").ShouldBe(1 + grants);
        lines.Select(l => l.GetProperty("id").GetInt64()).Distinct().Count().ShouldBe(lines.Count);
        lines
            .Select(l => l.GetProperty("unit").GetString())
            .Distinct()
            .ShouldBe(["credits", "tokens"], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_tries_orders_is_told_to_wait()
    {
        // Not across the full hour, which begins anew.
        var time = ShiftedTime.At(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));
        await using var few = await Shop.OpenAsync(time: time, settings: "Server:SignInsPerHour=3");
        using var nobody = new ApiClient(few.Server.Address);
        var body = new
        {
            name = "Ana",
            email = Chief,
            order = NoOrder,
        };
        for (var tries = 1; tries <= 4; tries++)
        {
            using var refused = await nobody.SendAsync(HttpMethod.Post, "/api/withdrawals", body);
            await (
                tries <= 3
                    ? PurchaseTests.RefusedAsync(refused, HttpStatusCode.NotFound, "unknown_order")
                    : PurchaseTests.RefusedAsync(refused, HttpStatusCode.TooManyRequests, "too_many_requests")
            );
        }
    }

    /// <summary>Events of a type are tried in 2096.</summary>
    private Task<int> PutOffAsync(string type, string? outcome) =>
        shop.Server.WithDbAsync(db =>
            db.Set<StripeEventRow>()
                .Where(e => e.Type == type)
                .ExecuteUpdateAsync(e =>
                    e.SetProperty(x => x.HandledMs, 0)
                        .SetProperty(x => x.DueMs, 4_000_000_000_000)
                        .SetProperty(x => x.Outcome, outcome)
                )
        );

    private async Task ExecuteAsync(string text)
    {
        await using var connection = await shop.Server.Get<Database>().OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }

    private async Task GrantAsync(string person, int count)
    {
        await using var connection = await shop.Server.Get<Database>().OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        for (var i = 0; i < count; i++)
            await shop
                .Server.Get<CreditLedger>()
                .GrantAsync(transaction, person, 1, GrantSource.Promo, $"gift:{i}", nowMs: 1);
        await transaction.CommitAsync();
    }

    private static async Task<List<JsonElement>> ExportedAsync(ApiClient person, string table)
    {
        using var answer = await person.SendAsync(HttpMethod.Get, "/api/account/export");
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        await using var file = await archive.GetEntry($"{table}.json")!.OpenAsync();
        return [.. (await JsonDocument.ParseAsync(file)).RootElement.EnumerateArray()];
    }

    private static object Grant(string person, int credits = 1, string reason = "a gift", string key = "agiftofours") =>
        new
        {
            person,
            credits,
            reason,
            key,
        };

    private static string Event(string id, string type, string about = """{"id":"ch_1"}""") =>
        $$$"""
            {"id":"{{{id}}}","object":"event","api_version":"2026-10-28.endive","livemode":false,"created":1,
            "type":"{{{type}}}","data":{"object":{{{about}}}}}
            """;

    private async Task<HttpStatusCode> SendAsync(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var content = new ByteArrayContent(bytes);
        var now = shop.Server.Get<TimeProvider>().GetUtcNow();
        content.Headers.Add("Stripe-Signature", StripeSignature.Sign(bytes, Shop.Secret, now));
        using var stripe = new HttpClient { BaseAddress = shop.Server.Address };
        using var answer = await stripe.PostAsync("/api/stripe/events", content);
        return answer.StatusCode;
    }

    private async Task RefusedAsync(HttpMethod method, string path, object? body, HttpStatusCode status, string code)
    {
        using var answer = await chief.SendAsync(method, path, body);
        await PurchaseTests.RefusedAsync(answer, status, code);
    }

    /// <summary>Reads all, one at a time, and says how many there were.</summary>
    private static async Task<int> PagesAsync(
        ApiClient person,
        string path,
        string list,
        Func<JsonElement, JsonElement> which,
        string cursor
    )
    {
        var seen = new List<string>();
        for (string? before = null; ; )
        {
            var page = await person.GetAsync($"{path}take=1{(before is null ? "" : $"&{cursor}={before}")}");
            seen.AddRange(page.GetProperty(list).EnumerateArray().Select(e => which(e).GetProperty("id").GetString()!));
            if (!page.TryGetProperty("next", out var next))
                break;
            before = next.GetString();
        }
        seen.Distinct().Count().ShouldBe(seen.Count);
        return seen.Count;
    }
}
