using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Configuration;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Delivery;

/// <summary>How mails leave the house, as configured under <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The mail server. Empty: mails are written as files into the data folder.</summary>
    public string SmtpHost { get; set; } = "";

    /// <summary>Its port.</summary>
    [Range(1, 65_535)]
    public int SmtpPort { get; set; } = 587;

    /// <summary>Who signs in to it. Empty: nobody.</summary>
    public string User { get; set; } = "";

    /// <summary>The password of who signs in.</summary>
    [PasswordPropertyText(true)]
    public string Password { get; set; } = "";

    /// <summary>Whom mails come from: an address, or <c>Name &lt;address&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary><c>StartTls</c>, or <c>None</c> for a server on this machine or in a net of one's own. TLS from the first byte (port 465) is not spoken.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>How long one mail may take to hand over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:30")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    internal static MailOptions Of(IConfiguration settings) =>
        settings.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();

    /// <exception cref="ServerStartException">They do not go together.</exception>
    internal void Check()
    {
        if (Problem() is { } problem)
            throw new ServerStartException(problem);
    }

    private LocalText? Problem()
    {
        if (SmtpHost.Length == 0)
            return User.Length + Password.Length + From.Length == 0
                ? null
                : new LocalText(
                    "Mail:User, Mail:Password and Mail:From do nothing without Mail:SmtpHost",
                    "Mail:User, Mail:Password y Mail:From no hacen nada sin Mail:SmtpHost"
                );
        if (!MailAddress.TryCreate(From, out _))
            return LocalText.Of(
                $"Mail:From is \"{From}\"; expected whom mails come from, such as WAIckoff <mail@example.com>",
                $"Mail:From es \"{From}\"; se esperaba de quién vienen los correos, como WAIckoff <mail@example.com>"
            );
        if (User.Length > 0 != Password.Length > 0)
            return new LocalText(
                "Mail:User and Mail:Password go together; set both or none",
                "Mail:User y Mail:Password van juntos; pon los dos o ninguno"
            );
        if (Security == MailSecurity.None && User.Length > 0 && !IsThisMachine)
            return new LocalText(
                "Mail:Security None would send Mail:Password in the clear; use StartTls",
                "Mail:Security None enviaría Mail:Password sin cifrar; usa StartTls"
            );
        return null;
    }

    private bool IsThisMachine =>
        SmtpHost == "localhost" || (IPAddress.TryParse(SmtpHost, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>How the way to a mail server is guarded.</summary>
public enum MailSecurity
{
    /// <summary>TLS before anything is said; a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>Not at all.</summary>
    None,
}
