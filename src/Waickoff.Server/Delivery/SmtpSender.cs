using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Waickoff.Server.Delivery;

/// <summary>Hands mails to a mail server. The same mail has the same Message-ID each time, so that a repeat is shown once.</summary>
internal sealed class SmtpSender(MailOptions options, TimeProvider time) : IMailSender
{
    private readonly MailAddress from = new(options.From);

    public async Task SendAsync(MailRow mail, CancellationToken cancel)
    {
        using var message = Message(mail);
        using var client = new SmtpClient(options.SmtpHost, options.SmtpPort)
        {
            EnableSsl = options.Security == MailSecurity.StartTls,
            Credentials = options.User.Length > 0 ? new NetworkCredential(options.User, options.Password) : null,
        };
        // Its own cancellation waits for the server; its disposal, which comes behind this, closes the connection.
        var sending = client.SendMailAsync(message, CancellationToken.None);
        try
        {
            await sending.WaitAsync(options.Timeout, time, cancel);
        }
        finally
        {
            if (!sending.IsCompleted)
                _ = sending.ContinueWith(
                    left => _ = left.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted,
                    TaskScheduler.Default
                );
        }
    }

    public void Forget(string id)
    {
        // It has left the house.
    }

    private MailMessage Message(MailRow mail)
    {
        var message = new MailMessage(from, new MailAddress(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        message.Headers["Message-ID"] = $"<{mail.Id}@{from.Host}>";
        return message;
    }
}
