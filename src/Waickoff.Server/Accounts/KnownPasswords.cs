using Microsoft.AspNetCore.Identity;

namespace Waickoff.Server.Accounts;

/// <summary>Refuses the long passwords that are tried first: the common ones, repetitions, runs, and the address itself.</summary>
internal sealed class KnownPasswords : IPasswordValidator<Person>
{
    private const int LeastDifferent = 5;

    private static readonly string[] Common =
    [
        "password",
        "contraseña",
        "contrasena",
        "1234567890",
        "0987654321",
        "qwertyuiop",
        "1q2w3e4r5t",
        "1qaz2wsx3e",
        "iloveyou",
        "letmein",
        "welcome",
        "sunshine",
        "princess",
        "football",
        "baseball",
        "superman",
        "trustno1",
        "administrator",
        "bienvenido",
        "teamomucho",
        "realmadrid",
        "barcelona",
        "bitcoin",
        "ethereum",
        "satoshi",
        "waickoff",
        "wyckoff",
        "tothemoon",
        "changeme",
        "default",
        "passw0rd",
        "p@ssword",
        "p@ssw0rd",
        "asdfghjkl",
        "zxcvbnm",
        "dragon",
        "monkey",
        "michael",
        "chocolate",
        "computer",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password)
    {
        var text = (password ?? "").ToLowerInvariant();
        // What is left when a common word and the digits around it are taken away has to be something.
        var isCommon = Common.Any(c =>
            text.Contains(c, StringComparison.Ordinal) && text.Length - c.Length < LeastDifferent
        );
        var name = user.Email?.Split('@')[0].ToLowerInvariant() ?? "";
        var isOwn = name.Length >= 4 && text.Contains(name, StringComparison.Ordinal);
        return Task.FromResult(
            isCommon || isOwn || text.Distinct().Count() < LeastDifferent || IsRun(text)
                ? IdentityResult.Failed(new IdentityError { Code = "PasswordKnown" })
                : IdentityResult.Success
        );
    }

    private static bool IsRun(string text)
    {
        var steps = 0;
        for (var i = 1; i < text.Length; i++)
            steps += Math.Abs(text[i] - text[i - 1]) <= 1 ? 1 : 0;
        return steps >= text.Length - 2;
    }
}
