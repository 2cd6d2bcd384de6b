using Quartz;

namespace Waickoff.Server.Chat;

/// <summary>Closes sessions whose 24 hours are over.</summary>
internal sealed class ExpireSessions(SessionEnd end) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await end.ExpireAsync(cancellationToken);
}

/// <summary>Ends turns whose process died and gives back what was held for them.</summary>
internal sealed class ReapTurns(TurnReaper reaper) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await reaper.ReapAsync(isAlone: false, cancellationToken);
}
