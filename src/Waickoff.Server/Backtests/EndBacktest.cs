using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>Ends a backtest that waits or runs; one that has ended stays as it is.</summary>
internal static class CancelBacktest
{
    public static async Task<Results<Ok<BacktestItem>, ProblemHttpResult>> HandleAsync(
        string backtest,
        ClaimsPrincipal user,
        WaickoffDb db,
        BacktestWorkers workers,
        BacktestOptions options,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel
    )
    {
        var mine = db.Set<BacktestJob>().AsNoTracking().Where(j => j.Id == backtest && j.UserId == user.PersonId());
        if (!await mine.AnyAsync(cancel))
            return Problems.NotFound.Result(http);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (await BacktestQueue.EndAsync(db, backtest, BacktestState.Cancelled, now, cancel))
            await workers.StopAsync(backtest, CancellationToken.None);
        return await mine.SingleOrDefaultAsync(cancel) is { } ended
            ? TypedResults.Ok(BacktestItem.Of(ended, 0, options.Kept))
            : Problems.NotFound.Result(http);
    }
}

/// <summary>Deletes a backtest with its result; one that runs is ended by it.</summary>
internal static class DeleteBacktest
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string backtest,
        ClaimsPrincipal user,
        WaickoffDb db,
        BacktestWorkers workers,
        HttpContext http,
        CancellationToken cancel
    )
    {
        var deleted = await db.Set<BacktestJob>()
            .Where(j => j.Id == backtest && j.UserId == user.PersonId())
            .ExecuteDeleteAsync(cancel);
        if (deleted == 0)
            return Problems.NotFound.Result(http);
        await workers.StopAsync(backtest, CancellationToken.None);
        return TypedResults.NoContent();
    }
}
