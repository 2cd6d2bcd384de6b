using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Waickoff.Sandbox.Payments;

namespace Waickoff.Bench.Month;

/// <summary>One person with a browser: buys, asks, leaves, gives back.</summary>
internal sealed class MonthPerson(MonthWorld world, PlannedPerson plan, int seed) : IDisposable
{
    private readonly Random random = new((seed * 7_919) + plan.Number);
    private HttpClient http = null!;
    private int requests;

    /// <summary>Questions that were answered.</summary>
    public int Answers { get; private set; }

    public async Task LiveAsync()
    {
        await world.Clock.UntilAsync(plan.BuysAt);
        var (cookie, _) = await ServeFigures.SignInAsync(world.App, $"person{plan.Number}@example.com");
        http = ServeClient.Client(world.App.Urls.First(), cookie);
        var token = await http.GetFromJsonAsync<JsonElement>("/api/antiforgery");
        http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", token.GetProperty("token").GetString());
        var purchase = await BuyAsync();
        foreach (var session in plan.Sessions)
        {
            if (session.At > world.Clock.GetUtcNow())
                await world.Clock.UntilAsync(session.At);
            await UseAsync(session);
        }
        await AfterwardsAsync(purchase);
        await world.Stripe.QuietAsync();
    }

    public void Dispose() => http?.Dispose();

    private async Task<string> BuyAsync()
    {
        var begun = await PostAsync("/api/purchases", new { pack = plan.Pack, startsNow = true });
        var (id, url) = (begun.GetProperty("id").GetString()!, begun.GetProperty("url").GetString()!);
        if (plan.IsDeclinedFirst && await PayAsync(url, StripeTestCard.Declined) != HttpStatusCode.OK)
            throw new InvalidOperationException($"A refused card paid {id}.");
        if (await PayAsync(url, StripeTestCard.Paid) != HttpStatusCode.SeeOther)
            throw new InvalidOperationException($"{id} was not paid.");
        // Half come back to the page that looks at once; the others have what the event brought.
        if (plan.Number % 4 < 2)
            await PostAsync($"/api/purchases/{id}/check", null);
        for (var tries = 0; await StateAsync(id) != "paid"; tries++)
        {
            if (tries == 500)
                throw new InvalidOperationException($"{id} was not credited.");
            await Task.Delay(20);
        }
        await world.Stripe.QuietAsync();
        return id;
    }

    private async Task<HttpStatusCode> PayAsync(string url, StripeTestCard card)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var form = new Dictionary<string, string>
        {
            ["email"] = "person@example.com",
            ["card"] = card.Number,
            ["terms"] = "on",
        };
        if (plan.HasCode)
            form["promotion"] = MonthWorld.Code;
        using var answer = await browser.PostAsync(url, new FormUrlEncodedContent(form));
        return answer.StatusCode;
    }

    private async Task<string?> StateAsync(string purchase) =>
        (await http.GetFromJsonAsync<JsonElement>($"/api/purchases/{purchase}")).GetProperty("state").GetString();

    /// <summary>Asks with pauses: mostly a few minutes, at times an hour.</summary>
    private async Task UseAsync(PlannedSession session)
    {
        var opened = await PostAsync("/api/sessions", new { symbol = session.Symbol, language = plan.Language });
        var id = opened.GetProperty("id").GetString()!;
        if (!await ReadAsync(opened.GetProperty("firstTurn").GetString()!))
            throw new InvalidOperationException($"{id} has no first analysis.");
        var closes = world.Clock.GetUtcNow().AddHours(23);
        for (var asked = 0; session.Leaving == Leaving.UsedUp || asked < session.Questions; asked++)
        {
            var pause = TimeSpan.FromMinutes(
                random.Next(20) switch
                {
                    < 13 => 2 * (1 + random.Next(2)),
                    < 19 => 2 * (3 + random.Next(12)),
                    _ => 60,
                }
            );
            if (world.Clock.GetUtcNow() + pause > closes)
                break;
            await world.Clock.UntilAsync(world.Clock.GetUtcNow() + pause);
            if (!await AskAsync(id))
                return;
        }
        if (session.Leaving == Leaving.Closes)
            await PostAsync($"/api/sessions/{id}/close", null);
    }

    /// <summary>False when the session has nothing left.</summary>
    private async Task<bool> AskAsync(string session)
    {
        var question = MonthQuestions.Draw(random, plan.Language);
        using var answer = await SendAsync($"/api/sessions/{session}/turns", new { question });
        if (answer.StatusCode == HttpStatusCode.Forbidden)
            return false;
        var asked = await ContentAsync(answer);
        return await ReadAsync(asked.GetProperty("id").GetString()!);
    }

    /// <summary>Reads an answer to its end; false when it was refused because too little is left.</summary>
    private async Task<bool> ReadAsync(string turn)
    {
        using var answer = await http.GetAsync($"/api/turns/{turn}/events", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            if (item.EventType == "refused")
                return false;
            if (item.EventType != "done")
                continue;
            var reason = JsonDocument.Parse(item.Data).RootElement.GetProperty("reason").GetString();
            if (reason != "complete")
                throw new InvalidOperationException($"{turn} ended {reason}.");
            Answers++;
        }
        return true;
    }

    private async Task AfterwardsAsync(string purchase)
    {
        if (plan.Afterwards == Afterwards.Nothing)
            return;
        await world.Clock.UntilAsync(world.Clock.GetUtcNow().AddHours(30));
        if (plan.Afterwards == Afterwards.GivesBack)
        {
            await PostAsync($"/api/purchases/{purchase}/refund", null);
            return;
        }
        var charge = ChargeOf(purchase);
        if (plan.Afterwards == Afterwards.IsGivenBack)
        {
            world.Stripe.Refund(charge.Id, charge.Amount / 4);
            return;
        }
        var dispute = world.Stripe.Dispute(charge.Id);
        await world.Clock.UntilAsync(world.Clock.GetUtcNow().AddHours(50));
        world.Stripe.CloseDispute(dispute, isWon: plan.Afterwards == Afterwards.DisputeWon);
    }

    private (string Id, long Amount) ChargeOf(string purchase)
    {
        var page = world
            .Stripe.All("checkout.session")
            .Single(s => s["client_reference_id"]?.GetValue<string>() == purchase);
        var payment = page["payment_intent"]!.GetValue<string>();
        var charge = world.Stripe.All("charge").Single(c => c["payment_intent"]!.GetValue<string>() == payment);
        return (charge["id"]!.GetValue<string>(), charge["amount"]!.GetValue<long>());
    }

    private async Task<JsonElement> PostAsync(string path, object? body)
    {
        using var answer = await SendAsync(path, body);
        return await ContentAsync(answer);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        request.Headers.Add(
            "Idempotency-Key",
            string.Create(CultureInfo.InvariantCulture, $"month-{plan.Number:D3}-{requests++:D4}")
        );
        return await http.SendAsync(request);
    }

    private static async Task<JsonElement> ContentAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
