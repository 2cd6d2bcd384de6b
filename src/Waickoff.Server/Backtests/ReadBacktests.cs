using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Analysis;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>The backtests and sweeps of a person.</summary>
internal static class ReadBacktests
{
    /// <param name="Backtests">Newest first.</param>
    /// <param name="Next">What to send as <c>before</c> for the next page; left out on the last.</param>
    public sealed record Answer(IReadOnlyList<BacktestItem> Backtests, string? Next);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal user,
        WaickoffDb db,
        BacktestOptions options,
        HttpContext http,
        CancellationToken cancel,
        string? before = null,
        int take = 20
    )
    {
        if (Problems.OfPage(take) is { } wrong)
            return wrong.Result(http);
        if (before is not null && !Id.IsOf("bkt", before))
            return Problems
                .Invalid("before", new LocalText("An id of a backtest.", "El id de un backtest."))
                .Result(http);
        // Ids are in the order of creation.
        var all = db.Set<BacktestJob>().AsNoTracking().Where(j => j.UserId == user.PersonId());
        var older = before is null ? all : all.Where(j => j.Id.CompareTo(before) < 0);
        var found = await WithDone(db, older.OrderByDescending(j => j.Id).Take(take + 1)).ToListAsync(cancel);
        return TypedResults.Ok(
            new Answer(
                [.. found.Take(take).Select(f => BacktestItem.Of(f.Job, f.Done, options.Kept))],
                found.Count > take ? found[take - 1].Job.Id : null
            )
        );
    }

    public static async Task<Results<Ok<BacktestAnswer>, ProblemHttpResult>> OneAsync(
        string backtest,
        ClaimsPrincipal user,
        WaickoffDb db,
        BacktestOptions options,
        HttpContext http,
        CancellationToken cancel
    )
    {
        var mine = db.Set<BacktestJob>().AsNoTracking().Where(j => j.Id == backtest && j.UserId == user.PersonId());
        return await WithDone(db, mine).SingleOrDefaultAsync(cancel) is { } found
            ? TypedResults.Ok(BacktestAnswer.Of(found.Job, found.Done, options.Kept))
            : Problems.NotFound.Result(http);
    }

    private static IQueryable<Found> WithDone(WaickoffDb db, IQueryable<BacktestJob> jobs) =>
        jobs.Select(j => new Found(j, db.Set<BacktestPoint>().Count(p => p.JobId == j.Id && p.Result != null)));

    private sealed record Found(BacktestJob Job, int Done);
}
