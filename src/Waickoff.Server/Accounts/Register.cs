using System.Net.Mail;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Waickoff.Analysis;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>Opens an account.</summary>
internal static class Register
{
    public const int ShortestPassword = 10;
    public const int LongestPassword = 200;

    /// <param name="Email">The address; confirmed by a mail.</param>
    /// <param name="Password">At least ten characters, any.</param>
    /// <param name="Language"><c>en</c> or <c>es</c>.</param>
    /// <param name="TimeZone">An IANA name; UTC where there is none.</param>
    /// <param name="IsAdult">That the person is of age, which has to be said.</param>
    public sealed record Request(
        string Email,
        string Password,
        bool IsAdult,
        string? Language = null,
        string? TimeZone = null
    );

    /// <summary>The same for an address that has an account: whether it does is not told.</summary>
    /// <param name="Email">The address that a mail goes to.</param>
    /// <param name="IsMailInFolder">Whether this server writes its mails into its data folder instead of sending them.</param>
    public sealed record Answer(string Email, bool IsMailInFolder);

    public static async Task<Results<Accepted<Answer>, ProblemHttpResult>> HandleAsync(
        Request request,
        UserManager<Person> people,
        WaickoffDb db,
        AccountMails mails,
        MailOptions mail,
        TimeProvider time,
        HttpContext http
    )
    {
        if (Check(request) is { } wrong)
            return wrong.Result(http);
        var person = new Person
        {
            Id = Id.New("usr", time),
            Email = request.Email,
            UserName = request.Email,
            Language = request.Language ?? RequestLanguage.Of(http),
            TimeZone = request.TimeZone ?? "UTC",
            CreatedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await people.FindByEmailAsync(request.Email) is { } known)
        {
            // As long as it takes for a new one.
            people.PasswordHasher.HashPassword(known, request.Password);
            mails.AlreadyKnown(db, known);
        }
        else
        {
            var made = await people.CreateAsync(person, request.Password);
            if (!made.Succeeded)
                return Refused(made).Result(http);
            mails.Confirm(db, person, await people.GenerateEmailConfirmationTokenAsync(person));
        }
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return TypedResults.Accepted((string?)null, new Answer(request.Email, mail.SmtpHost.Length == 0));
    }

    private static Problem? Check(Request request)
    {
        if (
            request.Email.Length > 254
            || !MailAddress.TryCreate(request.Email, out var address)
            || address.Address != request.Email
        )
            return Problems.Invalid(
                "email",
                new LocalText("Give an e-mail address.", "Indica una dirección de correo.")
            );
        if (CheckPassword("password", request.Password) is { } password)
            return password;
        if (CheckManner(request.Language, request.TimeZone) is { } manner)
            return manner;
        return request.IsAdult
            ? null
            : Problems.Invalid(
                "isAdult",
                new LocalText("WAIckoff is for adults.", "WAIckoff es para mayores de edad.")
            );
    }

    /// <summary>What is wrong with a new password; null when it can be used.</summary>
    public static Problem? CheckPassword(string field, string password) =>
        password.Length is < ShortestPassword or > LongestPassword
            ? Problems.Invalid(
                field,
                LocalText.Of(
                    $"Use {ShortestPassword} to {LongestPassword} characters.",
                    $"Usa de {ShortestPassword} a {LongestPassword} caracteres."
                )
            )
            : null;

    /// <summary>What is wrong with a language or a time zone; null when both can be used.</summary>
    public static Problem? CheckManner(string? language, string? zone)
    {
        if (language is not null && !RequestLanguage.All.Contains(language))
            return Problems.Invalid("language", new LocalText("Allowed: en, es.", "Se admite: en, es."));
        return zone is not null && (zone.Length > 100 || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            ? Problems.Invalid(
                "timeZone",
                new LocalText("Give an IANA name such as Europe/Madrid.", "Indica un nombre IANA como Europe/Madrid.")
            )
            : null;
    }

    /// <summary>What was not accepted of a new account or password.</summary>
    public static Problem Refused(IdentityResult result, string field = "password") =>
        Problems.Invalid(
            result.Errors.Any(e => e.Code.StartsWith("Password", StringComparison.Ordinal)) ? field : "email",
            new LocalText(
                "It is among those that are tried first, or not possible. Choose another one.",
                "Es de los que se prueban primero, o no es posible. Elige otro."
            )
        );
}
