using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>Points that a worker computes, all its own until the lease is over.</summary>
/// <param name="Id">The claim.</param>
/// <param name="Job">What they are of.</param>
/// <param name="Points">Their numbers; none where all are computed and only the end is missing.</param>
internal sealed record BacktestClaim(string Id, BacktestJob Job, IReadOnlyList<int> Points);

/// <summary>
/// Who computes what: processes take points by moving their lease, so that those of a dead one come free. Of the people who wait, the one who
/// was served longest ago is next, a few seconds of work at a time.
/// </summary>
internal sealed class BacktestQueue(
    IServiceScopeFactory scopes,
    Database database,
    BacktestOptions options,
    TimeProvider time
)
{
    /// <summary>A point that was claimed so often took its processes down with it.</summary>
    private const int MostTries = 5;

    /// <summary>About how many candles are computed between two looks at who waits.</summary>
    private const long CandlesAtOnce = 2_000_000;
    private const int MostAtOnce = 64;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long Until => Now + (long)options.Lease.TotalMilliseconds;

    /// <summary>Takes points of whoever is next; null where nothing can be taken.</summary>
    /// <param name="busy">The jobs this process works on already: each has one core of it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<BacktestClaim?> ClaimAsync(IReadOnlyCollection<string> busy, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        foreach (var id in await NextAsync(db, busy, cancel))
        {
            bool wasTaken;
            do
            {
                (var claim, wasTaken) = await ClaimAsync(db, id, cancel);
                if (claim is not null)
                    return claim;
            } while (wasTaken);
        }
        return null;
    }

    /// <summary>Whether anything waits or runs.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        return !await Open(db).AnyAsync(cancel);
    }

    /// <summary>Keeps what was computed, each result once; the job is done with the last of them.</summary>
    public async Task SaveAsync(BacktestClaim claim, IReadOnlyList<string> results, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        using (await database.WriteTurnAsync(cancel))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            foreach (var (number, result) in claim.Points.Zip(results))
                await Claimed(db, claim)
                    .Where(p => p.Number == number)
                    .ExecuteUpdateAsync(p => p.SetProperty(x => x.Result, result), cancel);
            await transaction.CommitAsync(cancel);
        }
        var points = db.Set<BacktestPoint>().Where(p => p.JobId == claim.Job.Id);
        if (await points.AnyAsync(p => p.Result == null, cancel))
            return;
        var all = await points.OrderBy(p => p.Number).Select(p => p.Result!).ToListAsync(cancel);
        // Whoever was faster has taken the points away, as has who cancelled.
        if (all.Count == claim.Job.PointCount)
            await EndAsync(db, claim.Job.Id, BacktestState.Done, cancel, BacktestRun.Combine(claim.Job, all));
    }

    /// <summary>Says that a job cannot be computed.</summary>
    public async Task FailAsync(string job, string reason, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        await EndAsync(db, job, BacktestState.Failed, cancel, failure: reason);
    }

    /// <summary>Gives points back that were not computed.</summary>
    public async Task ReleaseAsync(BacktestClaim claim, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        await Claimed(db, claim)
            .ExecuteUpdateAsync(
                p => p.SetProperty(x => x.LeaseMs, 0).SetProperty(x => x.Tries, x => x.Tries - 1),
                cancel
            );
    }

    /// <summary>A server that is alone knows that nobody computes what it finds claimed.</summary>
    public async Task ReleaseAllAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        await db.Set<BacktestPoint>()
            .Where(p => p.Result == null)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.LeaseMs, 0), cancel);
    }

    /// <summary>Keeps up the leases of claims that are half over; returns the jobs among them that run no more.</summary>
    public async Task<IReadOnlyList<string>> KeepAsync(
        IReadOnlyCollection<BacktestClaim> claims,
        CancellationToken cancel
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        string[] ids = [.. claims.Select(c => c.Id)];
        var (half, until) = (Now + ((long)options.Lease.TotalMilliseconds / 2), Until);
        await db.Set<BacktestPoint>()
            .Where(p => ids.Contains(p.Claim!) && p.Result == null && p.LeaseMs > 0 && p.LeaseMs < half)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.LeaseMs, until), cancel);
        string[] jobs = [.. claims.Select(c => c.Job.Id)];
        var running = await Open(db).Where(j => jobs.Contains(j.Id)).Select(j => j.Id).ToListAsync(cancel);
        return [.. jobs.Except(running)];
    }

    /// <summary>Ends a job that waits or runs; its points go.</summary>
    /// <returns>False where it had ended before.</returns>
    public static async Task<bool> EndAsync(
        WaickoffDb db,
        string job,
        BacktestState state,
        long nowMs,
        CancellationToken cancel,
        string? result = null,
        string? failure = null
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var ended = await Open(db)
            .Where(j => j.Id == job)
            .ExecuteUpdateAsync(
                j =>
                    j.SetProperty(x => x.State, state)
                        .SetProperty(x => x.EndedMs, nowMs)
                        .SetProperty(x => x.Result, result)
                        .SetProperty(x => x.Failure, failure),
                cancel
            );
        await db.Set<BacktestPoint>().Where(p => p.JobId == job).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return ended > 0;
    }

    /// <summary>The jobs that wait or run.</summary>
    public static IQueryable<BacktestJob> Open(WaickoffDb db) =>
        db.Set<BacktestJob>().Where(j => j.State == BacktestState.Queued || j.State == BacktestState.Running);

    private Task<bool> EndAsync(
        WaickoffDb db,
        string job,
        BacktestState state,
        CancellationToken cancel,
        string? result = null,
        string? failure = null
    ) => EndAsync(db, job, state, Now, cancel, result, failure);

    private static IQueryable<BacktestPoint> Claimed(WaickoffDb db, BacktestClaim claim) =>
        db.Set<BacktestPoint>().Where(p => p.JobId == claim.Job.Id && p.Claim == claim.Id && p.Result == null);

    /// <summary>The jobs with something to take, whose owner was served longest ago first, and of one owner the oldest first.</summary>
    private async Task<IReadOnlyList<string>> NextAsync(
        WaickoffDb db,
        IReadOnlyCollection<string> busy,
        CancellationToken cancel
    )
    {
        var now = Now;
        var points = db.Set<BacktestPoint>();
        var open = await Open(db)
            .Where(j =>
                points.Any(p => p.JobId == j.Id && p.Result == null && p.LeaseMs < now)
                || !points.Any(p => p.JobId == j.Id && p.Result == null)
            )
            .Select(j => new { j.Id, j.UserId })
            .ToListAsync(cancel);
        string[] owners = [.. open.Select(o => o.UserId).Distinct()];
        if (owners.Length == 0)
            return [];
        var served = await db.Set<BacktestJob>()
            .Where(j => owners.Contains(j.UserId))
            .GroupBy(j => j.UserId)
            .Select(g => new { Owner = g.Key, Last = g.Max(j => j.ServedMs) })
            .ToDictionaryAsync(s => s.Owner, s => s.Last, cancel);
        return
        [
            .. open.Where(o => !busy.Contains(o.Id))
                .OrderBy(o => served[o.UserId])
                .ThenBy(o => o.Id, StringComparer.Ordinal)
                .Select(o => o.Id),
        ];
    }

    /// <returns>What was claimed, and where that is nothing, whether another process took what was wanted: others may be free.</returns>
    private async Task<(BacktestClaim? Claim, bool WasTaken)> ClaimAsync(
        WaickoffDb db,
        string id,
        CancellationToken cancel
    )
    {
        if (await Open(db).AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancel) is not { } job)
            return (null, WasTaken: false);
        var (now, until) = (Now, Until);
        var claim = new BacktestClaim(Id.New("clm", time), job, []);
        var free = db.Set<BacktestPoint>().Where(p => p.JobId == id && p.Result == null && p.LeaseMs < now);
        var candles = Math.Max(1, BacktestRun.PlanOf(job).Candles);
        // Those that nobody has tried come first, so that one that cannot be computed holds up no other.
        var wanted = await free.OrderBy(p => p.Tries)
            .ThenBy(p => p.Number)
            .Take((int)Math.Clamp(CandlesAtOnce / candles, 1, MostAtOnce))
            .Select(p => new { p.Number, p.Tries })
            .ToListAsync(cancel);
        if (wanted.Any(p => p.Tries >= MostTries))
        {
            await EndAsync(db, id, BacktestState.Failed, cancel, failure: BacktestFailures.GivenUp);
            return (null, WasTaken: false);
        }
        int[] numbers = [.. wanted.Select(p => p.Number)];
        using var turn = await database.WriteTurnAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var isOpen = await Open(db)
            .Where(j => j.Id == id)
            .ExecuteUpdateAsync(
                j =>
                    j.SetProperty(x => x.State, BacktestState.Running)
                        .SetProperty(x => x.ServedMs, now)
                        .SetProperty(x => x.StartedMs, x => x.StartedMs == 0 ? now : x.StartedMs),
                cancel
            );
        if (isOpen == 0)
            return (null, WasTaken: false);
        await free.Where(p => numbers.Contains(p.Number))
            .ExecuteUpdateAsync(
                p =>
                    p.SetProperty(x => x.Claim, claim.Id)
                        .SetProperty(x => x.LeaseMs, until)
                        .SetProperty(x => x.Tries, x => x.Tries + 1),
                cancel
            );
        // Another process may have taken some of them in between.
        var mine = await Claimed(db, claim).OrderBy(p => p.Number).Select(p => p.Number).ToListAsync(cancel);
        var left = await db.Set<BacktestPoint>().AnyAsync(p => p.JobId == id && p.Result == null, cancel);
        await transaction.CommitAsync(cancel);
        return mine.Count > 0 || !left
            ? (claim with { Points = mine }, WasTaken: false)
            : (null, WasTaken: numbers.Length > 0);
    }
}

/// <summary>Why a backtest failed.</summary>
internal static class BacktestFailures
{
    /// <summary>There are no candles that can be used.</summary>
    public const string NoCandles = "no_candles";

    /// <summary>The processes that computed it died again and again.</summary>
    public const string GivenUp = "given_up";

    /// <summary>Something went wrong on our side.</summary>
    public const string Failed = "failed";
}
