using Microsoft.Extensions.DependencyInjection;

namespace Waickoff.Server.Delivery;

/// <summary>Mails: into a folder where no SMTP server is configured.</summary>
internal static class DeliverySlice
{
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IMailSender, MailFolder>();
        builder.Services.AddHostedService<MailWorker>();
    }
}
