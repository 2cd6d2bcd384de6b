using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Waickoff.Server.Accounts;
using Waickoff.Server.Tests.Backtests;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>The one who owns something, and everybody who does not or may no longer.</summary>
internal sealed class TenantPeople : IDisposable
{
    public const string Operator = "chief@example.com";

    public required ApiClient Owner { get; init; }

    public required (string Who, ApiClient Client, Dictionary<string, string> Mine)[] Others { get; init; }

    public required Dictionary<string, string> Theirs { get; init; }

    /// <summary>The nearest neighbours of what is theirs.</summary>
    public required Dictionary<string, string> Missing { get; init; }

    /// <summary>What nobody else may read anywhere.</summary>
    public required string[] Secrets { get; init; }

    public static async Task<TenantPeople> GatherAsync(RunningServer server, ShiftedTime time)
    {
        var owner = await server.SignUpAsync("quetzal");
        var me = await owner.GetAsync("/api/account");
        var (email, id) = (me.GetProperty("email").GetString()!, me.GetProperty("id").GetString()!);
        var opened = await owner.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-of-hers");
        var session = opened.GetProperty("id").GetString()!;
        await owner.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        var asked = await owner.PostAsync(
            $"/api/sessions/{session}/turns",
            new { question = "What would a zanzibar be?" },
            "asking-of-hers"
        );
        var turn = asked.GetProperty("id").GetString()!;
        await owner.EventsAsync(turn);
        byte[] credential = [.. Enumerable.Range(0, 32).Select(i => (byte)(65 + (i % 23)))];
        await server.WithServiceAsync<UserManager<Person>>(async all =>
        {
            var passkey = new UserPasskeyInfo(credential, [1], time.GetUtcNow(), 0, [], true, false, false, [4], [5]);
            var added = await all.AddOrUpdatePasskeyAsync((await all.FindByEmailAsync(email))!, passkey);
            added.Succeeded.ShouldBeTrue();
        });
        var purchase = (await Billing.Shop.BuyAsync(owner)).GetProperty("id").GetString()!;
        var backtest = await owner.StartAsync(new { symbols = new[] { "BTCUSDT" }, strategy = "ema-cross" });
        await owner.WhenDoneAsync(backtest);
        var statement = await owner.GetAsync("/api/credits/statement?take=1");
        var theirs = new Dictionary<string, string>
        {
            ["session"] = session,
            ["turn"] = turn,
            ["replaces"] = turn,
            ["before"] = session,
            ["search"] = "zanzibar",
            ["purchase"] = purchase,
            ["order"] = purchase,
            ["backtest"] = backtest,
            ["person"] = id,
            ["email"] = email,
            ["passkey"] = (await owner.GetAsync("/api/account/passkeys"))[0].GetProperty("id").GetString()!,
            ["after"] = statement.GetProperty("next").GetInt64().ToString(CultureInfo.InvariantCulture),
            ["Idempotency-Key"] = "asking-of-hers",
            ["Last-Event-ID"] = "3",
        };
        var gone = new[] { "expired", "revoked" }.Select(who => (who, new ApiClient(server.Address))).ToArray();
        await SignInAsync(gone[0].Item2);
        time.Shift += TimeSpan.FromMinutes(31);
        await SignInAsync(gone[1].Item2);
        await SignInAsync(owner);
        await owner.PostAsync("/api/sign-in/out-everywhere");
        // A cookie is looked at anew every four seconds.
        time.Shift += TimeSpan.FromSeconds(5);
        await SignInAsync(owner);
        var other = await server.SignUpAsync("ben", "en");
        var operates = await server.SignUpAtAsync(Operator);
        return new TenantPeople
        {
            Owner = owner,
            Others =
            [
                ("nobody", new ApiClient(server.Address), []),
                .. gone.Select(g => (g.who, g.Item2, new Dictionary<string, string>())),
                ("other", other, await OpenAsync(server, other)),
                ("operator", operates, await OpenAsync(server, operates)),
            ],
            Theirs = theirs,
            Missing = theirs.ToDictionary(t => t.Key, t => Neighbour(t.Value)),
            Secrets = ["quetzal", "zanzibar", session, turn, purchase, backtest, id],
        };

        Task SignInAsync(ApiClient client) =>
            client.PostAsync("/api/sign-in", new { email, password = ApiClient.Password });
    }

    /// <summary>A session of one's own, and credits for more.</summary>
    private static async Task<Dictionary<string, string>> OpenAsync(RunningServer server, ApiClient client)
    {
        var opened = await client.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-of-mine");
        var turn = opened.GetProperty("firstTurn").GetString()!;
        await client.EventsAsync(turn);
        await server.GrantAsync((await client.GetAsync("/api/account")).GetProperty("id").GetString()!, 5);
        return new() { ["session"] = opened.GetProperty("id").GetString()!, ["turn"] = turn };
    }

    /// <summary>Everything the owner can read, as text.</summary>
    public async Task<string> OwnedAsync()
    {
        var text = new StringBuilder();
        foreach (
            var path in new[]
            {
                "/api/account",
                "/api/account/passkeys",
                "/api/credits",
                "/api/credits/statement",
                "/api/purchases",
                "/api/sessions",
                "/api/backtests",
                $"/api/backtests/{Theirs["backtest"]}",
                $"/api/sessions/{Theirs["session"]}",
                $"/api/turns/{Theirs["turn"]}",
            }
        )
            text.AppendLine((await Owner.GetAsync(path)).GetRawText());
        return text.ToString();
    }

    public void Dispose()
    {
        Owner.Dispose();
        foreach (var (_, client, _) in Others)
            client.Dispose();
    }

    /// <summary>The same but for its last sign, or the first for an address.</summary>
    private static string Neighbour(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? "x" + text
        : text[^1] == '0' ? text[..^1] + "1"
        : text[..^1] + "0";
}
