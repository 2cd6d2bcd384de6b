using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using QRCoder;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>Codes of an authenticator app as the second step of signing in, and the recovery codes for a lost phone.</summary>
internal static class Authenticator
{
    private const int RecoveryCodes = 10;

    private static readonly Problem WrongPassword = Problems.Invalid(
        "password",
        new LocalText("It is not your password.", "No es tu contraseña.")
    );

    /// <param name="Password">The person's password.</param>
    public sealed record PasswordRequest(string Password);

    /// <param name="Key">The key, to type into the app.</param>
    /// <param name="Address">The same for apps that read addresses.</param>
    /// <param name="Picture">The address as a picture to scan, SVG.</param>
    public sealed record Begun(string Key, string Address, string Picture);

    /// <param name="Code">Six digits of the app.</param>
    public sealed record CodeRequest(string Code);

    /// <param name="RecoveryCodes">Each good once; shown this one time.</param>
    public sealed record Confirmed(IReadOnlyList<string> RecoveryCodes);

    public static async Task<Results<Ok<Begun>, ProblemHttpResult>> BeginAsync(
        PasswordRequest request,
        ClaimsPrincipal user,
        UserManager<Person> people,
        SignInManager<Person> signIn,
        SignInAttempts attempts,
        HttpContext http
    )
    {
        if (await people.GetUserAsync(user) is not { } person)
            return Problems.NotSignedIn.Result(http);
        if (await CheckAsync(request.Password, person, people, attempts, http) is { } wrong)
            return wrong.Result(http);
        // One that is in force stays so until it is turned off.
        if (!person.TwoFactorEnabled)
        {
            await people.ResetAuthenticatorKeyAsync(person);
            // A new key ends all sign-ins; this one goes on to confirm it.
            await signIn.RefreshSignInAsync(person);
        }
        var key =
            await people.GetAuthenticatorKeyAsync(person) ?? throw new InvalidOperationException("There is no key.");
        var address =
            $"otpauth://totp/WAIckoff:{Uri.EscapeDataString(person.Email!)}?secret={key}&issuer=WAIckoff&digits=6";
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return TypedResults.Ok(new Begun(key, address, picture.GetGraphic(4)));
    }

    public static async Task<Results<Ok<Confirmed>, ProblemHttpResult>> ConfirmAsync(
        CodeRequest request,
        ClaimsPrincipal user,
        UserManager<Person> people,
        SignInManager<Person> signIn,
        SignInAttempts attempts,
        HttpContext http
    )
    {
        if (await people.GetUserAsync(user) is not { } person)
            return Problems.NotSignedIn.Result(http);
        if (await attempts.CountAsync(http, person.Email!) is { } wait)
            return Problems.TooMany(wait).Result(http);
        var code = new string([.. request.Code.Where(char.IsAsciiDigit)]);
        if (!await people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, code))
            return Problems
                .Invalid(
                    "code",
                    new LocalText(
                        "Type the six digits the app shows now; the clock of the phone must be right.",
                        "Escribe las seis cifras que muestra la aplicación; el reloj del teléfono debe ir bien."
                    )
                )
                .Result(http);
        await people.SetTwoFactorEnabledAsync(person, true);
        var codes = await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes);
        await signIn.RefreshSignInAsync(person);
        return TypedResults.Ok(new Confirmed([.. codes!]));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> OffAsync(
        PasswordRequest request,
        ClaimsPrincipal user,
        UserManager<Person> people,
        SignInManager<Person> signIn,
        SignInAttempts attempts,
        HttpContext http
    )
    {
        if (await people.GetUserAsync(user) is not { } person)
            return Problems.NotSignedIn.Result(http);
        if (await CheckAsync(request.Password, person, people, attempts, http) is { } wrong)
            return wrong.Result(http);
        await people.SetTwoFactorEnabledAsync(person, false);
        await people.ResetAuthenticatorKeyAsync(person);
        await signIn.RefreshSignInAsync(person);
        return TypedResults.NoContent();
    }

    /// <summary>Whether the person at the browser is the owner of the account: what changes who can sign in asks again.</summary>
    public static async Task<Problem?> CheckAsync(
        string password,
        Person person,
        UserManager<Person> people,
        SignInAttempts attempts,
        HttpContext http
    )
    {
        if (await attempts.CountAsync(http, person.Email!) is { } wait)
            return Problems.TooMany(wait);
        return password.Length <= Register.LongestPassword && await people.CheckPasswordAsync(person, password)
            ? null
            : WrongPassword;
    }
}
