using Microsoft.AspNetCore.Identity;

namespace Waickoff.Server.Accounts;

/// <summary>Somebody with an account.</summary>
internal sealed class Person : IdentityUser
{
    /// <summary><c>en</c> or <c>es</c>: what the analyst, the mails and the refusals speak.</summary>
    public string Language { get; set; } = "en";

    /// <summary>An IANA name, such as <c>Europe/Madrid</c>.</summary>
    public string TimeZone { get; set; } = "UTC";

    public long CreatedMs { get; set; }

    /// <summary>The 30-second step of the last code of an app that was used; none before it is good any more.</summary>
    public long CodeStep { get; set; }

    /// <summary>Which version of the notice that this is no advice was acknowledged; null before.</summary>
    public string? NoticeVersion { get; set; }
}
