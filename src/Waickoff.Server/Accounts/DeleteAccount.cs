using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>Deletes the account: what is personal goes, the entries of the ledger stay without a name.</summary>
internal static class DeleteAccount
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Authenticator.PasswordRequest request,
        ClaimsPrincipal user,
        IEnumerable<IPersonalData> all,
        UserManager<Person> people,
        SignInManager<Person> signIn,
        SignInAttempts attempts,
        OpenStreams streams,
        WaickoffDb db,
        Database database,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await people.GetUserAsync(user) is not { } person)
            return Problems.NotSignedIn.Result(http);
        if (await Authenticator.CheckAsync(request.Password, person, people, attempts, http) is { } wrong)
            return wrong.Result(http);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            // The slices below lean on the account, so they go first.
            foreach (var data in all.Reverse())
                await data.DeleteAsync(person.Id, cancel);
            await transaction.CommitAsync(cancel);
        }
        await database.EmptyLogAsync();
        await streams.RevokeAsync(person.Id);
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }
}
