using System.Globalization;
using System.Numerics;
using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Hosting;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>Ids cannot be guessed, not even from a neighbour: T81.</summary>
public class IdTests(ITestOutputHelper output)
{
    private const int Many = 10_000;

    /// <summary>The kinds of ids, by the table of what they name.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["AspNetUsers"] = "usr",
        ["trading_session"] = "ses",
        ["turn"] = "trn",
        ["mail"] = "mail",
        ["outage"] = "out",
        ["audit"] = "aud",
        ["purchase"] = "pur",
        ["purchase_refund"] = "rfn",
        ["backtest"] = "bkt",
        ["operator_action"] = "opa",
    };

    /// <summary>Keys that are no ids: content hashes, names of roles and keys, none of which opens anything.</summary>
    private static readonly string[] NoIds = ["AspNetRoles", "briefing", "ring_key", "used_challenge", "stripe_event"];

    [Theory]
    [InlineData("usr")]
    [InlineData("ses")]
    [InlineData("trn")]
    [InlineData("mail")]
    [InlineData("out")]
    [InlineData("aud")]
    [InlineData("pur")]
    [InlineData("rfn")]
    [InlineData("bkt")]
    [InlineData("opa")]
    public void Ids_made_in_one_millisecond_do_not_tell_of_each_other(string kind)
    {
        var ids = Enumerable.Range(0, Many).Select(_ => Id.New(kind, new StoppedTime())).ToArray();

        ids.ShouldAllBe(id => Id.IsOf(kind, id));
        ids.Distinct().Count().ShouldBe(Many);
        ids.ShouldAllBe(id => id[kind.Length + 13] == '7' && "89ab".Contains(id[kind.Length + 17]));
        var numbers = ids.Select(id => UInt128.Parse(id[(kind.Length + 1)..], NumberStyles.HexNumber, null)).ToArray();
        var differing = numbers.Zip(numbers.Skip(1), (a, b) => Ones(a ^ b)).ToArray();
        var free = Enumerable.Range(0, 128).Count(bit => IsFree(numbers, bit));
        output.WriteLine(
            $"{kind}: {free} bits differ freely; neighbours in {differing.Average():F1}, at least {differing.Min()}"
        );
        // 48 are the time, 6 say the kind; the odds of 8 or fewer heads of 74 coins are below 1e-12.
        free.ShouldBe(74);
        differing.Min().ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task Whatever_can_be_named_has_such_an_id()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        await server.WithDbAsync(async db =>
        {
            var keyed = db
                .Model.GetEntityTypes()
                .Where(e => e.FindPrimaryKey() is { Properties: [{ ClrType: var type }] } && type == typeof(string))
                .Select(e => e.GetTableName()!)
                .ToArray();
            keyed.Except(NoIds).Order().ShouldBe(Kinds.Keys.Order(), "say which kind of id a new table has");
            foreach (var (table, kind) in Kinds)
            {
                var sql = $"SELECT \"Id\" AS \"Value\" FROM \"{table}\"";
                var ids = await db.Database.SqlQueryRaw<string>(sql).ToListAsync();
                if (
                    table
                    is not ("outage" or "audit" or "purchase" or "purchase_refund" or "operator_action" or "backtest")
                )
                    ids.ShouldNotBeEmpty(table);
                ids.ShouldAllBe(id => Id.IsOf(kind, id));
            }
            return 0;
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ses_")]
    [InlineData("trn_0199f3000000700080000000000000ab")]
    [InlineData("ses_0199F3000000700080000000000000AB")]
    [InlineData("ses_0199f3000000700080000000000000a")]
    [InlineData("ses_0199f3000000700080000000000000abc")]
    [InlineData("ses_0199f300-0000-7000-8000-00000000")]
    [InlineData("ses_0199f3000000700080000000000000a\0")]
    public void What_is_no_id_is_not_looked_for(string? text) => Id.IsOf("ses", text).ShouldBeFalse();

    private static int Ones(UInt128 number) =>
        BitOperations.PopCount((ulong)number) + BitOperations.PopCount((ulong)(number >> 64));

    /// <summary>Whether a bit is set as often as not: ten standard deviations from the half is 5 % of 10,000.</summary>
    private static bool IsFree(UInt128[] numbers, int bit) =>
        Math.Abs(numbers.Count(n => ((n >> bit) & UInt128.One) != UInt128.Zero) - (Many / 2)) < Many / 20;

    private sealed class StoppedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_760_000_000_000);
    }
}
