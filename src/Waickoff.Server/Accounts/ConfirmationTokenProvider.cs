using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Waickoff.Server.Accounts;

/// <summary>Codes of confirmation mails: people open those later than the ones for a new password.</summary>
internal sealed class ConfirmationTokenProvider(
    IDataProtectionProvider protection,
    ILogger<DataProtectorTokenProvider<Person>> log
)
    : DataProtectorTokenProvider<Person>(
        protection,
        Microsoft.Extensions.Options.Options.Create(
            new DataProtectionTokenProviderOptions { Name = "Confirmation", TokenLifespan = TimeSpan.FromDays(3) }
        ),
        log
    );
