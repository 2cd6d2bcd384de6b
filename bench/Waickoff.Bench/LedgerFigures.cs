using System.Data;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using Waickoff.Ledger;
using Waickoff.Ledger.Audit;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;
using Waickoff.Testing;

namespace Waickoff.Bench;

/// <summary>
/// Turns per second that are held and settled, each in a transaction of its own as the server does it: <c>-- ledger</c>. Once through the
/// ledger, once the same statements in pgbench, in the same round trips, on the same PostgreSQL with every commit on the disk.
/// </summary>
internal static partial class LedgerFigures
{
    private const int Clients = 8;
    private const int Rounds = 5;
    private const long NowMs = 1_780_000_000_000;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);

    public static async Task PrintAsync()
    {
        var connectionString = await PostgresServer.NewDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = true, MaxPoolSize = Clients }.ToString()
        );
        await PrepareAsync(source);
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Script());
            var ratios = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var ledger = await LedgerAsync(source, round);
                var bare = await PgbenchAsync(source.ConnectionString, script, round);
                ratios.Add(ledger / bare);
                Console.WriteLine(
                    Invariant($"ledger {ledger:F0} turns/s   pgbench {bare:F0} turns/s   {ledger / bare:P0}")
                );
            }
            ratios.Sort();
            Console.WriteLine(
                Invariant($"median {ratios[Rounds / 2]:P0}, {ratios[0]:P0} to {ratios[^1]:P0}; asked: 50 %")
            );
        }
        finally
        {
            File.Delete(script);
        }
        await using var connection = await source.OpenConnectionAsync();
        var report = await LedgerAuditor.RunAsync(connection, NowMs);
        Console.WriteLine(Invariant($"audit: {report.Entries} entries, {report.Violations.Count} rules broken"));
    }

    /// <summary>One session for each client, large enough.</summary>
    private static async Task PrepareAsync(NpgsqlDataSource source)
    {
        var ledger = new CreditLedger(LedgerDialect.Postgres);
        await using var connection = await source.OpenConnectionAsync();
        await LedgerSchema.ApplyAsync(connection);
        for (var client = 0; client < Clients; client++)
        {
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
            await ledger.GrantAsync(transaction, "u", 1, GrantSource.Promo, $"grant:{client}", NowMs);
            var terms = new SessionTerms(1_000_000_000, 1_000_000_000);
            await ledger.OpenSessionAsync(transaction, "u", $"s{client}", terms, NowMs);
            await transaction.CommitAsync();
        }
    }

    private static async Task<double> LedgerAsync(NpgsqlDataSource source, int round)
    {
        var start = TimeProvider.System.GetTimestamp();
        var turns = await Task.WhenAll(
            Enumerable.Range(0, Clients).Select(c => Task.Run(() => ClientAsync(source, c, round)))
        );
        return turns.Sum() / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<int> ClientAsync(NpgsqlDataSource source, int client, int round)
    {
        var ledger = new CreditLedger(LedgerDialect.Postgres);
        var start = TimeProvider.System.GetTimestamp();
        var turns = 0;
        for (; TimeProvider.System.GetElapsedTime(start) < Round; turns++)
        {
            var request = new HoldRequest($"s{client}", $"l{round}-{client}-{turns}", 1, 500, 50, NowMs + 60_000, 1);
            var held = await DoAsync(source, tx => ledger.HoldAsync(tx, request, NowMs));
            if (
                !held.IsHeld
                || !(await DoAsync(source, tx => ledger.SettleAsync(tx, held.HoldId, 300, 30, NowMs))).Changed
            )
                throw new InvalidOperationException("A turn was refused.");
        }
        return turns;
    }

    private static async Task<T> DoAsync<T>(NpgsqlDataSource source, Func<NpgsqlTransaction, Task<T>> work)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        var result = await work(transaction);
        await transaction.CommitAsync();
        return result;
    }

    private static async Task<double> PgbenchAsync(string connectionString, string script, int round)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        string[] arguments =
        [
            .. (string[])["-n", "-M", "prepared", "-f", script, "-c", $"{Clients}", "-j", "2"],
            .. (string[])["-T", Invariant($"{Round.TotalSeconds}"), "-D", "n=0", "-D", $"round={round}"],
            .. (string[])["-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, server.Database!],
        ];
        var start = new ProcessStartInfo(PostgresServer.Program("pgbench"), arguments)
        {
            RedirectStandardOutput = true,
        };
        using var pgbench = Process.Start(start) ?? throw new InvalidOperationException("pgbench does not start");
        var said = await pgbench.StandardOutput.ReadToEndAsync();
        await pgbench.WaitForExitAsync();
        return double.Parse(TurnsPerSecond().Match(said).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>The statements of a turn, from the ledger itself; what it sends at once goes in one pipeline.</summary>
    private static string Script()
    {
        (string, object?)[] values =
        [
            ("session", "SESSION"),
            ("hold", "TURN:1"),
            ("turn", "TURN"),
            ("attempt", 1L),
            ("reserve", 1L),
            ("lease", NowMs + 60_000),
            ("now", NowMs),
        ];
        (string, object?)[] held = [.. values, ("tokens", 500L), ("money", 50L)];
        (string, object?)[] end = [.. values, ("tokens", 300L), ("money", 30L), ("state", "settled")];
        (string, object?)[] move = [.. held, ("used", 300L), ("spent", 30L), ("over", 0L), ("back", 0L)];
        var script = new StringBuilder("\\set n :n + 1\n");
        Transaction(
            script,
            [
                With("SELECT 1 FROM ledger_session WHERE id = @session FOR UPDATE", held),
                With(CreditLedger.Admit + SessionRows.Columns, held),
            ],
            [
                With(CreditLedger.AddHold, held),
                Journal(Entry(EntryKind.Hold, Accounts.Granted("SESSION"), Accounts.Held("SESSION"), Units.Token, 500)),
            ]
        );
        Transaction(
            script,
            [
                With(CreditLedger.LockSessionOfHold + " FOR UPDATE", end),
                With($"{CreditLedger.EndOpenHold}{HoldRows.Columns}, {CreditLedger.ItsSession}", end),
            ],
            [
                With(CreditLedger.MoveBalance, move),
                Journal(
                    Entry(EntryKind.Post, Accounts.Held("SESSION"), Accounts.Used("SESSION"), Units.Token, 300, "u"),
                    Entry(EntryKind.Rest, Accounts.Held("SESSION"), Accounts.Granted("SESSION"), Units.Token, 200),
                    Entry(EntryKind.Cost, Accounts.ModelCost, Accounts.Cost("SESSION"), Units.MicroUsd, 30)
                ),
            ]
        );
        return script.ToString();
    }

    private static void Transaction(StringBuilder script, params string[][] trips)
    {
        script.Append("BEGIN;\n");
        foreach (var trip in trips)
            script.Append("\\startpipeline\n").AppendJoin('\n', trip).Append("\n\\endpipeline\n");
        script.Append("COMMIT;\n");
    }

    private static Transfer Entry(
        EntryKind kind,
        string from,
        string to,
        string unit,
        long amount,
        string? user = null
    ) => new(kind, from, to, unit, amount, $"turn:TURN:1:{kind.Stored()}", "TURN:1", "SESSION", user);

    private static string Journal(params Transfer[] transfers)
    {
        var (sql, values) = (new StringBuilder(), new List<(string, object?)>());
        Transfer.Write(transfers, NowMs, sql, values);
        return With(sql.ToString().TrimEnd(';'), [.. values]);
    }

    /// <summary>The values written into the text; the names of session and turn are those of the client.</summary>
    private static string With(string sql, (string Name, object? Value)[] values) =>
        Parameter().Replace(sql, found => Literal(values.Last(v => v.Name == found.Groups[1].Value).Value)) + ";";

    private static string Literal(object? value) =>
        value switch
        {
            null => "NULL",
            long number => Invariant($"{number}"),
            _ => "('"
                + $"{value}"
                    // pgbench takes a colon for the start of a name, also between quotes.
                    .Replace(":", "' || chr(58) || '", StringComparison.Ordinal)
                    .Replace("SESSION", "' || 's' || :client_id::int || '", StringComparison.Ordinal)
                    .Replace(
                        "TURN",
                        "' || 'b' || :round::int || '-' || :client_id::int || '-' || :n::int || '",
                        StringComparison.Ordinal
                    )
                + "')",
        };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex TurnsPerSecond();
}
