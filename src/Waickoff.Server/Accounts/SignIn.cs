using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>Signs in with e-mail and password.</summary>
internal static class SignIn
{
    /// <summary>One answer, in one time, for an unknown address, a wrong password, a locked account and one not confirmed.</summary>
    public static readonly Problem Wrong = new(
        401,
        "wrong_sign_in",
        new LocalText("These are not right.", "Los datos no son correctos."),
        new LocalText(
            "Check e-mail and password, and that you opened the link of the confirmation mail. After five tries wait a minute.",
            "Revisa el correo y la contraseña, y que hayas abierto el enlace del correo de confirmación. Tras cinco intentos espera un minuto."
        )
    );

    private static readonly Problem SecondStep = new(
        401,
        "second_factor",
        new LocalText(
            "A code of your authenticator app is needed.",
            "Hace falta un código de tu aplicación de autenticación."
        ),
        new LocalText("Send it to /api/sign-in/code.", "Envíalo a /api/sign-in/code.")
    );

    private static readonly Person Nobody = new() { Id = "usr_nobody" };
    private static readonly Lazy<string> NobodysHash = new(() =>
        new PasswordHasher<Person>().HashPassword(Nobody, "nobody")
    );

    public sealed record Request(string Email, string Password, bool Remember = false);

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        UserManager<Person> people,
        SignInManager<Person> signIn,
        SignInAttempts attempts,
        HttpContext http
    )
    {
        if (request.Email.Length > 254 || request.Password.Length > Register.LongestPassword)
            return Wrong.Result(http);
        if (await attempts.CountAsync(http, request.Email) is { } wait)
            return Problems.TooMany(wait).Result(http);
        var person = await people.FindByEmailAsync(request.Email);
        if (person is null || !await signIn.CanSignInAsync(person) || await people.IsLockedOutAsync(person))
        {
            // As long as it takes for one who may.
            people.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash.Value, request.Password);
            return Wrong.Result(http);
        }
        var result = await signIn.PasswordSignInAsync(
            person,
            request.Password,
            request.Remember,
            lockoutOnFailure: true
        );
        if (result.RequiresTwoFactor)
            return SecondStep.Result(http);
        return result.Succeeded ? TypedResults.NoContent() : Wrong.Result(http);
    }
}

/// <summary>The second step of signing in.</summary>
internal static class SignInWithCode
{
    /// <param name="Code">Six digits of the app, or a recovery code.</param>
    /// <param name="Remember">Whether the sign-in outlives the browser.</param>
    public sealed record Request(string Code, bool Remember = false);

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        SignInManager<Person> signIn,
        SignInAttempts attempts,
        HttpContext http
    )
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } person)
            return SignIn.Wrong.Result(http);
        if (await attempts.CountAsync(http, person.Email!) is { } wait)
            return Problems.TooMany(wait).Result(http);
        var code = new string([.. request.Code.Where(c => !char.IsWhiteSpace(c))]);
        var isDigits = code.Length == 6 && code.All(char.IsAsciiDigit);
        var result = isDigits
            ? await signIn.TwoFactorAuthenticatorSignInAsync(code, request.Remember, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        return result.Succeeded ? TypedResults.NoContent() : SignIn.Wrong.Result(http);
    }
}

/// <summary>Signs out.</summary>
internal static class SignOut
{
    public static async Task<NoContent> HandleAsync(SignInManager<Person> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> EverywhereAsync(
        ClaimsPrincipal user,
        UserManager<Person> people,
        SignInManager<Person> signIn,
        OpenStreams streams,
        HttpContext http
    )
    {
        if (await people.GetUserAsync(user) is not { } person)
            return Problems.NotSignedIn.Result(http);
        await people.UpdateSecurityStampAsync(person);
        await streams.RevokeAsync(person.Id);
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }
}
