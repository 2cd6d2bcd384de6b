using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>Everything that is kept of a person.</summary>
internal static class ExportAccount
{
    public static async Task<Results<JsonHttpResult<Dictionary<string, object>>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user,
        IEnumerable<IPersonalData> all,
        HttpContext http,
        CancellationToken cancel
    )
    {
        var found = new Dictionary<string, object>();
        foreach (var data in all)
            found[data.Name] = await data.ExportAsync(user.PersonId(), cancel);
        http.Response.Headers.ContentDisposition = "attachment; filename=\"waickoff-export.json\"";
        return TypedResults.Json(found);
    }
}

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
        await streams.RevokeAsync(person.Id);
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }
}

/// <summary>What the account itself is.</summary>
internal sealed class AccountData(WaickoffDb db, UserManager<Person> people) : IPersonalData
{
    public string Name => "account";

    public async Task<object> ExportAsync(string person, CancellationToken cancel)
    {
        var found = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == person, cancel);
        var mails = await db.Set<MailRow>().AsNoTracking().Where(m => m.UserId == person).ToListAsync(cancel);
        return new
        {
            found.Id,
            found.Email,
            found.Language,
            found.TimeZone,
            Created = DateTimeOffset.FromUnixTimeMilliseconds(found.CreatedMs),
            found.NoticeVersion,
            found.TwoFactorEnabled,
            Passkeys = (await people.GetPasskeysAsync(found)).Select(p => new { p.Name, p.CreatedAt }),
            Mails = mails.Select(m => new
            {
                m.To,
                m.Subject,
                Created = DateTimeOffset.FromUnixTimeMilliseconds(m.CreatedMs),
            }),
        };
    }

    public async Task DeleteAsync(string person, CancellationToken cancel)
    {
        await db.Set<MailRow>().Where(m => m.UserId == person).ExecuteDeleteAsync(cancel);
        if (await people.FindByIdAsync(person) is { } found)
            await people.DeleteAsync(found);
    }
}
