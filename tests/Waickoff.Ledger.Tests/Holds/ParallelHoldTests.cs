using Waickoff.Ledger.Holds;
using Xunit.Abstractions;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests.Holds;

public sealed class ParallelHoldTests(ITestOutputHelper output)
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(10);

    /// <summary>Each round draws what is left; what the provider was asked for is summed up apart from the ledger.</summary>
    [Theory]
    [InlineData(LedgerDialect.Sqlite, 2)]
    [InlineData(LedgerDialect.Sqlite, 8)]
    [InlineData(LedgerDialect.Sqlite, 64)]
    [InlineData(LedgerDialect.Sqlite, 256)]
    [InlineData(LedgerDialect.Postgres, 2)]
    [InlineData(LedgerDialect.Postgres, 8)]
    [InlineData(LedgerDialect.Postgres, 64)]
    [InlineData(LedgerDialect.Postgres, 256)]
    public async Task However_many_turns_run_a_session_never_passes_its_limit(LedgerDialect dialect, int turns)
    {
        await using var database = await OpenAsync(dialect, durable: false);
        var seed = 20_260_000 + turns;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var rounds = IsFull ? 200 : 20;
        var samples = 0;
        for (var round = 0; round < rounds; round++)
        {
            var session = await database.OpenSessionAsync($"u{round}", $"s{round}");
            var used = random.Next(0, 100_001);
            if (used > 0)
            {
                (
                    await HoldTests.HoldAsync(database, $"before-{round}", used, 0, session: session)
                ).IsHeld.ShouldBeTrue();
                await database.DoAsync(tx => database.Ledger.SettleAsync(tx, $"before-{round}:1", used, 0, Now));
            }
            var seeds = Enumerable.Range(0, turns).Select(_ => random.Next()).ToArray();
            using var over = new CancellationTokenSource();
            var sampling = SampleAsync(database, session, over.Token);
            var charged = await Crowd.RunAsync(
                turns,
                i => TurnAsync(database, session, $"r{round}-{i}", new Random(seeds[i]))
            );
            await over.CancelAsync();
            samples += await sampling;

            var end = await database.SessionAsync(session);
            end.Held.ShouldBe(0);
            end.Used.ShouldBe(used + charged.Sum());
            end.Used.ShouldBeLessThanOrEqualTo(100_000);
        }
        output.WriteLine($"{samples} samples");
        samples.ShouldBeGreaterThan(0);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task A_failed_attempt_loses_no_hold(LedgerDialect dialect)
    {
        const int seed = 27;
        output.WriteLine($"seed {seed}");
        await using var database = await OpenAsync(dialect, durable: false);
        var turns = IsFull ? 10_000 : 1_000;
        var random = new Random(seed);
        var failing = Enumerable.Range(0, turns).Select(_ => random.Next(100) < 30 ? 1 + random.Next(3) : 0).ToArray();
        var unfinished = Enumerable.Range(0, turns).Where(_ => random.Next(100) < 2).ToHashSet();
        var sessions = turns / 50;
        for (var s = 0; s < sessions; s++)
            await database.OpenSessionAsync($"u{s}", $"s{s}");

        await Crowd.RunAsync(
            turns,
            async i =>
            {
                var ledger = database.Ledger;
                for (var attempt = 1; attempt <= failing[i] + 1; attempt++)
                {
                    var request = new HoldRequest($"s{i % sessions}", $"t{i}", attempt, 100, 10, Now + 60_000);
                    var held = await database.DoAsync(tx => ledger.HoldAsync(tx, request, Now));
                    held.IsHeld.ShouldBeTrue();
                    if (attempt <= failing[i])
                        await database.DoAsync(tx => ledger.ReleaseAsync(tx, held.HoldId, Now));
                    else if (!unfinished.Contains(i))
                        await database.DoAsync(tx => ledger.SettleAsync(tx, held.HoldId, 60, 6, Now));
                }
                return true;
            }
        );

        (await database.NumberAsync("SELECT count(*) FROM ledger_hold WHERE state = 'held'")).ShouldBe(
            unfinished.Count
        );
        (await database.NumberAsync("SELECT count(*) FROM ledger_hold")).ShouldBe(turns + failing.Sum());
        (await database.NumberAsync("SELECT sum(used_tokens) FROM ledger_session")).ShouldBe(
            60 * (turns - unfinished.Count)
        );
        (await database.NumberAsync("SELECT sum(held_tokens) FROM ledger_session")).ShouldBe(100 * unfinished.Count);
        await database.AuditAsync();
    }

    /// <summary>The end of an answer, a stop in two tabs, a failure and the reaper meet.</summary>
    [Theory, BothDatabases]
    public async Task Whoever_ends_a_hold_first_decides_and_it_is_charged_at_most_once(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect, durable: false);
        var ledger = database.Ledger;
        var races = IsFull ? 5_000 : 250;
        for (var s = 0; s <= races / 100; s++)
            await database.OpenSessionAsync($"u{s}", $"s{s}");
        for (var i = 0; i < races; i++)
            await database.DoAsync(tx =>
                // One in three is late already, so that the reaper has something to take.
                ledger.HoldAsync(
                    tx,
                    new HoldRequest($"s{i / 100}", $"t{i}", 1, 500, 50, i % 3 == 0 ? Now : Now + 60_000),
                    Now
                )
            );

        var ends = await Crowd.RunAsync(
            races * 5,
            async i =>
            {
                var hold = $"t{i / 5}:1";
                return (i % 5) switch
                {
                    0 => (await database.DoAsync(tx => ledger.SettleAsync(tx, hold, 400, 40, Now))).Changed ? 400 : 0,
                    1 or 2 => (await database.DoAsync(tx => ledger.SettleAsync(tx, hold, 300, 30, Now))).Changed
                        ? 300
                        : 0,
                    3 => (await database.DoAsync(tx => ledger.ReleaseAsync(tx, hold, Now))).Changed ? 1 : 0,
                    _ when i % 15 == 4 => (
                        await database.DoAsync(tx => ledger.ExpireAsync(tx, Now + 30_000, 30_000))
                    ).Count > 0
                        ? -1
                        : 0,
                    _ => (await database.DoAsync(tx => ledger.ExtendAsync(tx, $"t{i / 5}", Now + 60_000))) - 1000,
                };
            }
        );

        var holds = new List<Hold>();
        await using var connection = await database.ConnectAsync();
        for (var i = 0; i < races; i++)
            holds.AddRange(await ledger.HoldsAsync(connection, $"t{i}"));
        holds.ShouldAllBe(h => h.State != HoldState.Held);
        for (var i = 0; i < races; i++)
        {
            var charged = ends.Skip(i * 5).Take(4).Where(e => e > 1).ToList();
            charged.Count.ShouldBeLessThanOrEqualTo(1);
            holds[i].PostedTokens.ShouldBe(charged.Sum());
        }
        (await database.NumberAsync("SELECT sum(used_tokens) FROM ledger_session")).ShouldBe(
            ends.Where(e => e > 1).Sum()
        );
        output.WriteLine(string.Join(", ", holds.CountBy(h => h.State)));
        await database.AuditAsync(Now);
    }

    private static async Task<long> TurnAsync(LedgerDatabase database, string session, string turn, Random random)
    {
        var ledger = database.Ledger;
        var tokens = random.Next(1, 40_001);
        var held = await HoldTests.HoldAsync(database, turn, tokens, 0, session: session);
        if (!held.IsHeld)
        {
            held.Refusal.ShouldBe(HoldRefusal.NotEnoughTokens);
            return 0;
        }
        var used = random.Next(0, tokens + 1);
        if (random.Next(2) == 0)
            await database.DoAsync(tx => ledger.ReduceAsync(tx, held.HoldId, used, 0, Now));
        if (random.Next(4) == 0)
        {
            await database.DoAsync(tx => ledger.ReleaseAsync(tx, held.HoldId, Now));
            return 0;
        }
        return (await database.DoAsync(tx => ledger.SettleAsync(tx, held.HoldId, used, 0, Now))).Tokens;
    }

    private static async Task<int> SampleAsync(LedgerDatabase database, string session, CancellationToken over)
    {
        var samples = 0;
        do
        {
            var balance = await database.SessionAsync(session);
            (balance.Used + balance.Held).ShouldBeLessThanOrEqualTo(100_000);
            samples++;
            await Task.Delay(SampleEvery, TimeProvider.System, over)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        } while (!over.IsCancellationRequested);
        return samples;
    }
}
