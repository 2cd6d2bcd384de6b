using Microsoft.Extensions.DependencyInjection;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Delivery;

/// <summary>Mails: over SMTP, or into a folder where no SMTP server is configured.</summary>
internal static class DeliverySlice
{
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        var options = MailOptions.Of(builder.Configuration);
        builder.Services.AddSingleton(options);
        if (options.SmtpHost.Length > 0)
            builder.Services.AddSingleton<IMailSender, SmtpSender>();
        else
            builder.Services.AddSingleton<IMailSender, MailFolder>();
        builder.Services.AddJob<SendMails>(TimeSpan.FromSeconds(2));
    }
}
