using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>Who is signed in.</summary>
internal static class Me
{
    /// <param name="Id">The person.</param>
    /// <param name="Email">The confirmed address.</param>
    /// <param name="Language"><c>en</c> or <c>es</c>.</param>
    /// <param name="TimeZone">An IANA name.</param>
    /// <param name="Created">When the account was opened.</param>
    /// <param name="IsOperator">Whether it may operate the service.</param>
    /// <param name="HasAuthenticator">Whether a code is asked for at sign-in.</param>
    /// <param name="RecoveryCodesLeft">How many recovery codes are unused.</param>
    /// <param name="NoticeVersion">Which version of the notice that this is no advice was acknowledged.</param>
    public sealed record Answer(
        string Id,
        string Email,
        string Language,
        string TimeZone,
        DateTimeOffset Created,
        bool IsOperator,
        bool HasAuthenticator,
        int RecoveryCodesLeft,
        string? NoticeVersion
    );

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user,
        UserManager<Person> people,
        HttpContext http
    ) =>
        await people.GetUserAsync(user) is { } person
            ? TypedResults.Ok(
                new Answer(
                    person.Id,
                    person.Email!,
                    person.Language,
                    person.TimeZone,
                    DateTimeOffset.FromUnixTimeMilliseconds(person.CreatedMs),
                    user.IsInRole(AccessDeclarations.OperatorRole),
                    person.TwoFactorEnabled,
                    await people.CountRecoveryCodesAsync(person),
                    person.NoticeVersion
                )
            )
            : Problems.NotSignedIn.Result(http);
}

/// <summary>Changes how the person is spoken to.</summary>
internal static class ChangeMe
{
    /// <summary>What is null stays as it is.</summary>
    public sealed record Request(string? Language = null, string? TimeZone = null, string? NoticeVersion = null);

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        ClaimsPrincipal user,
        UserManager<Person> people,
        SignInManager<Person> signIn,
        HttpContext http
    )
    {
        if (await people.GetUserAsync(user) is not { } person)
            return Problems.NotSignedIn.Result(http);
        if (Register.CheckManner(request.Language, request.TimeZone) is { } wrong)
            return wrong.Result(http);
        if (request.NoticeVersion is { Length: > 40 })
            return Problems
                .Invalid("noticeVersion", new LocalText("At most 40 characters.", "40 caracteres como máximo."))
                .Result(http);
        person.Language = request.Language ?? person.Language;
        person.TimeZone = request.TimeZone ?? person.TimeZone;
        person.NoticeVersion = request.NoticeVersion ?? person.NoticeVersion;
        await people.UpdateAsync(person);
        await signIn.RefreshSignInAsync(person);
        return TypedResults.NoContent();
    }
}
