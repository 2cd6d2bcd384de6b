using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Waickoff.Ledger;
using Waickoff.Ledger.Holds;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing;

/// <summary>The table of postings in docs/money.md is what the journal of a real server has after each of the flows.</summary>
public sealed partial class MoneyDocTests : IAsyncLifetime
{
    private const string Chief = "chief@example.com";
    private const string Begin = "<!-- postings -->\n";
    private const string End = "<!-- end of postings -->";
    private readonly StringBuilder table = new();
    private SandboxModel model = null!;
    private Shop shop = null!;
    private long seen;

    public async Task InitializeAsync()
    {
        model = await SandboxModel.StartAsync();
        shop = await Shop.OpenAsync(
            taxPercent: 21,
            settings:
            [
                $"Accounts:Operator={Chief}",
                $"Analyst:ApiKey={model.ApiKey}",
                $"Analyst:BaseUrl={model.BaseUrl}",
            ]
        );
    }

    public async Task DisposeAsync()
    {
        await shop.DisposeAsync();
        await model.DisposeAsync();
    }

    [Fact]
    public async Task Every_flow_stands_in_the_table_as_it_is_posted()
    {
        using var chief = await shop.Server.SignUpAtAsync(Chief);
        seen = await LastAsync();
        using var ana = await shop.Server.SignUpAtAsync("ana@example.com");
        await NoteAsync("an address is confirmed: the first session is a gift");
        await OperatorGivesAsync(chief, "ana@example.com");
        await NoteAsync("an operator gives sessions");
        var first = await shop.SellAsync(ana);
        await NoteQuietAsync("a pack is paid");

        await SessionsAsync(ana);
        await WaysBackAsync(ana, first);
        await DisputesAsync(ana);
        await shop.AuditAsync();

        var file = Repository.PathOf("docs", "money.md");
        var text = await File.ReadAllTextAsync(file);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        from.ShouldBeGreaterThan(0);
        var written = text[..(from + Begin.Length)] + table + text[to..];
        if (Environment.GetEnvironmentVariable("WAICKOFF_WRITE") == "1")
            await File.WriteAllTextAsync(file, written);
        text.ShouldBe(written, "write the postings of docs/money.md anew with WAICKOFF_WRITE=1");
    }

    private async Task SessionsAsync(ApiClient ana)
    {
        var session = await OpenAsync(ana, 1);
        await NoteAsync("a session opens and its first analysis is made");
        model.Scripts.Next(ModelScript.CallTool("timeframe_facts", """{"timeframe":"1d"}"""));
        await AskAsync(ana, session, "What is the phase?");
        await NoteAsync("a question takes two calls of a model");
        await HoldAsync(session, "trn_late", leaseMs: 1);
        await shop.Server.WithServiceAsync<Waickoff.Server.Chat.TurnReaper>(r => r.ReapAsync(isAlone: false, default));
        await NoteAsync("the process of an answer dies: its lease ends");
        await HoldAsync(session, "trn_over", leaseMs: Now + 600_000);
        await LedgerAsync((ledger, tx) => ledger.SettleAsync(tx, "trn_over:1", 1_500, 90, Now));
        await NoteAsync("a provider reports more than was held");
        model.Scripts.Next(ModelScript.CutAt(3_000), ModelScript.Down, ModelScript.Down, ModelScript.Down);
        model.Scripts.Always(ModelScript.Down);
        await AskAsync(ana, session, "And now?");
        await NoteAsync("an answer fails: it is free");
        await OpenAsync(ana, 2);
        await NoteAsync("the first analysis cannot be made: the session is given back");
        model.Scripts.Clear();
        await ana.PostAsync($"/api/sessions/{session}/close");
        await NoteAsync("a session ends with tokens left");
    }

    private async Task WaysBackAsync(ApiClient ana, string first)
    {
        await ana.PostAsync($"/api/purchases/{first}/refund");
        await NoteQuietAsync("a buyer, or who withdraws, or an operator, gives the unused sessions back");
        shop.Stripe.FailRefund(shop.Stripe.All("refund").Single()["id"]!.GetValue<string>());
        await NoteQuietAsync("Stripe cannot pay that refund: the sessions come back");
        var second = await shop.SellAsync(ana);
        await shop.QuietAsync();
        await SpendAsync(ana, left: 3);
        seen = await LastAsync();
        shop.Stripe.Refund(await shop.ChargeOfAsync(second));
        await NoteQuietAsync("the whole is given back in Stripe's pages, though sessions were used");
        await shop.SellAsync(ana);
        await NoteQuietAsync("a pack is paid by somebody who owes");
    }

    private async Task DisputesAsync(ApiClient ana)
    {
        foreach (var isWon in (bool[])[true, false])
        {
            var sold = await shop.SellAsync(ana);
            await shop.QuietAsync();
            seen = await LastAsync();
            var dispute = shop.Stripe.Dispute(await shop.ChargeOfAsync(sold));
            if (isWon)
                await NoteQuietAsync("a bank asks money back");
            else
                await shop.QuietAsync();
            seen = await LastAsync();
            shop.Stripe.CloseDispute(dispute, isWon);
            await NoteQuietAsync(isWon ? "the bank decides for us" : "the bank decides for its customer");
        }
    }

    private static async Task OperatorGivesAsync(ApiClient chief, string email)
    {
        var people = await chief.GetAsync($"/api/operators/people?search={email}");
        await chief.PostAsync(
            "/api/credits/grants",
            new
            {
                person = people.GetProperty("people")[0].GetProperty("id").GetString(),
                credits = 1,
                reason = "an apology",
                key = "OPERATORSKEY",
            }
        );
    }

    private static async Task<string> OpenAsync(ApiClient person, int number)
    {
        var opened = await person.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, $"opening-{number}");
        await person.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        return opened.GetProperty("id").GetString()!;
    }

    private static async Task AskAsync(ApiClient person, string session, string question)
    {
        var asked = await person.PostAsync(
            $"/api/sessions/{session}/turns",
            new { question },
            Guid.NewGuid().ToString("N")
        );
        await person.EventsAsync(asked.GetProperty("id").GetString()!);
    }

    /// <summary>Opens sessions until so many are left.</summary>
    private static async Task SpendAsync(ApiClient person, long left)
    {
        for (var number = 10; (await Shop.CreditsAsync(person)).Credits > left; number++)
            await OpenAsync(person, number);
    }

    private long Now => shop.Server.Get<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();

    private Task HoldAsync(string session, string turn, long leaseMs) =>
        LedgerAsync(
            (ledger, tx) => ledger.HoldAsync(tx, new HoldRequest(session, turn, 1, 1_000, 50, leaseMs, 0), Now)
        );

    private async Task LedgerAsync<T>(Func<CreditLedger, System.Data.Common.DbTransaction, Task<T>> work)
    {
        await using var connection = await shop.Server.Get<Database>().OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await work(shop.Server.Get<CreditLedger>(), transaction);
        await transaction.CommitAsync();
    }

    private async Task<long> LastAsync()
    {
        await using var connection = await shop.Server.Get<Database>().OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(id), 0) FROM ledger_journal";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private async Task NoteQuietAsync(string flow)
    {
        await shop.QuietAsync();
        await NoteAsync(flow);
    }

    /// <summary>What was posted since, each posting once, with words for what differs from one time to the next.</summary>
    private async Task NoteAsync(string flow)
    {
        await using var connection = await shop.Server.Get<Database>().OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT kind, debit_account, credit_account, unit, business_key FROM ledger_journal"
            + $" WHERE id > {seen} ORDER BY id";
        var rows = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync())
            {
                string Cell(int i) => Word().Replace(reader.GetString(i), WordOf);
                var row = $"| {Cell(0)} | `{Cell(1)}` | `{Cell(2)}` | {Cell(3)} | `{Cell(4)}` |";
                if (!rows.Contains(row))
                    rows.Add(row);
            }
        rows.ShouldNotBeEmpty(flow);
        seen = await LastAsync();
        table.Append(CultureInfo.InvariantCulture, $"\n**{char.ToUpperInvariant(flow[0])}{flow[1..]}**\n\n");
        table.Append("| kind | out of | into | unit | business key |\n|--|--|--|--|--|\n");
        table.AppendJoin('\n', rows).Append('\n');
    }

    private static string WordOf(Match found) =>
        found.Value switch
        {
            ['u', 's', 'r', ..] => "USER",
            ['s', 'e', 's', ..] => "SESSION",
            ['t', 'r', 'n', ..] => "TURN:CALL",
            ['c', 's', ..] => "PAGE",
            ['t', 'x', 'n', ..] => "BOOKING",
            ['r', 'f', 'n', ..] => "REFUND",
            ['r', 'e', '_', ..] => "STRIPE_REFUND",
            ['d', ..] => "DISPUTE",
            ['r', 'e', 'd', ..] => "reduce:TOKENS",
            _ => "MAILBOX",
        };

    [GeneratedRegex(
        @"usr_\w+|ses_\w+|trn_\w+:\d+|cs_test_\w+|txn_\w+|rfn_\w+|\bre_\w+|\bd[pu]_\w+|reduce:\d+|(?<=free:)\S+"
    )]
    private static partial Regex Word();
}
