using System.Data.Common;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;
using Xunit.Abstractions;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests.Model;

/// <summary>Random programs of 200 calls, each made to the ledger and to the model: every answer and the end are equal.</summary>
public sealed class RandomProgramTests(ITestOutputHelper output)
{
    private const int Calls = 200;

    [Theory]
    [InlineData(LedgerDialect.Sqlite, 0)]
    [InlineData(LedgerDialect.Sqlite, 1)]
    [InlineData(LedgerDialect.Postgres, 2)]
    public async Task The_ledger_answers_as_the_model_does(LedgerDialect dialect, int part)
    {
        var programs = (dialect, IsFull) switch
        {
            (LedgerDialect.Sqlite, true) => 5_000,
            (LedgerDialect.Sqlite, false) => 250,
            (_, true) => 500,
            (_, false) => 20,
        };
        await using var database = await OpenAsync(dialect, durable: false);
        await using var connection = await database.ConnectAsync();
        for (var program = 0; program < programs; program++)
        {
            var seed = part * 1_000_000 + program;
            try
            {
                await new RandomProgram(database.Ledger, connection, seed).RunAsync(Calls);
            }
            catch
            {
                output.WriteLine($"seed {seed}");
                throw;
            }
        }
        output.WriteLine($"seeds {part * 1_000_000} to {part * 1_000_000 + programs - 1}");
        await database.AuditAsync(Now + 10_000_000);
    }
}

/// <summary>One program: names of its own, so that many share a database.</summary>
internal sealed class RandomProgram(CreditLedger ledger, DbConnection connection, int seed)
{
    private readonly Random random = new(seed);
    private readonly LedgerModel model = new();
    private long now = Now;

    public async Task RunAsync(int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            now += random.Next(0, 20_000);
            await CallAsync();
        }
        (await DoAsync(connection, tx => ledger.ExpireAllAsync(tx, now))).ShouldBe(model.Expire(long.MaxValue));
        for (var i = 0; i < 6; i++)
        {
            (await ledger.SessionBalanceAsync(connection, Session(i))).ShouldBe(model.SessionOf(Session(i)));
            (await ledger.HoldsAsync(connection, Turn(i))).ShouldBe(model.Holds(Turn(i)));
            var (there, expected) = (await ledger.BalanceAsync(connection, User(i)), model.UserOf(User(i)));
            there.Lots.ShouldBe(expected.Lots);
            (there.Credits, there.Owed).ShouldBe((expected.Credits, expected.Owed));
        }
    }

    private Task CallAsync() =>
        random.Next(20) switch
        {
            0 or 1 => GrantAsync(),
            2 => RevokeAsync(),
            3 or 4 => OpenAsync(),
            5 => random.Next(4) == 0
                ? SameAsync((tx, s) => ledger.GiveBackAsync(tx, s, now), s => model.GiveBack(s), AnySession())
                : Task.CompletedTask,
            6 => random.Next(4) == 0
                ? SameAsync((tx, s) => ledger.CloseSessionAsync(tx, s, now), s => model.Close(s), AnySession())
                : Task.CompletedTask,
            7 => CostAsync(),
            8 => SameAsync(
                (tx, turn) => ledger.ExtendAsync(tx, turn, now + 50_000),
                turn => model.Extend(turn, now + 50_000),
                Turn(random.Next(6))
            ),
            9 => ExpireAsync(),
            10 or 11 => EndAsync(HoldState.Released),
            12 or 13 => ReduceAsync(),
            14 or 15 => EndAsync(HoldState.Settled),
            _ => HoldAsync(),
        };

    private Task GrantAsync()
    {
        var i = random.Next(12);
        var (credits, source) = (random.Next(1, 4), (GrantSource)(i % 3));
        var reason = source == GrantSource.Operator ? "why" : null;
        return SameAsync(
            (tx, key) => ledger.GrantAsync(tx, User(i), credits, source, key, now, reason),
            key => model.Grant(User(i), credits, source, key, now, reason),
            Name("g", i)
        );
    }

    private Task RevokeAsync()
    {
        var (lot, credits) = (Name("g", random.Next(13)), random.Next(1, 4));
        return SameAsync(
            (tx, key) => ledger.RevokeAsync(tx, lot, credits, key, now),
            key => model.Revoke(lot, credits, key),
            Name("r", random.Next(8))
        );
    }

    private Task OpenAsync()
    {
        var i = random.Next(6);
        var terms = new SessionTerms(random.Next(500, 1_500), random.Next(300, 2_000));
        return SameAsync(
            (tx, session) => ledger.OpenSessionAsync(tx, User(i), session, terms, now),
            session => model.Open(User(i), session, terms),
            Session(i)
        );
    }

    private Task CostAsync()
    {
        var (turn, attempt, cost) = (random.Next(7), random.Next(1, 4), random.Next(0, 100));
        return SameAsync(
            (tx, session) => ledger.RecordCostAsync(tx, session, Turn(turn), attempt, cost, now),
            session => model.RecordCost(session, Turn(turn), attempt, cost),
            Session(turn)
        );
    }

    private Task ExpireAsync()
    {
        var grace = random.Next(0, 40_000);
        return SameAsync(
            async (tx, _) => string.Join(' ', await ledger.ExpireAsync(tx, now, grace)),
            _ => string.Join(' ', model.Expire(now - grace)),
            ""
        );
    }

    private Task HoldAsync()
    {
        var turn = random.Next(7);
        var request = new HoldRequest(
            Session(turn),
            Turn(turn),
            random.Next(1, 30),
            random.Next(1, 400),
            random.Next(0, 300),
            now + random.Next(0, 90_000),
            random.Next(3) switch
            {
                0 => 0,
                1 => 333_333,
                _ => random.Next(0, 2_000_000),
            }
        );
        return SameAsync((tx, r) => ledger.HoldAsync(tx, r, now), model.Hold, request);
    }

    private Task ReduceAsync()
    {
        var (tokens, cost) = (random.Next(0, 400), random.Next(0, 300));
        return SameAsync(
            (tx, hold) => ledger.ReduceAsync(tx, hold, tokens, cost, now),
            hold => model.Reduce(hold, tokens, cost),
            AnyHold()
        );
    }

    private Task EndAsync(HoldState state)
    {
        var (tokens, cost) = state == HoldState.Settled ? (random.Next(0, 400), random.Next(0, 300)) : (0, 0);
        return SameAsync(
            (tx, hold) =>
                state == HoldState.Settled
                    ? ledger.SettleAsync(tx, hold, tokens, cost, now)
                    : ledger.ReleaseAsync(tx, hold, now),
            hold => model.End(hold, state, tokens, cost),
            AnyHold()
        );
    }

    /// <summary>One call to both: the same answer, or the same refusal.</summary>
    private async Task SameAsync<TArgument, T>(
        Func<DbTransaction, TArgument, Task<T>> real,
        Func<TArgument, T> expected,
        TArgument argument
    )
    {
        T wanted;
        try
        {
            wanted = expected(argument);
        }
        catch (ArgumentException)
        {
            await Should.ThrowAsync<ArgumentException>(() => DoAsync(connection, tx => real(tx, argument)));
            return;
        }
        (await DoAsync(connection, tx => real(tx, argument))).ShouldBe(wanted);
    }

    private string AnySession() => Session(random.Next(7));

    private string AnyHold() => $"{Turn(random.Next(7))}:{random.Next(1, 30)}";

    private string User(int i) => Name("u", i % 3);

    private string Session(int i) => Name("s", i);

    private string Turn(int i) => Name("t", i);

    private string Name(string kind, int i) => $"p{seed}-{kind}{i}";
}
