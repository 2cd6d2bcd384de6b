using System.Text.Json;
using Waickoff.Analysis;

namespace Waickoff.Server.Hosting;

/// <summary>The refusals that all slices share; each slice keeps its own beside its endpoints.</summary>
internal static class Problems
{
    /// <summary>Also for what belongs to somebody else: whether it exists is not told.</summary>
    public static readonly Problem NotFound = new(
        404,
        "not_found",
        new LocalText("There is nothing here.", "Aquí no hay nada."),
        new LocalText("Check the address or the id.", "Revisa la dirección o el identificador.")
    );

    /// <summary>Null for how many entries a page may have.</summary>
    public static Problem? OfPage(int take) =>
        take is < 1 or > Limits.Page
            ? Invalid("take", LocalText.Of($"Allowed: 1 to {Limits.Page}.", $"Se admite: de 1 a {Limits.Page}."))
            : null;

    /// <summary>Reads one of the words that an enumeration has in JSON; null for what was not said.</summary>
    public static Problem? OfWord<T>(string field, string? text, out T? word)
        where T : struct, Enum
    {
        word = null;
        if (text is null)
            return null;
        foreach (var value in Enum.GetValues<T>())
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == text)
            {
                word = value;
                return null;
            }
        var words = string.Join(' ', Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        return Invalid(field, LocalText.Of($"Allowed: {words}.", $"Se admite: {words}."));
    }

    public static readonly Problem NotSignedIn = new(
        401,
        "not_signed_in",
        new LocalText("You are not signed in.", "No has iniciado sesión."),
        new LocalText("Sign in and try again.", "Inicia sesión y vuelve a intentarlo.")
    );

    public static readonly Problem NotAllowed = new(
        403,
        "not_allowed",
        new LocalText("Your account may not do this.", "Tu cuenta no puede hacer esto."),
        new LocalText("Ask an operator if you need it.", "Pídeselo a un operador si lo necesitas.")
    );

    public static readonly Problem BadAntiforgery = new(
        403,
        "antiforgery",
        new LocalText("The request did not come from our own pages.", "La petición no vino de nuestras páginas."),
        new LocalText(
            "Get a token from /api/antiforgery and send it as X-XSRF-TOKEN.",
            "Pide un token en /api/antiforgery y envíalo en X-XSRF-TOKEN."
        )
    );

    public static readonly Problem MethodNotAllowed = new(
        405,
        "method_not_allowed",
        new LocalText("This address does not take this method.", "Esta dirección no admite ese método."),
        new LocalText("The Allow header says which it takes.", "La cabecera Allow dice cuáles admite.")
    );

    public static readonly Problem UnsupportedMedia = new(
        415,
        "unsupported_media_type",
        new LocalText("The body is not JSON.", "El cuerpo no es JSON."),
        new LocalText("Send it as application/json.", "Envíalo como application/json.")
    );

    public static readonly Problem TooLarge = new(
        413,
        "too_large",
        new LocalText("The body is too large.", "El cuerpo es demasiado grande."),
        new LocalText("Send less than 64 KiB.", "Envía menos de 64 KiB.")
    );

    public static readonly Problem Failed = new(
        500,
        "failed",
        new LocalText("Something went wrong on our side.", "Algo falló por nuestra parte."),
        new LocalText(
            "Nothing was charged. Try again; if it stays, tell us the request id.",
            "No se cobró nada. Vuelve a intentarlo; si sigue, dinos el identificador de la petición."
        )
    );

    public static readonly Problem Unavailable = new(
        503,
        "unavailable",
        new LocalText("The service cannot answer now.", "El servicio no puede responder ahora."),
        new LocalText("Nothing was lost. Try again shortly.", "No se perdió nada. Vuelve a intentarlo en breve.")
    )
    {
        RetryAfter = 5,
    };

    public static readonly Problem KeyMissing = Invalid(
        "Idempotency-Key",
        new LocalText(
            "Send a header Idempotency-Key of 8 to 100 letters, digits, - or _, new for each intent.",
            "Envía una cabecera Idempotency-Key de 8 a 100 letras, cifras, - o _, nueva para cada intención."
        )
    );

    public static readonly Problem KeyReused = new(
        422,
        "idempotency_key_reused",
        new LocalText("This key was used for something else.", "Esta clave se usó para otra cosa."),
        new LocalText("Take a new Idempotency-Key.", "Usa una Idempotency-Key nueva.")
    );

    public static Problem TooMany(int retryAfter) =>
        new(
            429,
            "too_many_requests",
            new LocalText("Too many requests.", "Demasiadas peticiones."),
            LocalText.Of($"Try again in {retryAfter} s.", $"Vuelve a intentarlo en {retryAfter} s.")
        )
        {
            RetryAfter = retryAfter,
        };

    public static Problem BadJson(string where) =>
        new(
            400,
            "invalid_json",
            new LocalText("The body is not the JSON that is expected.", "El cuerpo no es el JSON que se espera."),
            LocalText.Of($"Look at {where}.", $"Mira {where}.")
        )
        {
            Field = where,
        };

    /// <summary>A field with a value that cannot be used.</summary>
    public static Problem Invalid(string field, LocalText allowed) =>
        new(
            400,
            "invalid_field",
            LocalText.Of($"The value of {field} cannot be used.", $"El valor de {field} no se puede usar."),
            allowed
        )
        {
            Field = field,
        };

    /// <summary>The problem of an answer that has a status and no body.</summary>
    public static Problem? OfStatus(int status) =>
        status switch
        {
            400 => BadJson("$"),
            401 => NotSignedIn,
            403 => NotAllowed,
            404 => NotFound,
            405 => MethodNotAllowed,
            413 => TooLarge,
            415 => UnsupportedMedia,
            429 => TooMany(60),
            503 => Unavailable,
            >= 500 => Failed,
            _ => null,
        };
}
