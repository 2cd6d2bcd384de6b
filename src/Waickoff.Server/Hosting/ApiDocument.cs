using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Waickoff.Server.Hosting;

/// <summary>The OpenAPI document: what a client is generated from, so that each operation and each record has one name that stays.</summary>
internal static class ApiDocument
{
    private const string CookieScheme = "cookie";
    private const string ProblemName = "Problem";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = NameOf;
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                LeaveOut(schema, context.JsonTypeInfo);
                return Task.CompletedTask;
            }
        );
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info.Title = "WAIckoff";
                document.Info.Version = "v1";
                document.Info.Description =
                    "Market structure in plain words: every number is computed from closed candles and can be traced to them. "
                    + "Refusals are problem details with a stable code. No advice: scenarios and measured facts.";
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
                document.Components.SecuritySchemes[CookieScheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Cookie,
                    Name = "waickoff",
                    Description = "Signing in sets it. Behind TLS its name begins with __Host-.",
                };
                return Task.CompletedTask;
            }
        );
    }

    /// <summary>Records are called by their use case: <c>Request</c> of <c>AskTurn</c> is <c>AskTurnRequest</c>.</summary>
    private static string? NameOf(JsonTypeInfo type) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name ? null
        : type.Type.DeclaringType is { } slice && !slice.Name.EndsWith("Slice", StringComparison.Ordinal)
            ? slice.Name + name
        : name;

    /// <summary>What is null is left out of an answer; and a refusal may carry more than all have in common.</summary>
    private static void LeaveOut(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (type.Type == typeof(ProblemAnswer))
            schema.AdditionalPropertiesAllowed = true;
        if (schema.Properties is null || type.Type.Name.EndsWith("Request", StringComparison.Ordinal))
            return;
        foreach (var (name, property) in schema.Properties)
            if (
                property.Type?.HasFlag(JsonSchemaType.Null) == true
                || property.OneOf?.Any(o => o.Type == JsonSchemaType.Null) == true
            )
                schema.Required?.Remove(name);
    }

    private static async Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancel
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var document = context.Document!;
        if (metadata.OfType<MethodInfo>().FirstOrDefault() is { DeclaringType: { } slice } method)
            operation.OperationId ??= OperationOf(slice, method);
        operation.Parameters ??= [];
        foreach (var header in metadata.OfType<TakenHeader>())
            operation.Parameters.Add(Parameter(header));
        if (metadata.OfType<Access>().FirstOrDefault() is { } access)
        {
            if (!HttpMethods.IsGet(context.Description.HttpMethod!))
                operation.Parameters.Add(
                    Parameter(new TakenHeader("X-XSRF-TOKEN", true, "The token of /api/antiforgery.", ".+"))
                );
            if (access.Kind != AccessKind.Public)
                operation.Security =
                [
                    new OpenApiSecurityRequirement
                    {
                        [new OpenApiSecuritySchemeReference(CookieScheme, document)] = [],
                    },
                ];
        }
        foreach (var stream in metadata.OfType<StreamedEvents>())
            operation.Responses!["200"] = await StreamAsync(stream, context, cancel);
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A refusal.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new()
                {
                    Schema = await SchemaAsync(typeof(ProblemAnswer), ProblemName, context, cancel),
                },
            },
        };
    }

    /// <summary><c>HandleAsync</c> of <c>AskTurn</c> is <c>AskTurn</c>, <c>SignInAsync</c> of <c>Passkeys</c> is <c>PasskeysSignIn</c>.</summary>
    private static string? OperationOf(Type slice, MethodInfo method)
    {
        // A lambda has no name to stay with.
        if (method.Name.Contains('<', StringComparison.Ordinal))
            return null;
        var name = method.Name.EndsWith("Async", StringComparison.Ordinal) ? method.Name[..^5] : method.Name;
        return name == "Handle" ? slice.Name : slice.Name + name;
    }

    private static OpenApiParameter Parameter(TakenHeader header) =>
        new()
        {
            Name = header.Name,
            In = ParameterLocation.Header,
            Required = header.IsRequired,
            Description = header.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = header.Pattern },
        };

    private static async Task<OpenApiResponse> StreamAsync(
        StreamedEvents stream,
        OpenApiOperationTransformerContext context,
        CancellationToken cancel
    )
    {
        var data = new List<IOpenApiSchema>();
        foreach (var (name, type) in stream.Types)
            data.Add(await SchemaAsync(type, $"{char.ToUpperInvariant(name[0])}{name[1..]}Event", context, cancel));
        return new OpenApiResponse
        {
            Description =
                $"Server-sent events: {string.Join(", ", stream.Types.Select(t => t.Name))}. The data of each is one of these.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["text/event-stream"] = new() { Schema = new OpenApiSchema { AnyOf = data } },
            },
        };
    }

    private static async Task<IOpenApiSchema> SchemaAsync(
        Type type,
        string name,
        OpenApiOperationTransformerContext context,
        CancellationToken cancel
    )
    {
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancel);
        context.Document!.AddComponent(name, schema);
        return new OpenApiSchemaReference(name, context.Document);
    }
}

/// <summary>A header that a route reads.</summary>
internal sealed record TakenHeader(string Name, bool IsRequired, string Description, string Pattern);

/// <summary>The events that a route streams, with the data of each.</summary>
internal sealed record StreamedEvents(params IReadOnlyList<(string Name, Type Data)> Types);
