using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Delivery;

/// <summary>
/// Sends what is due, oldest first. A mail is taken by moving its due time, so that no two processes send it; one whose process died comes
/// due again.
/// </summary>
internal sealed partial class MailWorker(
    IServiceScopeFactory scopes,
    IMailSender sender,
    TimeProvider time,
    ILogger<MailWorker> log
) : BackgroundService
{
    private const int MostTries = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                while (await SendOneAsync(stoppingToken)) { }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Stuck(log, e);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> SendOneAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var due = db.Set<MailRow>().Where(m => m.SentMs == 0 && m.Failure == null && m.DueMs <= now);
        if (await due.OrderBy(m => m.CreatedMs).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } mail)
            return false;
        var claimed = now + (long)Claim.TotalMilliseconds;
        var isMine = await db.Set<MailRow>()
            .Where(m => m.Id == mail.Id && m.DueMs == mail.DueMs && m.SentMs == 0)
            .ExecuteUpdateAsync(
                m => m.SetProperty(x => x.DueMs, claimed).SetProperty(x => x.Tries, mail.Tries + 1),
                cancel
            );
        if (isMine == 0)
            return true;
        var row = db.Set<MailRow>().Where(m => m.Id == mail.Id);
        try
        {
            await sender.SendAsync(mail, cancel);
            var sent = time.GetUtcNow().ToUnixTimeMilliseconds();
            await row.ExecuteUpdateAsync(m => m.SetProperty(x => x.SentMs, sent), CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotSent(log, e, mail.Id, mail.Tries + 1);
            var failure = mail.Tries + 1 >= MostTries ? e.Message : null;
            var next = now + ((long)Math.Pow(2, mail.Tries) * 15_000);
            await row.ExecuteUpdateAsync(
                m => m.SetProperty(x => x.DueMs, next).SetProperty(x => x.Failure, failure),
                CancellationToken.None
            );
        }
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} was not taken, try {Tries}")]
    private static partial void NotSent(ILogger log, Exception e, string id, int tries);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mails are stuck")]
    private static partial void Stuck(ILogger log, Exception e);
}
