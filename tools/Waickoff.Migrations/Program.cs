using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Server.Hosting;

// Only the tool loads it, for the contexts below.
return 0;

/// <summary>The model on SQLite; no database is opened.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new(Design.Options<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>The model on PostgreSQL; no database is opened.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new(Design.Options<PostgresDb>().UseNpgsql("Host=127.0.0.1").Options);
}

internal static class Design
{
    /// <summary>The tables of Identity depend on its options, which the context asks the application for.</summary>
    public static DbContextOptionsBuilder<T> Options<T>()
        where T : DbContext
    {
        var services = new ServiceCollection();
        services.Configure<IdentityOptions>(identity =>
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3
        );
        return new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(services.BuildServiceProvider());
    }
}
