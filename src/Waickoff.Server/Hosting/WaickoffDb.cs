using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Accounts;

namespace Waickoff.Server.Hosting;

/// <summary>
/// The database of the server but for the journal, whose tables the ledger keeps. Each slice maps its own tables beside its code.
/// Times are Unix milliseconds, ids are texts.
/// </summary>
internal abstract class WaickoffDb(DbContextOptions options) : IdentityDbContext<Person, IdentityRole, string>(options)
{
    /// <summary>With passkeys.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(WaickoffDb).Assembly);
    }
}

/// <summary>On SQLite: one file, one server.</summary>
internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : WaickoffDb(options);

/// <summary>On PostgreSQL: any number of servers.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : WaickoffDb(options);
