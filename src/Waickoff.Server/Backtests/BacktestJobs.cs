using Microsoft.EntityFrameworkCore;
using Quartz;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>Says again that something waits, whichever process heard it or died over it: one process of the cluster looks for all.</summary>
internal sealed class WakeBacktests(BacktestQueue queue, BacktestWorkers workers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (!await queue.IsEmptyAsync(cancellationToken))
            await workers.CallAsync(cancellationToken);
    }
}

/// <summary>Deletes results whose time is over.</summary>
internal sealed class ExpireBacktests(WaickoffDb db, BacktestOptions options, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var before = (time.GetUtcNow() - options.Kept).ToUnixTimeMilliseconds();
        await db.Set<BacktestJob>()
            .Where(j => j.EndedMs > 0 && j.EndedMs < before)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
