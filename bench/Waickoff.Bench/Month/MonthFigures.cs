using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waickoff.Cli.Commands;
using Waickoff.Ledger;
using Waickoff.Ledger.Audit;
using Waickoff.Server.Billing;
using Waickoff.Server.Hosting;

namespace Waickoff.Bench.Month;

/// <summary>
/// Two hundred people buy and use packs for a month: <c>-- month [SEED]</c>. What each pack keeps of a used session, as operators see it, and
/// whether the journal adds up. Every amount is metered: money by the Stripe, tokens by the model, both over HTTP.
/// </summary>
internal static class MonthFigures
{
    private const int People = 200;
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task PrintAsync(int seed)
    {
        var watch = Stopwatch.StartNew();
        var clock = new MonthClock(Start);
        await using var world = await MonthWorld.OpenAsync(seed, clock);
        var people = MonthPlan.Draw(seed, People, Start).Select(p => new MonthPerson(world, p, seed)).ToList();
        await clock.RunAsync([.. people.Select(p => (Func<Task>)p.LiveAsync)]);
        clock.Set(Start.AddDays(MonthPlan.Days + 1));
        await world.SettleAsync();
        Print(
            $"seed {seed}: {People} people, {MonthPlan.Days} days, {people.Sum(p => p.Answers)} answers, {world.Model.Truth.Messages.Count} calls of models, in {watch.Elapsed.TotalSeconds:0} s"
        );
        people.ForEach(p => p.Dispose());
        var report = await EconomicsReport.ReadAsync(world.Settings, Start, clock.GetUtcNow(), default);
        EconomicsTable.Show(report, EconomicsStrings.For("en"));
        await PrintAlarmsAsync(world, report);
        await PrintSalesAsync(world);
        await PrintAuditAsync(world);
    }

    private static async Task PrintAlarmsAsync(MonthWorld world, EconomicsReport report)
    {
        var least = report.Packs.Min(p => p.PerSession!.MarginPercent);
        var most = (int)Math.Floor(report.Packs.Max(p => p.PerSession!.MarginPercent)) + 1;
        foreach (var floor in new[] { report.FloorPercent, most })
        {
            var alarms = new AlarmLog();
            await using var scope = world.App.Services.CreateAsyncScope();
            var options = new BillingOptions { LeastMarginPercent = floor };
            var services = scope.ServiceProvider;
            var economics = ActivatorUtilities.CreateInstance<UnitEconomics>(services, options);
            await ActivatorUtilities
                .CreateInstance<WatchMargins>(services, economics, options, alarms)
                .RunAsync(default);
            Print(
                $"alarms at a floor of {floor} %: {alarms.Count} of {report.Packs.Count} packs (least margin {least} %)"
            );
        }
    }

    private static async Task PrintSalesAsync(MonthWorld world)
    {
        await using var scope = world.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        var sales = await db.Set<Purchase>().CountAsync(p => p.State == PurchaseState.Paid);
        var withCode = await db.Set<Purchase>().CountAsync(p => p.Discount > 0);
        var refunds = await db.Set<PurchaseRefund>().CountAsync(r => r.State == RefundState.Paid);
        var disputes = await db.Set<Purchase>().CountAsync(p => p.Dispute != DisputeState.None);
        Print($"{sales} purchases paid, {withCode} with a code; {refunds} refunds paid, {disputes} disputes");
    }

    private static async Task PrintAuditAsync(MonthWorld world)
    {
        await using var connection = await world
            .App.Services.GetRequiredService<Waickoff.Server.Hosting.Database>()
            .OpenAsync(default);
        var ledger = world.App.Services.GetRequiredService<CreditLedger>();
        var money = await ledger.MoneyBalancesAsync(connection);
        Print(
            $"money in minor units: {string.Join(", ", money.Select(m => Invariant($"{m.Account} {m.Amount}")))}; sum {money.Sum(m => m.Amount)}"
        );
        var metered = await NumberAsync(
            connection,
            "SELECT coalesce(sum(amount), 0) FROM ledger_journal WHERE kind IN ('cost', 'carried')"
        );
        Print($"model cost in micro-dollars: journal {metered}, bill of the model {world.Model.Truth.MicroUsd}");
        var audit = await LedgerAuditor.RunAsync(connection, world.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var broken in audit.Violations)
            Print($"broken: {broken.Name} {broken.Count} {string.Join(' ', broken.Samples)}");
        Print($"audit: {audit.Entries} entries, {audit.Violations.Count} rules broken");
    }

    private static async Task<long> NumberAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static void Print(FormattableString text) => Console.WriteLine(Invariant(text));

    /// <summary>Counts the alarms.</summary>
    private sealed class AlarmLog : ILogger<WatchMargins>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Count++;
    }
}
