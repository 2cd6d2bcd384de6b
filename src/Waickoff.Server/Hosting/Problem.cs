using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Waickoff.Analysis;

namespace Waickoff.Server.Hosting;

/// <summary>A refusal: a stable code, what happened and what to do, in both languages.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">What a program looks at; never changed.</param>
/// <param name="Title">What happened.</param>
/// <param name="ToDo">What the reader can do about it.</param>
internal sealed record Problem(int Status, string Code, LocalText Title, LocalText ToDo)
{
    /// <summary>The field of the request it is about; null when it is about all of it.</summary>
    public string? Field { get; init; }

    /// <summary>Seconds after which it may be tried again; null where that does not help.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What else a program needs, such as what is left; texts are told in the language of the request.</summary>
    public IReadOnlyDictionary<string, object?>? More { get; init; }

    /// <summary>The answer.</summary>
    public ProblemHttpResult Result(HttpContext http) => TypedResults.Problem(Details(http));

    /// <summary>The body, in the language of the request; both languages stand beside.</summary>
    public ProblemDetails Details(HttpContext http)
    {
        var language = RequestLanguage.Of(http);
        if (RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var details = new ProblemDetails
        {
            Status = Status,
            Type = $"/docs/errors#{Code}",
            Title = Title.In(language),
            Detail = ToDo.In(language),
            Instance = http.Request.Path,
        };
        details.Extensions["code"] = Code;
        details.Extensions["titles"] = new Both(Title.English, Title.Spanish);
        details.Extensions["requestId"] = http.TraceIdentifier;
        if (Field is not null)
            details.Extensions["field"] = Field;
        foreach (var (name, value) in More ?? new Dictionary<string, object?>())
            details.Extensions[name] = value is LocalText text ? text.In(language) : value;
        return details;
    }

    /// <summary>A text in both languages.</summary>
    internal sealed record Both(
        [property: JsonPropertyName("en")] string English,
        [property: JsonPropertyName("es")] string Spanish
    );
}

/// <summary>A refusal as the document of the API shows it; some carry more, such as what is left.</summary>
/// <param name="Type">Where it is explained.</param>
/// <param name="Title">What happened, in the language of the request.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What to do about it.</param>
/// <param name="Instance">What was asked for.</param>
/// <param name="Code">What a program looks at; never changed.</param>
/// <param name="Titles">The title in both languages.</param>
/// <param name="RequestId">To find it in the logs.</param>
/// <param name="Field">The field of the request it is about.</param>
internal sealed record ProblemAnswer(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string Code,
    Problem.Both Titles,
    string RequestId,
    string? Field
);
