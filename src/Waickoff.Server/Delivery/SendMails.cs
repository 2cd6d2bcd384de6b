using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Delivery;

/// <summary>
/// Sends what is due, oldest first. A mail is taken by moving its due time, so that no two processes send it; one whose process died comes
/// due again.
/// </summary>
internal sealed partial class SendMails(WaickoffDb db, IMailSender sender, TimeProvider time, ILogger<SendMails> log)
    : IJob
{
    private const int MostTries = 8;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        while (await SendOneAsync(cancellationToken)) { }
    }

    private async Task<bool> SendOneAsync(CancellationToken cancel)
    {
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
}
