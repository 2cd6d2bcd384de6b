using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>What the cookie says of a person besides who it is.</summary>
internal sealed class PersonClaims(
    UserManager<Person> people,
    RoleManager<IdentityRole> roles,
    IOptions<IdentityOptions> options
) : UserClaimsPrincipalFactory<Person, IdentityRole>(people, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(RequestLanguage.Claim, user.Language));
        return identity;
    }
}

internal static class SignedIn
{
    /// <summary>The id of the signed-in person; only behind a route for owners.</summary>
    public static string PersonId(this ClaimsPrincipal principal) =>
        principal.FindPersonId() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The id of the signed-in person; null where nobody is.</summary>
    public static string? FindPersonId(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.NameIdentifier);
}
