using Microsoft.Extensions.Logging;
using Quartz;

namespace Waickoff.Server.Billing;

/// <summary>Raises an alarm for packs whose sessions leave too little.</summary>
internal sealed partial class WatchMargins(
    UnitEconomics economics,
    BillingOptions options,
    TimeProvider time,
    ILogger<WatchMargins> log
) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await RunAsync(cancellationToken);

    /// <summary>Looks at what was sold in the last 30 days.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var packs = await economics.OfAsync(
            now.AddDays(-30).ToUnixTimeMilliseconds(),
            now.ToUnixTimeMilliseconds() + 1,
            cancel
        );
        foreach (var pack in packs.Where(p => p.IsBelowFloor))
            Thin(log, pack.Name, pack.PerSession!.MarginPercent, options.LeastMarginPercent, pack.Used);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Pack {Pack} leaves {Margin} % of a used session, asked are {Floor} % ({Used} sessions)"
    )]
    private static partial void Thin(ILogger log, string pack, decimal margin, int floor, long used);
}
