using Microsoft.Extensions.Logging;
using Quartz;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.TrackRecord;

/// <summary>Says in the log where the chain ends: who keeps the log can hold it against the record later.</summary>
internal sealed partial class TellHead(Database database, ILogger<TellHead> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var head = await RecordReads.HeadAsync(connection, null, cancellationToken);
        Told(log, head.Number, head.Hash);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Track record head {Number}:{Hash}")]
    private static partial void Told(ILogger log, long number, string hash);
}
