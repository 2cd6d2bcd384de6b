using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Waickoff.Ledger;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>What each pack earned and cost, as operators see it, for those who read it without the server.</summary>
/// <param name="From">Of what was paid since then.</param>
/// <param name="To">And before then.</param>
/// <param name="FloorPercent">The least margin, as configured.</param>
/// <param name="Packs">The smallest first.</param>
public sealed record EconomicsReport(
    DateTimeOffset From,
    DateTimeOffset To,
    int FloorPercent,
    IReadOnlyList<PackEconomics> Packs
)
{
    /// <summary>Reads it from the database of a server, which may run meanwhile; nothing is changed.</summary>
    /// <param name="settings">The settings of the server.</param>
    /// <param name="from">Of what was paid since then.</param>
    /// <param name="to">And before then.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="System.Data.Common.DbException">There is no such database, or it has not the tables.</exception>
    public static async Task<EconomicsReport> ReadAsync(
        IConfiguration settings,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancel
    )
    {
        var (billing, server) = (new BillingOptions(), new ServerOptions());
        settings.GetSection("Billing").Bind(billing);
        settings.GetSection("Server").Bind(server);
        using var database = new Database(server);
        await using var db = Open(database);
        var economics = new UnitEconomics(
            db,
            database,
            new CreditLedger(database.Dialect),
            new Catalogue(billing),
            billing
        );
        var packs = await economics.OfAsync(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), cancel);
        return new EconomicsReport(from, to, billing.LeastMarginPercent, packs);
    }

    private static WaickoffDb Open(Database database)
    {
        if (database.Dialect == LedgerDialect.Postgres)
        {
            var postgres = new DbContextOptionsBuilder<PostgresDb>();
            database.Configure(postgres);
            return new PostgresDb(postgres.Options);
        }
        var sqlite = new DbContextOptionsBuilder<SqliteDb>();
        database.Configure(sqlite);
        return new SqliteDb(sqlite.Options);
    }
}
