using System.Buffers.Text;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>Passkeys: signing in without a password.</summary>
internal static class Passkeys
{
    private const int Most = 20;

    private static readonly Problem Refused = new(
        400,
        "passkey_refused",
        new LocalText("The passkey was not accepted.", "La llave de acceso no se aceptó."),
        new LocalText("Begin again and use this site's own page.", "Empieza de nuevo desde la página de este sitio.")
    );

    /// <param name="Credential">What the browser made, as JSON.</param>
    /// <param name="Name">What the person calls it.</param>
    public sealed record AddRequest(JsonElement Credential, string? Name = null);

    /// <param name="Credential">What the browser made, as JSON.</param>
    public sealed record SignInRequest(JsonElement Credential);

    public sealed record Item(string Id, string? Name, DateTimeOffset Created);

    /// <summary>
    /// A passkey stands for both factors, so its holder is always verified, and it names its person by itself. The framework takes the origin of
    /// the request for ours, which who relays a sign-in writes as they like: here it is the address people reach the server at.
    /// </summary>
    public static void Configure(IdentityPasskeyOptions options, ServerOptions server)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        if (server.PublicUrl.Length > 0)
            options.ServerDomain = new Uri(server.PublicUrl).Host;
        options.ValidateOrigin = context => ValueTask.FromResult(IsOwn(context, server.PublicUrl));
    }

    private static bool IsOwn(PasskeyOriginValidationContext context, string publicUrl)
    {
        if (context.CrossOrigin || !Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin))
            return false;
        return publicUrl.Length > 0
            ? origin.GetLeftPart(UriPartial.Authority) == new Uri(publicUrl).GetLeftPart(UriPartial.Authority)
            : origin.Authority == context.HttpContext.Request.Host.Value;
    }

    public static async Task<Results<ContentHttpResult, ProblemHttpResult>> CreationOptionsAsync(
        ClaimsPrincipal user,
        UserManager<Person> people,
        SignInManager<Person> signIn,
        HttpContext http
    )
    {
        if (await people.GetUserAsync(user) is not { } person)
            return Problems.NotSignedIn.Result(http);
        var options = await signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = person.Id,
                Name = person.Email!,
                DisplayName = person.Email!,
            }
        );
        return TypedResults.Content(options, "application/json");
    }

    public static async Task<Results<Ok<Item>, ProblemHttpResult>> AddAsync(
        AddRequest request,
        ClaimsPrincipal user,
        UserManager<Person> people,
        SignInManager<Person> signIn,
        HttpContext http
    )
    {
        if (await people.GetUserAsync(user) is not { } person)
            return Problems.NotSignedIn.Result(http);
        if (request.Name is { Length: > 100 })
            return Problems
                .Invalid("name", new LocalText("At most 100 characters.", "100 caracteres como máximo."))
                .Result(http);
        if ((await people.GetPasskeysAsync(person)).Count >= Most)
            return Problems
                .Invalid("credential", LocalText.Of($"At most {Most} passkeys.", $"{Most} llaves como máximo."))
                .Result(http);
        if (await AttestAsync(request.Credential, signIn) is not { } made)
            return Refused.Result(http);
        made.Name = request.Name;
        var added = await people.AddOrUpdatePasskeyAsync(person, made);
        return added.Succeeded ? TypedResults.Ok(ItemOf(made)) : Refused.Result(http);
    }

    public static async Task<Results<Ok<IReadOnlyList<Item>>, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal user,
        UserManager<Person> people,
        HttpContext http
    ) =>
        await people.GetUserAsync(user) is { } person
            ? TypedResults.Ok<IReadOnlyList<Item>>([.. (await people.GetPasskeysAsync(person)).Select(ItemOf)])
            : Problems.NotSignedIn.Result(http);

    public static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string passkey,
        ClaimsPrincipal user,
        UserManager<Person> people,
        HttpContext http
    )
    {
        if (await people.GetUserAsync(user) is not { } person)
            return Problems.NotSignedIn.Result(http);
        var known = (await people.GetPasskeysAsync(person)).FirstOrDefault(p => ItemOf(p).Id == passkey);
        if (known is null)
            return Problems.NotFound.Result(http);
        await people.RemovePasskeyAsync(person, known.CredentialId);
        return TypedResults.NoContent();
    }

    public static async Task<ContentHttpResult> RequestOptionsAsync(SignInManager<Person> signIn) =>
        TypedResults.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    public static async Task<Results<NoContent, ProblemHttpResult>> SignInAsync(
        SignInRequest request,
        SignInManager<Person> signIn,
        SignInAttempts attempts,
        UsedChallenges challenges,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await attempts.CountAsync(http, "passkey") is { } wait)
            return Problems.TooMany(wait).Result(http);
        if (!await challenges.IsFirstAsync(request.Credential, cancel))
            return SignIn.Wrong.Result(http);
        try
        {
            var result = await signIn.PasskeySignInAsync(request.Credential.GetRawText());
            return result.Succeeded ? TypedResults.NoContent() : SignIn.Wrong.Result(http);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return SignIn.Wrong.Result(http);
        }
    }

    private static async Task<UserPasskeyInfo?> AttestAsync(JsonElement credential, SignInManager<Person> signIn)
    {
        try
        {
            return (await signIn.PerformPasskeyAttestationAsync(credential.GetRawText())).Passkey;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return null;
        }
    }

    /// <summary>The framework throws on a credential that is no answer to options it gave.</summary>
    private static bool IsRefusal(Exception e) =>
        e is InvalidOperationException or JsonException or PasskeyException or ArgumentException or FormatException;

    private static Item ItemOf(UserPasskeyInfo passkey) =>
        new(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name, passkey.CreatedAt);
}
