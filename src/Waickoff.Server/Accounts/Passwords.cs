using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>An address, for a mail that is sent when it has an account; the answer is the same when it has none.</summary>
internal sealed record AddressRequest(string Email);

/// <summary>Sends the confirmation mail again.</summary>
internal static class ResendMail
{
    public static async Task<Results<Accepted, ProblemHttpResult>> HandleAsync(
        AddressRequest request,
        UserManager<Person> people,
        SignInAttempts attempts,
        AccountMails mails,
        WaickoffDb db,
        HttpContext http
    )
    {
        if (await attempts.CountAsync(http, request.Email) is { } wait)
            return Problems.TooMany(wait).Result(http);
        if (await people.FindByEmailAsync(request.Email) is { EmailConfirmed: false } person)
        {
            mails.Confirm(db, person, await people.GenerateEmailConfirmationTokenAsync(person));
            await db.SaveChangesAsync();
        }
        return TypedResults.Accepted((string?)null);
    }
}

/// <summary>Sends a mail to choose a new password.</summary>
internal static class ForgotPassword
{
    public static async Task<Results<Accepted, ProblemHttpResult>> HandleAsync(
        AddressRequest request,
        UserManager<Person> people,
        SignInAttempts attempts,
        AccountMails mails,
        WaickoffDb db,
        HttpContext http
    )
    {
        if (await attempts.CountAsync(http, request.Email) is { } wait)
            return Problems.TooMany(wait).Result(http);
        if (await people.FindByEmailAsync(request.Email) is { EmailConfirmed: true } person)
        {
            mails.Reset(db, person, await people.GeneratePasswordResetTokenAsync(person));
            await db.SaveChangesAsync();
        }
        return TypedResults.Accepted((string?)null);
    }
}

/// <summary>Chooses a new password by the code of a mail, which is good once.</summary>
internal static class ResetPassword
{
    public sealed record Request(string Person, string Code, string Password);

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        UserManager<Person> people,
        SignInAttempts attempts,
        OpenStreams streams,
        HttpContext http
    )
    {
        if (await attempts.CountAsync(http, request.Person) is { } wait)
            return Problems.TooMany(wait).Result(http);
        if (Register.CheckPassword("password", request.Password) is { } wrong)
            return wrong.Result(http);
        if (!Id.IsOf("usr", request.Person) || await people.FindByIdAsync(request.Person) is not { } person)
            return ConfirmEmail.BadCode.Result(http);
        var result = await people.ResetPasswordAsync(person, request.Code, request.Password);
        if (result.Succeeded)
        {
            await streams.RevokeAsync(person.Id);
            return TypedResults.NoContent();
        }
        return (
            result.Errors.Any(e => e.Code == "InvalidToken") ? ConfirmEmail.BadCode : Register.Refused(result)
        ).Result(http);
    }
}

/// <summary>Changes the password; everybody else with this account is signed out.</summary>
internal static class ChangePassword
{
    public sealed record Request(string Current, string Password);

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        ClaimsPrincipal user,
        UserManager<Person> people,
        SignInManager<Person> signIn,
        SignInAttempts attempts,
        OpenStreams streams,
        HttpContext http
    )
    {
        if (await people.GetUserAsync(user) is not { } person)
            return Problems.NotSignedIn.Result(http);
        if (await attempts.CountAsync(http, person.Email!) is { } wait)
            return Problems.TooMany(wait).Result(http);
        if (Register.CheckPassword("password", request.Password) is { } wrong)
            return wrong.Result(http);
        var result = await people.ChangePasswordAsync(person, request.Current, request.Password);
        if (!result.Succeeded)
            return (
                result.Errors.Any(e => e.Code == "PasswordMismatch")
                    ? Problems.Invalid("current", new LocalText("It is not your password.", "No es tu contraseña."))
                    : Register.Refused(result)
            ).Result(http);
        await streams.RevokeAsync(person.Id);
        await signIn.RefreshSignInAsync(person);
        return TypedResults.NoContent();
    }
}
