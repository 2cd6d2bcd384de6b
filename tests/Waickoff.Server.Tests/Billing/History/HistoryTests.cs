using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Waickoff.Ledger;
using Waickoff.Ledger.Sessions;
using Waickoff.Sandbox.Model;
using Waickoff.Server.Billing;
using Waickoff.Server.Chat;
using Waickoff.Server.Hosting;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Billing.History;

/// <summary>
/// T12: sixteen clients write down what they were told while PostgreSQL is killed and connections break. What was told to be done is done in the
/// end, what was told not to be is not, and besides there is only what nobody was told of.
/// </summary>
[Collection("Long")]
public sealed class HistoryTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int People = 8;
    private const int Windows = 2;
    private static int FewestKills => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1" ? 2 : 1;

    private PostgresServer postgres = null!;
    private PostgresFaults line = null!;
    private SandboxModel model = null!;
    private Shop shop = null!;

    private static TimeSpan Length =>
        TimeSpan.FromSeconds(
            Environment.GetEnvironmentVariable("WAICKOFF_HISTORY_SECONDS") is { } text
                ? int.Parse(text, CultureInfo.InvariantCulture)
            : Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1" ? 120
            : 4
        );

    public async Task InitializeAsync()
    {
        postgres = await PostgresServer.StartOwnAsync();
        line = PostgresFaults.Start(await postgres.MakeDatabaseAsync());
        line.Disarm();
        model = await SandboxModel.StartAsync(new SandboxModelOptions { AnswerTokens = 60 });
        shop = await Shop.OpenAsync(
            line.ConnectionString,
            settings:
            [
                $"Analyst:ApiKey={model.ApiKey}",
                $"Analyst:BaseUrl={model.BaseUrl}",
                "Chat:Lease=00:00:02",
                "Chat:Grace=00:00:01",
                "Logging:LogLevel:Default=None",
            ]
        );
    }

    public async Task DisposeAsync()
    {
        await shop.DisposeAsync();
        await model.DisposeAsync();
        await line.DisposeAsync();
        await postgres.DisposeAsync();
    }

    [Fact]
    public async Task What_was_told_to_be_done_outlives_a_database_that_is_killed()
    {
        var seed = Environment.GetEnvironmentVariable("WAICKOFF_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF);
        output.WriteLine($"WAICKOFF_SEED={seed}");
        var history = new History();
        var people = new List<ApiClient>();
        var ids = new List<string>();
        for (var i = 0; i < People; i++)
        {
            people.Add(await shop.Server.SignUpAsync());
            ids.Add((await people[i].GetAsync("/api/account")).GetProperty("id").GetString()!);
            await shop.Server.GrantAsync(ids[i], Given);
        }
        var windows = new List<ApiClient>();
        using var end = new CancellationTokenSource();
        var clients = new List<HistoryClient>();
        for (var i = 0; i < People; i++)
        {
            var desk = new Desk();
            for (var window = 0; window < Windows; window++)
            {
                var (api, number) = (people[i].Again(), (i * Windows) + window);
                windows.Add(api);
                clients.Add(new HistoryClient(shop, api, desk, history, number, new Random(seed + number)));
            }
        }

        var living = clients.Select(c => c.LiveAsync(end.Token)).ToList();
        var kills = await TroubleAsync(history, new Random(seed));
        await end.CancelAsync();
        await Task.WhenAll(living);
        await SettledAsync();
        foreach (var client in clients)
            await client.LookBackAsync();

        await ShouldBeWhatWasToldAsync(history);
        await ShouldAddUpAsync(ids);
        history.Impossible().ShouldBeEmpty();
        await shop.AuditAsync();
        foreach (var api in windows.Concat(people))
            api.Dispose();
        output.WriteLine($"{kills} kills, {history.Readings.Count} readings, {history.Ends.Count} turns ended");
        foreach (var kind in history.Wishes.Select(w => w.Kind).Distinct().Order(StringComparer.Ordinal))
            output.WriteLine(
                $"{kind}: {history.Count(kind, Known.Done)} done, {history.Count(kind, Known.Refused)} refused,"
                    + $" {history.Count(kind, Known.Unknown)} unknown"
            );
        history.Count("buy", Known.Done).ShouldBeGreaterThan(0);
        history.Count("open", Known.Done).ShouldBeGreaterThan(0);
        history.Ends.Count.ShouldBeGreaterThan(0);
    }

    /// <summary>Sessions that each person has from the start, the free one left out.</summary>
    private const int Given = 5;

    /// <summary>
    /// Breaks connections and kills the database, in turns, whenever some work was done, until the time is over; then everything is there again.
    /// </summary>
    private async Task<int> TroubleAsync(History history, Random random)
    {
        var (kills, began) = (0, TimeProvider.System.GetTimestamp());
        while (kills < FewestKills || TimeProvider.System.GetElapsedTime(began) < Length)
        {
            await WorkAsync(history, random.Next(10, 60));
            line.TakeAway();
            line.GiveBack();
            await WorkAsync(history, random.Next(10, 30));
            postgres.Kill();
            kills++;
            await postgres.StartAgainAsync();
        }
        // In peace everything can be done again.
        await WorkAsync(history, 100);
        return kills;
    }

    /// <summary>Waits until more was told to be done, and a moment that is not always the same.</summary>
    private static async Task WorkAsync(History history, int more)
    {
        var known = history.Done;
        for (var tries = 0; history.Done < known + more && tries < 50; tries++)
            await Task.Delay(40 + more);
    }

    /// <summary>Waits until nothing runs any more, and lets the jobs do what is left to them.</summary>
    private async Task SettledAsync()
    {
        for (var tries = 0; ; tries++)
        {
            await Task.Delay(250);
            try
            {
                await shop.Stripe.QuietAsync();
                await shop.Server.WithDbAsync(db =>
                    db.Set<StripeEventRow>()
                        .Where(e => e.HandledMs == 0)
                        .ExecuteUpdateAsync(e => e.SetProperty(x => x.DueMs, 0))
                );
                await shop.Server.WithDbAsync(db =>
                    db.Set<PurchaseRefund>()
                        .Where(r => r.State == RefundState.Asked)
                        .ExecuteUpdateAsync(r => r.SetProperty(x => x.DueMs, 0))
                );
                while (await shop.Server.Get<HandleStripeEvents>().WorkAsync(default)) { }
                await shop.Server.WithServiceAsync<ReconcilePurchases>(r => r.RunAsync(default));
                await shop.Server.WithServiceAsync<PayRefunds>(r => r.RunAsync(default));
                var running = await shop.Server.WithDbAsync(db =>
                    db.Set<Turn>().CountAsync(t => t.State == TurnState.Running)
                );
                var asked = await shop.Server.WithDbAsync(db =>
                    db.Set<PurchaseRefund>().CountAsync(r => r.State == RefundState.Asked)
                );
                var told = await shop.Server.WithDbAsync(db =>
                    db.Set<StripeEventRow>().CountAsync(e => e.HandledMs == 0)
                );
                if (running + asked + told == 0)
                    return;
                (tries < 200).ShouldBeTrue($"{running} turns, {asked} refunds and {told} events do not end");
            }
            catch (Exception e) when (Failures.IsOfDatabase(e) && tries < 200)
            {
                // Connections that broke with it are found one by one.
            }
        }
    }

    /// <summary>Told done: there. Told refused: not there. There: told done, or nothing.</summary>
    private async Task ShouldBeWhatWasToldAsync(History history)
    {
        var purchases = await shop.Server.WithDbAsync(db => db.Set<Purchase>().AsNoTracking().ToListAsync());
        var sessions = await shop.Server.WithDbAsync(db => db.Set<TradingSession>().AsNoTracking().ToListAsync());
        var turns = await shop.Server.WithDbAsync(db => db.Set<Turn>().AsNoTracking().ToListAsync());
        var refunds = await shop.Server.WithDbAsync(db => db.Set<PurchaseRefund>().AsNoTracking().ToListAsync());
        Compare(history, "buy", purchases.ToDictionary(p => p.Key, p => p.Id));
        Compare(history, "open", sessions.ToDictionary(s => s.Key, s => s.Id));
        Compare(history, "ask", turns.Where(t => t.Key != "first").ToDictionary(t => t.Key, t => t.Id));
        foreach (var wish in history.Wishes.Where(w => w is { Kind: "buy", Known: Known.Done }))
            purchases.Single(p => p.Id == wish.Effect).State.ShouldBe(PurchaseState.Paid, wish.Key);
        foreach (var wish in history.Wishes.Where(w => w is { Kind: "refund", Known: Known.Done }))
            refunds.ShouldContain(r => r.Id == wish.Effect && r.PurchaseId == wish.Key);
        foreach (var refund in refunds)
            history.Wishes.ShouldContain(w => w.Kind == "refund" && w.Key == refund.PurchaseId);
        foreach (var told in history.Ends)
        {
            var turn = turns.Single(t => t.Id == told.Turn);
            (turn.State.ToString().ToLowerInvariant(), turn.Charged).ShouldBe((told.State, told.Charged), told.Turn);
        }
    }

    private static void Compare(History history, string kind, Dictionary<string, string> there)
    {
        var wishes = history.Wishes.Where(w => w.Kind == kind).ToDictionary(w => w.Key);
        foreach (var wish in wishes.Values.Where(w => w.Known == Known.Done))
            there.GetValueOrDefault(wish.Key).ShouldBe(wish.Effect, $"{kind} {wish.Key} is lost");
        foreach (var key in there.Keys)
        {
            wishes.TryGetValue(key, out var wish).ShouldBeTrue($"{kind} {key} was never asked for");
            wish!.Known.ShouldNotBe(Known.Refused, $"{kind} {key} is there");
        }
    }

    /// <summary>What is paid at Stripe is credited once, what went back is gone, and each session has what its turns were charged.</summary>
    private async Task ShouldAddUpAsync(IReadOnlyList<string> people)
    {
        var purchases = await shop.Server.WithDbAsync(db => db.Set<Purchase>().AsNoTracking().ToListAsync());
        var refunds = await shop.Server.WithDbAsync(db => db.Set<PurchaseRefund>().AsNoTracking().ToListAsync());
        var sessions = await shop.Server.WithDbAsync(db => db.Set<TradingSession>().AsNoTracking().ToListAsync());
        var turns = await shop.Server.WithDbAsync(db => db.Set<Turn>().AsNoTracking().ToListAsync());
        var paid = shop
            .Stripe.All("checkout.session")
            .Where(s => (string?)s["payment_status"] == "paid")
            .Select(s => (string)s["client_reference_id"]!)
            .Order(StringComparer.Ordinal);
        purchases
            .Where(p => p.State == PurchaseState.Paid)
            .Select(p => p.Id)
            .Order(StringComparer.Ordinal)
            .ShouldBe(paid);
        refunds.ShouldAllBe(r => r.State == RefundState.Paid);
        shop.Stripe.All("refund")
            .Select(r => (string)r["metadata"]!["refund"]!)
            .Order(StringComparer.Ordinal)
            .ShouldBe(refunds.Select(r => r.Id).Order(StringComparer.Ordinal));
        await using var connection = await shop.Server.Get<Database>().OpenAsync(default);
        var ledger = shop.Server.Get<CreditLedger>();
        foreach (var person in people)
        {
            var mine = purchases.Where(p => p.UserId == person && p.State == PurchaseState.Paid).ToList();
            var back = refunds.Where(r => mine.Exists(p => p.Id == r.PurchaseId)).Sum(r => r.Sessions);
            var opened = sessions.Count(s => s.UserId == person && s.Status != SessionStatus.Returned);
            var balance = await ledger.BalanceAsync(connection, person);
            (balance.Credits - balance.Owed).ShouldBe(1 + Given + mine.Sum(p => p.Sessions) - back - opened);
        }
        foreach (var session in sessions)
        {
            SessionBalance balance = (await ledger.SessionBalanceAsync(connection, session.Id))!;
            (balance.Used, balance.Held).ShouldBe(
                (turns.Where(t => t.SessionId == session.Id).Sum(t => t.Charged), 0L)
            );
        }
    }
}
