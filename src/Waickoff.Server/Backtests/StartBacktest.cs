using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Market.Storage;
using Waickoff.Server.Accounts;
using Waickoff.Server.Charts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>Starts a backtest, or with a grid a sweep; it is computed when its turn comes.</summary>
internal static class StartBacktest
{
    private const long Lock = 4711200407;

    /// <param name="Strategy">A strategy of the library by its name; or a rule beside.</param>
    /// <param name="Rule">Rules as JSON, by the schema of <c>/api/backtests/schema</c>.</param>
    /// <param name="Symbols">The market; for a sweep one or more.</param>
    /// <param name="Timeframe">Such as <c>1h</c>, which is usual.</param>
    /// <param name="From">From when on orders count; candles before it warm up. All there is where it is left out.</param>
    /// <param name="To">Only candles that had closed then; now where it is left out.</param>
    /// <param name="Parameters">Values in place of those the strategy names.</param>
    /// <param name="Grid">The values of each parameter: makes it a sweep.</param>
    public sealed record Request(
        IReadOnlyList<string> Symbols,
        string? Strategy = null,
        JsonElement? Rule = null,
        string? Timeframe = null,
        DateTimeOffset? From = null,
        DateTimeOffset? To = null,
        IReadOnlyDictionary<string, double>? Parameters = null,
        IReadOnlyDictionary<string, IReadOnlyList<double>>? Grid = null
    );

    public static async Task<Results<Created<BacktestItem>, ProblemHttpResult>> HandleAsync(
        Request request,
        ClaimsPrincipal user,
        WaickoffDb db,
        BacktestPlanning planning,
        BacktestWorkers workers,
        BacktestOptions options,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel
    )
    {
        // Load.
        if (IdempotencyKey.Of(http) is not { } key)
            return Problems.KeyMissing.Result(http);
        if (BacktestPlanning.OfNumbers(request) is { } wrong)
            return wrong.Result(http);
        // A rule is taken as it was sent: not all that is JSON can be written again.
        var sent = new { Request = request with { Rule = null }, Rule = request.Rule?.GetRawText() };
        var fingerprint = IdempotencyKey.Fingerprint(sent);
        if (await FindAsync(db, user.PersonId(), key, cancel) is { } known)
            return Repeated(known, fingerprint, options, http);

        // Decide.
        BacktestPlan plan;
        string name;
        try
        {
            (plan, name) = await planning.PlanAsync(request, cancel);
        }
        catch (CandleStoreException)
        {
            return ChartProblems.NoData.Result(http);
        }
        var job = new BacktestJob
        {
            Id = Id.New("bkt", time),
            UserId = user.PersonId(),
            Key = key,
            Fingerprint = fingerprint,
            Kind = plan.Grid is null ? BacktestKind.Backtest : BacktestKind.Sweep,
            Name = name,
            Plan = BacktestRun.Written(plan),
            PointCount = plan.Places().Count * plan.Markets.Count,
            CreatedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };

        // Store.
        try
        {
            if (await StoreAsync(db, job, options, cancel) is { } refusal)
                return refusal.Result(http);
        }
        catch (Exception e) when (e is DbUpdateException || Failures.IsOfDatabase(e))
        {
            // A twin of this request was faster, or the answer to the commit was lost.
            db.ChangeTracker.Clear();
            if (await FindAsync(db, user.PersonId(), key, CancellationToken.None) is not { } found)
                throw;
            if (found.Id != job.Id)
                return Repeated(found, fingerprint, options, http);
        }
        await workers.CallAsync(CancellationToken.None);
        return Started(job, options);
    }

    /// <summary>One start at a time, so that no limit is passed by two at once.</summary>
    private static async Task<Problem?> StoreAsync(
        WaickoffDb db,
        BacktestJob job,
        BacktestOptions options,
        CancellationToken cancel
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancel);
        var open = BacktestQueue.Open(db);
        if (await open.CountAsync(j => j.UserId == job.UserId, cancel) >= options.MostWaiting)
            return BacktestProblems.TooManyWaiting(options.MostWaiting);
        if (await open.CountAsync(cancel) >= options.MostQueued)
            return BacktestProblems.Busy;
        var ended = db.Set<BacktestJob>().Where(j => j.UserId == job.UserId && j.EndedMs > 0);
        var kept = await ended
            .OrderByDescending(j => j.Id)
            .Select(j => j.Id)
            .Take(BacktestOptions.MostKept - 1)
            .ToListAsync(cancel);
        await ended.Where(j => !kept.Contains(j.Id)).ExecuteDeleteAsync(cancel);
        db.Add(job);
        db.AddRange(Enumerable.Range(0, job.PointCount).Select(n => new BacktestPoint { JobId = job.Id, Number = n }));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return null;
    }

    private static Task<BacktestJob?> FindAsync(WaickoffDb db, string person, string key, CancellationToken cancel) =>
        db.Set<BacktestJob>().AsNoTracking().SingleOrDefaultAsync(j => j.UserId == person && j.Key == key, cancel);

    private static Results<Created<BacktestItem>, ProblemHttpResult> Repeated(
        BacktestJob known,
        string fingerprint,
        BacktestOptions options,
        HttpContext http
    ) => known.Fingerprint == fingerprint ? Started(known, options) : Problems.KeyReused.Result(http);

    private static Created<BacktestItem> Started(BacktestJob job, BacktestOptions options) =>
        TypedResults.Created($"/api/backtests/{job.Id}", BacktestItem.Of(job, 0, options.Kept));
}
