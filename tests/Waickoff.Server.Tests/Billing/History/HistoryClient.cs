using System.Net;
using System.Text.Json;

namespace Waickoff.Server.Tests.Billing.History;

/// <summary>One of two windows of somebody who buys, opens, asks, reads and gives back, and writes down what it was told.</summary>
internal sealed class HistoryClient(Shop shop, ApiClient api, Desk desk, History history, int number, Random random)
{
    private const int MostSessions = 3;

    private int wishes;
    private bool wasTold = true;

    public async Task LiveAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var act = random.Next(100);
            if (act < 15)
                await BuyAsync();
            else if (act < 30 && desk.Sessions.Count < MostSessions)
                await OpenAsync();
            else if (act < 65)
                await AskAsync();
            else if (act < 95)
                await ReadAnyAsync();
            else
                await RefundAsync();
            // Whoever was told nothing does not ask again at once.
            await Task.Delay(random.Next(5, 120) * (wasTold ? 1 : 5), CancellationToken.None);
            wasTold = true;
        }
    }

    /// <summary>Reads everything once more, in peace.</summary>
    public async Task LookBackAsync()
    {
        foreach (var session in desk.Sessions)
            await ReadAsync(session);
    }

    private async Task BuyAsync()
    {
        var key = Key();
        var (known, bought) = await SendAsync("/api/purchases", new { pack = "starter", startsNow = true }, key);
        if (known != Known.Done)
        {
            history.Add(new Wish("buy", key, known, ""));
            return;
        }
        var id = bought.GetProperty("id").GetString()!;
        shop.Stripe.Pay(Shop.PageOf(bought)).ShouldBeTrue();
        (known, bought) = await SendAsync($"/api/purchases/{id}/check", null, null);
        var isPaid = known == Known.Done && bought.GetProperty("state").GetString() == "paid";
        history.Add(new Wish("buy", key, isPaid ? Known.Done : Known.Unknown, id));
        desk.Purchases.Add(id);
    }

    private async Task OpenAsync()
    {
        var key = Key();
        var (known, opened) = await SendAsync("/api/sessions", new { symbol = "BTCUSDT" }, key);
        var id = known == Known.Done ? opened.GetProperty("id").GetString()! : "";
        history.Add(new Wish("open", key, known, id));
        if (id.Length > 0)
            desk.Sessions.Add(id);
    }

    private async Task AskAsync()
    {
        if (Desk.Any(desk.Sessions, random) is not { } session)
            return;
        var key = Key();
        var (known, asked) = await SendAsync(
            $"/api/sessions/{session}/turns",
            new { question = "Where is support?" },
            key
        );
        var id = known == Known.Done ? asked.GetProperty("id").GetString()! : "";
        history.Add(new Wish("ask", key, known, id));
    }

    private async Task ReadAnyAsync()
    {
        if (Desk.Any(desk.Sessions, random) is { } session)
            await ReadAsync(session);
    }

    /// <summary>Reads a session with its turns: its counters, and which turns have ended with what.</summary>
    private async Task ReadAsync(string session)
    {
        var began = history.Now();
        if (await GetAsync($"/api/sessions/{session}") is not { } read)
            return;
        var ended = history.Now();
        var tokens = read.GetProperty("session").GetProperty("tokens");
        long Part(string name) => tokens.GetProperty(name).GetInt64();
        // What was left when a session was closed is neither used nor held nor left.
        if (read.GetProperty("session").GetProperty("status").GetString() is "opening" or "active")
            history.Add(new Reading(session, began, ended, Part("limit"), Part("used"), Part("held"), Part("left")));
        foreach (var turn in read.GetProperty("turns").EnumerateArray())
            if (turn.GetProperty("state").GetString() is { } state and not "running")
                history.Add(
                    new Ended(
                        turn.GetProperty("id").GetString()!,
                        session,
                        ended,
                        state,
                        turn.GetProperty("charged").GetInt64()
                    )
                );
    }

    private async Task RefundAsync()
    {
        if (Desk.Any(desk.Purchases, random) is not { } purchase)
            return;
        var (known, answer) = await SendAsync($"/api/purchases/{purchase}/refund", null, null);
        if (known != Known.Done)
        {
            history.Add(new Wish("refund", purchase, known, ""));
            return;
        }
        foreach (var refund in answer.GetProperty("refunds").EnumerateArray())
            history.Add(new Wish("refund", purchase, Known.Done, refund.GetProperty("id").GetString()!));
    }

    private string Key() => $"wish-{number:D3}-{wishes++:D6}";

    private async Task<(Known Known, JsonElement Answer)> SendAsync(string path, object? body, string? key)
    {
        try
        {
            using var answer = await api.SendAsync(HttpMethod.Post, path, body, key);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode)
                return (Known.Done, JsonDocument.Parse(text).RootElement);
            // That something is impossible is said before anything is done; that something failed, at any moment.
            if ((int)answer.StatusCode is >= 400 and < 500)
                return (Known.Refused, default);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // No answer came.
        }
        wasTold = false;
        return (Known.Unknown, default);
    }

    private async Task<JsonElement?> GetAsync(string path)
    {
        try
        {
            using var answer = await api.SendAsync(HttpMethod.Get, path);
            var text = await answer.Content.ReadAsStringAsync();
            return answer.StatusCode == HttpStatusCode.OK ? JsonDocument.Parse(text).RootElement : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
