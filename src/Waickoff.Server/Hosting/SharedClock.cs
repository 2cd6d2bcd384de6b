using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Waickoff.Server.Hosting;

/// <summary>
/// The time that all processes on one database share: that of the database server. The clocks of their machines may be minutes apart; leases
/// and the ends of sessions may not. On SQLite, where one server is alone, it is the clock of the machine.
/// </summary>
internal sealed class SharedClock(TimeProvider own) : TimeProvider
{
    private long aheadTicks;

    /// <summary>The clock of this machine.</summary>
    public TimeProvider Own => own;

    /// <summary>How far the shared time is ahead of that of this machine.</summary>
    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref aheadTicks));
        set => Interlocked.Exchange(ref aheadTicks, value.Ticks);
    }

    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    public override long TimestampFrequency => own.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => own.GetUtcNow() + Ahead;

    public override long GetTimestamp() => own.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        own.CreateTimer(callback, state, dueTime, period);
}

/// <summary>Sets the shared clock before anything else starts, and again each minute.</summary>
internal sealed partial class ClockKeeper(SharedClock clock, Database database, ILogger<ClockKeeper> log)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(2);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // A database that does not answer yet is told by the start itself.
        await TrySetAsync(cancellationToken);
        if (clock.Ahead.Duration() > Tolerated)
            Apart(log, clock.Ahead);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Postgres is null)
            return;
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TrySetAsync(stoppingToken);
    }

    private async Task TrySetAsync(CancellationToken cancel)
    {
        if (database.Postgres is not { } postgres)
            return;
        try
        {
            await using var connection = await postgres.OpenConnectionAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT clock_timestamp()";
            var asked = clock.Own.GetUtcNow();
            var told = (DateTime)(await command.ExecuteScalarAsync(cancel))!;
            var answered = clock.Own.GetUtcNow();
            clock.Ahead = new DateTimeOffset(told) - asked - ((answered - asked) / 2);
        }
        catch (DbException e)
        {
            NotAsked(log, e.Message);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The clock of this machine is {Apart} behind that of the database, which is used"
    )]
    private static partial void Apart(ILogger log, TimeSpan apart);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database could not be asked for the time: {Reason}")]
    private static partial void NotAsked(ILogger log, string reason);
}
