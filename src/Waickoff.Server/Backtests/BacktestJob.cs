using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Waickoff.Server.Backtests;

/// <summary>What is computed.</summary>
internal enum BacktestKind
{
    /// <summary>A strategy over one market.</summary>
    Backtest,

    /// <summary>A strategy at every point of a grid.</summary>
    Sweep,
}

/// <summary>How a backtest stands.</summary>
internal enum BacktestState
{
    /// <summary>Nothing of it is computed yet.</summary>
    Queued,

    /// <summary>Being computed.</summary>
    Running,

    /// <summary>Its result is there.</summary>
    Done,

    /// <summary>Its owner ended it.</summary>
    Cancelled,

    /// <summary>It could not be computed.</summary>
    Failed,
}

/// <summary>A backtest or a sweep that somebody started. Its parts are <see cref="BacktestPoint"/>s until they are all done.</summary>
internal sealed class BacktestJob
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The key it was started with; a repeated start finds it.</summary>
    public required string Key { get; init; }

    /// <summary>Tells a repeated start from another one with the same key.</summary>
    public required string Fingerprint { get; init; }

    public required BacktestKind Kind { get; init; }

    /// <summary>The name of the strategy.</summary>
    public required string Name { get; init; }

    /// <summary>The <see cref="BacktestPlan"/>, as JSON.</summary>
    public required string Plan { get; init; }

    public required int PointCount { get; init; }

    public required long CreatedMs { get; init; }

    public BacktestState State { get; set; }

    /// <summary>When a process last took a part of it; who was served longest ago is next.</summary>
    public long ServedMs { get; set; }

    public long StartedMs { get; set; }

    public long EndedMs { get; set; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Failure { get; set; }

    /// <summary>As JSON; null before it is done.</summary>
    public string? Result { get; set; }
}

/// <summary>
/// One point of a backtest: a place of the grid on a market, the only one where there is no grid. Its key is its place, so that it cannot be
/// there twice, and its result is written once, by whoever holds the claim.
/// </summary>
internal sealed class BacktestPoint
{
    public required string JobId { get; init; }

    public required int Number { get; init; }

    /// <summary>Until when a process answers for it; 0 while nobody does.</summary>
    public long LeaseMs { get; set; }

    /// <summary>The claim under which it is computed.</summary>
    public string? Claim { get; set; }

    /// <summary>How often it was claimed.</summary>
    public int Tries { get; set; }

    /// <summary>As JSON; null before it is computed.</summary>
    public string? Result { get; set; }
}

internal sealed class BacktestJobTable : IEntityTypeConfiguration<BacktestJob>
{
    public void Configure(EntityTypeBuilder<BacktestJob> builder)
    {
        builder.ToTable("backtest");
        builder.Property(j => j.Kind).HasConversion<string>();
        builder.Property(j => j.State).HasConversion<string>();
        builder.HasIndex(j => new { j.UserId, j.Key }).IsUnique();
        builder.HasIndex(j => new { j.State, j.EndedMs });
    }
}

internal sealed class BacktestPointTable : IEntityTypeConfiguration<BacktestPoint>
{
    public void Configure(EntityTypeBuilder<BacktestPoint> builder)
    {
        builder.ToTable("backtest_point");
        builder.HasKey(p => new { p.JobId, p.Number });
        builder.HasOne<BacktestJob>().WithMany().HasForeignKey(p => p.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
